"""Are the cells of the evidence table right?

    MEDGRAPH_HOME=... MEDGRAPH_WORKSPACE=... python benchmarks/evidence_table.py [GOLD] [--faults] [--json]

Over a workspace that holds the abstracts named in GOLD (evidence_table_gold.jsonl beside this file): what a person read
in each of them is compared with the row of the table. A line of it has, by document id: `n`, the counts that are right
([] where the abstract tells none, null where it was not judged), `design` and `species`, the labels that are right (''
where an empty cell is), `result` and `background`, the numbers of the sentences that tell the main result, and that are
no findings (the title is 0), and `effects`, what those sentences tell: [numbers with a bar between, low, high, P,
sentence]. Bar: 0.85 of the cells that are filled are right.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from api.service import (  # noqa: E402
    MedGraph,
    UnknownDocumentError,
)
from graph import Document  # noqa: E402
from retrieval.table import Cell, Role, StudyRow, study_of, study_row  # noqa: E402

_NUMBER = re.compile(r"\d*[.·]?\d+")
_EFFECT_PARTS = {"effect": 0, "interval": 1, "p_value": 3}


def numbers(text: str) -> list[str]:
    """The numbers of a text without signs and leading zeros."""
    return [each.replace("·", ".").lstrip("0") for each in _NUMBER.findall(text.replace(",", ""))]


def agrees(row: StudyRow, effect: list[Any]) -> bool:
    """Whether all that the row tells of its effect is what a person read."""
    wanted = [number for part in effect[0].split("|") for number in numbers(part)]
    told = {name: numbers(cell.quote) for name, cell in row.cells().items() if cell is not None}
    return (
        ("effect" not in told or (bool(wanted) and set(wanted[:2]) <= set(told["effect"])))
        and ("interval" not in told or told["interval"] == [*numbers(effect[1]), *numbers(effect[2])])
        and ("p_value" not in told or told["p_value"][-1:] == numbers(effect[3]))
    )


def judged(document: Document, gold: dict[str, Any]) -> dict[str, tuple[bool, bool, bool]]:
    """By column: whether the cell is filled, whether it is right, whether it should be filled."""
    study, row = study_of(document), study_row(document)
    n = sum(map(int, row.n.value.split(" + "))) if row.n else None
    found: dict[str, tuple[bool, bool, bool]] = {}
    if gold["n"] is not None:
        found["n"] = (n is not None, n in gold["n"], bool(gold["n"]))
    label = row.design.value.replace("cluster randomised", "randomised controlled") if row.design else ""
    found["design"] = (bool(label), label in gold["design"], "" not in gold["design"])
    species = row.species.value
    found["species"] = (bool(species), species in gold["species"], "" not in gold["species"])
    place = next((s.place for s in study.sentences if row.result and s.span.start == row.result.start), -1)
    found["result"] = (row.result is not None, place in gold["result"], bool(gold["result"]))
    effects = [each for each in gold["effects"] if each[4] == place]
    right = any(agrees(row, each) for each in effects)
    for name, part in _EFFECT_PARTS.items():
        cell: Cell | None = getattr(row, name)
        found[name] = (cell is not None, cell is not None and right, any(each[part] for each in effects))
    for sentence in study.body:
        is_background, told = sentence.place in gold["background"], sentence.role is Role.BACKGROUND
        found[f"background {sentence.place}"] = (told, told and is_background, is_background)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="?", type=Path, default=HERE / "evidence_table_gold.jsonl")
    parser.add_argument("--faults", action="store_true", help="Name the documents with a wrong cell.")
    parser.add_argument("--json", action="store_true", help="Print one JSON object.")
    options = parser.parse_args()
    service = MedGraph()
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    missing = 0
    for line in options.gold.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        try:
            document = service.document(gold["id"])
        except UnknownDocumentError:
            missing += 1
            continue
        for name, (filled, right, wanted) in judged(document, gold).items():
            column = name.split()[0]
            for place, value in enumerate((filled, filled and right, wanted)):
                sums[column][place] += value
            if options.faults and filled and not right:
                print(f"{gold['id']}: {name}", file=sys.stderr)
    service.close()
    columns = {
        name: {
            "filled": filled,
            "right": right,
            "wanted": wanted,
            "precision": right / filled if filled else None,
        }
        for name, (filled, right, wanted) in sums.items()
    }
    if options.json:
        print(json.dumps({"columns": columns, "documents_missing": missing}))
        return
    for name, each in columns.items():
        precision = "-" if each["precision"] is None else f"{each['precision']:.3f}"
        print(
            f"{name:<11} precision {precision} ({each['right']} of {each['filled']}); {each['wanted']} to be filled"
        )
    if missing:
        print(f"{missing} documents of the gold file are not in the workspace", file=sys.stderr)


if __name__ == "__main__":
    main()

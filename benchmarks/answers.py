"""Are answers exact, and silent where nothing answers?

    MEDGRAPH_HOME=... MEDGRAPH_WORKSPACE=... python benchmarks/answers.py BEIR_FOLDER [--questions 300] [--json]

Over a workspace that holds the corpus of BEIR_FOLDER (see build_beir.py): a sample of its questions is asked; every
citation is compared with the document as the store holds it; then the questions of unanswerable.txt (thresholds were
fitted with these in sight) and unanswerable_heldout.txt (looked at only as this count) are asked. Bars: every quote
exact, no claim without a citation, at most 3% of the questions refused, at least 27 of 30 unanswerable ones refused.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from api.service import MedGraph  # noqa: E402
from evaluation.corpora import read_unanswerable  # noqa: E402
from retrieval.answer import Answer, Status  # noqa: E402


def faults(answer: Answer, service: MedGraph) -> list[str]:
    found = []
    for c in answer.citations:
        document = service.document(c.document_id)
        if c.quote != document.text[c.start : c.end] or not c.quote.strip():
            found.append(f"{answer.question}: citation {c.id} is not the document's characters")
    for claim in answer.claims:
        if not claim.citations or any(not 1 <= n <= len(answer.citations) for n in claim.citations):
            found.append(f"{answer.question}: a claim without a citation: {claim.text}")
        elif claim.score == 1.0 and not all(
            " ".join(answer.citations[n - 1].quote.split()).lower().replace("the ", "")
            == claim.text.lower().replace("the ", "")
            for n in claim.citations[:1]
        ):
            found.append(f"{answer.question}: an extract that its citation does not say: {claim.text}")
    if (answer.status is Status.ANSWERED) != bool(answer.claims):
        found.append(f"{answer.question}: status {answer.status} with {len(answer.claims)} claims")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("beir", type=Path)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    service = MedGraph()
    lines = [json.loads(line) for line in (given.beir / "queries.jsonl").open()]
    chosen = random.Random(given.seed).sample(lines, min(given.questions, len(lines)))
    wrong: list[str] = []
    refused, citations = 0, 0
    for row in chosen:
        answer = service.ask(row["text"])
        wrong += faults(answer, service)
        citations += len(answer.citations)
        refused += answer.status is Status.INSUFFICIENT
    result: dict[str, Any] = {
        "questions": len(chosen),
        "refused": refused,
        "citations": citations,
        "faults": wrong,
    }
    for name in ("unanswerable", "unanswerable_heldout"):
        questions = read_unanswerable(HERE / f"{name}.txt")
        answers = [service.ask(question) for question in questions]
        for answer in answers:
            wrong += faults(answer, service)
        result[name] = {
            "questions": len(questions),
            "refused": sum(a.status is Status.INSUFFICIENT for a in answers),
        }
    if given.json:
        print(json.dumps(result))
        return
    share = refused / len(chosen)
    print(f"{len(chosen)} questions of {given.beir.name}: {refused} refused ({share:.1%}, bar 3%)")
    print(f"{citations} citations, {len(wrong)} faults (bar 0)")
    for name in ("unanswerable", "unanswerable_heldout"):
        print(f"{name}: {result[name]['refused']} of {result[name]['questions']} refused (bar 27)")
    for fault in wrong[:10]:
        print("  " + fault)


if __name__ == "__main__":
    main()

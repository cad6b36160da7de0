"""Relations measured on a small annotated file of our own, by the extractor that ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.corpora.datasets import GoldError
from evaluation.entity_table import format_entity_table
from evaluation.tasks.relation_extraction import evaluate_relation_extraction

TITLE = "Lithium-induced hypothyroidism"
ABSTRACT = "Lithium caused hypothyroidism in five patients. Stroke was seen in one."
GOLD = f"""5|t|{TITLE}
5|a|{ABSTRACT}
5\t0\t7\tLithium\tChemical\tD008094
5\t16\t30\thypothyroidism\tDisease\tD007037
5\t31\t38\tLithium\tChemical\tD008094
5\t46\t60\thypothyroidism\tDisease\tD007037
5\t79\t85\tStroke\tDisease\tD020521
5\tCID\tD008094\tD007037
5\tCID\tD008094\tD020521
"""


def test_a_row_has_an_entry_a_predicate(tmp_path: Path) -> None:
    (tmp_path / "cid.txt").write_text(GOLD)
    result = evaluate_relation_extraction([tmp_path / "cid.txt"], errors=3)
    (row,) = result["datasets"]
    assert (row["name"], row["documents"]) == ("cid", 1) and row["words_per_second"] > 0
    assert set(row["types"]) == {"causes"} and row["types"]["causes"] == row["micro"]
    assert row["micro"]["support"] == row["pairs"]["support"] == 2
    assert row["micro"]["recall"] >= 0.5  # the plain statement is found
    assert row["in_graph"]["recall"] <= row["micro"]["recall"]
    missed = [error["gold"] for error in row["errors"]["misses"]]
    assert missed in ([], ["MESH:D008094 causes MESH:D020521"])
    shown = format_entity_table(result)
    assert "causes" in shown and "in graph" in shown


def test_a_file_without_relations_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(GOLD.split("5\tCID")[0])
    with pytest.raises(GoldError, match="a has no annotated relations"):
        evaluate_relation_extraction([tmp_path / "a"])
    (tmp_path / "b").write_text(GOLD.replace("\tCID\t", "\tComparison\t"))
    with pytest.raises(GoldError, match="that medgraph states"):
        evaluate_relation_extraction([tmp_path / "b"])

"""Definitions of abbreviations measured on small annotated files of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation.corpora.datasets import GoldError
from evaluation.entity_table import format_entity_table
from evaluation.tasks.abbreviations import evaluate_abbreviations

TEXT = "Deep vein thrombosis (DVT) and a pulmonary embolism (PE) were treated with heparin (UFH)."


def _file(path: Path, *records: object) -> Path:
    path.write_text("\n".join(map(json.dumps, records)))
    return path


def test_pairs_are_counted_once_a_document(tmp_path: Path) -> None:
    pairs = [("DVT", "Deep vein thrombosis"), ("PE", "a pulmonary embolism"), ("UFH", "heparin")]
    gold = [{"short": short, "long": long} for short, long in [*pairs, pairs[0]]]
    file = _file(tmp_path / "a.jsonl", {"id": "1", "text": TEXT, "abbreviations": gold})
    result = evaluate_abbreviations([file], errors=3)
    (row,) = result["datasets"]
    # PE is found with other ends, which overlaps; UFH does not spell heparin.
    assert row["micro"] == {"precision": 0.5, "recall": 0.3333, "f1": 0.4, "overlap_f1": 0.8, "support": 3}
    assert row["types"] == {"Abbreviation": row["micro"]}
    assert [error["found"] for error in row["errors"]["false_positives"]] == ["PE = pulmonary embolism"]
    assert [error["gold"] for error in row["errors"]["misses"]] == [
        "PE = a pulmonary embolism",
        "UFH = heparin",
    ]
    assert "PE = a pulmonary embolism  (1)" in format_entity_table(result)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"text": TEXT, "abbreviations": []}, "no annotated abbreviation"),
        ({"text": TEXT}, "line 1: no list"),
        ({"text": TEXT, "abbreviations": ["DVT"]}, "not a short and a long form"),
        ({"abbreviations": []}, "neither title nor text"),
        (["DVT"], "not an object"),
    ],
)
def test_what_cannot_be_measured_is_told(tmp_path: Path, record: Any, said: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps(record) + "\n" + json.dumps(record))
    with pytest.raises(GoldError, match=said):
        evaluate_abbreviations([file])
    with pytest.raises(GoldError, match="is not a file"):
        evaluate_abbreviations([tmp_path])

"""A small BEIR folder of our own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

TEXTS = {
    "d1": "Aspirin prevents stroke in adults with atrial fibrillation.",
    "d2": "Insulin lowers glucose in type 1 diabetes.",
    "d3": "Statins lower cholesterol and prevent myocardial infarction.",
    "d4": "Metformin may cause lactic acidosis when the kidney fails.",
    "d5": "Vitamin B12 is low in some who take metformin for years.",
}
QUERIES = {"q1": "aspirin stroke", "q2": "glucose insulin", "q3": "Does metformin cause lactic acidosis?"}
QRELS = [("q1", "d1", 1), ("q2", "d2", 1), ("q3", "d4", 2), ("q3", "d5", 0)]


@pytest.fixture
def beir(tmp_path: Path) -> Callable[..., Path]:
    """`beir(name, texts, queries, qrels)` writes a folder; what is not given is the small set above."""

    def write(
        name: str = "small",
        texts: dict[str, str] = TEXTS,
        queries: dict[str, str] = QUERIES,
        qrels: list[tuple[str, str, int]] = QRELS,
    ) -> Path:
        folder = tmp_path / name
        (folder / "qrels").mkdir(parents=True)
        corpus = [json.dumps({"_id": i, "title": "", "text": text}) for i, text in texts.items()]
        (folder / "corpus.jsonl").write_text("\n".join(corpus) + "\n")
        asked = [json.dumps({"_id": i, "text": text}) for i, text in queries.items()]
        (folder / "queries.jsonl").write_text("\n".join(asked) + "\n")
        rows = "".join(f"{q}\t{d}\t{grade}\n" for q, d, grade in qrels)
        (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n" + rows)
        return folder

    return write

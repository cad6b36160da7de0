"""Gold annotations of a text with its .ann beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.corpora.model import GoldRelation
from ingest import read_paths
from tests.evaluation.corpora.test_reading import parted


def write_pair(folder: Path, text: str, annotations: str) -> Path:
    (folder / "a.ann").write_text(annotations)
    (folder / "a.txt").write_bytes(text.encode())
    return folder / "a.ann"


NOTE = "MEDICATIONS:\r\nPLAN:\r\nGo on with aspirin.\r\nNext: \tfever of two days.\r\n"
DRUG, FEVER, DAYS = (NOTE.index(word) for word in ("aspirin", "fever", "days"))
STANDOFF = (
    f"T1\tDrug {DRUG} {DRUG + 7}\taspirin\n"
    "N1\tReference T1 MeSH:D001241\tAspirin\n"
    f"T2\tDisease {FEVER} {FEVER + 5};{DAYS} {DAYS + 4}\tfever days\n"
    "R1\tTreats Arg1:T1 Arg2:T3\n"
    f"T3\tDisease {FEVER} {FEVER + 5}\tfever\n"
    "N2\tReference T3 MESH:D005334\tFever\n"
    "A1\tNegated T3\n#1\tAnnotatorNotes T1\tx\n"
)


def test_standoff_by_either_file(tmp_path: Path) -> None:
    path = write_pair(tmp_path, NOTE, STANDOFF)
    (document,), problems = parted(path)
    assert parted(tmp_path / "a.txt") == ([document], problems)
    assert not problems
    assert [document.document] == list(read_paths([tmp_path]))
    text = document.document.text
    assert [(m.of(text), m.ids) for m in document.mentions] == [
        ("aspirin", ("MESH:D001241",)),
        ("fever", ("MESH:D005334",)),
        ("fever days", ()),
    ]
    assert document.relations == (GoldRelation("Treats", "MESH:D001241", "MESH:D005334"),)


@pytest.mark.parametrize(
    ("text", "annotations", "reason"),
    [
        ("Fever.", "T1\tDisease 0 4\tFever\n", "says 'Fever', but there stands 'Feve'"),
        ("Fever.", "T1\tDisease zero five\tFever\n", "no mention: expected"),
        ("Fever.", "T1\tDisease 0 5\n", "no mention: expected"),
        ("", "T1\tDisease 0 5\tFever\n", "empty file"),
    ],
)
def test_standoff_that_does_not_fit(tmp_path: Path, text: str, annotations: str, reason: str) -> None:
    documents, (problem,) = parted(write_pair(tmp_path, text, annotations))
    assert reason in problem.reason
    assert not documents or not documents[0].mentions


def test_standoff_of_another_encoding(tmp_path: Path) -> None:
    path = write_pair(tmp_path, "", "T1\tDisease 0 5\tFever\n")
    (tmp_path / "a.txt").write_bytes(b"caf\xe9")
    (_, (problem,)) = parted(path)
    assert "UTF-8" in problem.reason

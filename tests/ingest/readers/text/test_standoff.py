from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from graph import Document, Tier
from graph.parsing import FileSource, Problem
from ingest.reading import READERS, read_paths

ANNOTATIONS = "T1\tDisease 0 5\tFever\nN1\tReference T1 MESH:D005334\tFever\n"


def test_a_pair_is_the_document_of_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Fever in Skye\n\nMany cough.\n")
    (alone,) = read_paths([tmp_path])
    (tmp_path / "a.ann").write_text(ANNOTATIONS)
    (document,) = read_paths([tmp_path])
    assert isinstance(document, Document)
    assert document == alone
    assert document.text == "Fever in Skye\n\nMany cough."


@pytest.mark.parametrize("content", [b"", b"#1\tAnnotatorNotes T1\tnone\n", gzip.compress(b"", mtime=0)])
def test_annotations_beside_their_text_are_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_text("Fever.")
    (tmp_path / "a.ann").write_bytes(content)
    assert [type(result) for result in read_paths([tmp_path])] == [Document]


def test_annotations_alone_say_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text(ANNOTATIONS)
    (problem,) = read_paths([tmp_path])
    assert isinstance(problem, Problem)
    assert problem.reason == "annotations without their text: put a.txt beside it"


def test_other_files_of_that_name_are_not_taken(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("Dear Ann,")
    (problem,) = read_paths([tmp_path])
    assert isinstance(problem, Problem) and "not a format" in problem.reason


def test_forced_on_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Fever.")
    (document,) = READERS["standoff"].read(FileSource(path), Tier.USER)
    assert isinstance(document, Document) and document.tier is Tier.USER

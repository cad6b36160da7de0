"""Edited and removed files: what replaces its former text, and what is told as missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from graph import Document
from graph.parsing import Problem
from graph.store.sqlite import SqliteStore
from ingest.pipeline import Pipeline
from ingest.readers.base import ReadResult
from ingest.sync import Inventory
from tests.ingest.conftest import make_document

Make = Callable[..., Pipeline]
Read = Callable[[Sequence[ReadResult]], Inventory]


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "graph.sqlite", "test")


@pytest.fixture
def read(store: SqliteStore, make_pipeline: Make) -> Read:
    def run(results: Sequence[ReadResult]) -> Inventory:
        inventory = Inventory(every=True)
        make_pipeline(store).run(inventory.watch(results))
        return inventory

    return run


def document(id: str, source: str) -> Document:
    return replace(make_document(id, f"Aspirin prevented stroke, says {id}."), source=source)


def test_a_file_of_one_document_replaces_its_former_text(store: SqliteStore, read: Read) -> None:
    read([document("file:a1", "/notes/a.txt"), document("file:b1", "/notes/b.txt")])
    inventory = read([document("file:a2", "/notes/a.txt"), document("file:b1", "/notes/b.txt")])
    assert inventory.former_versions(store) == ["file:a1"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["file:a"], ["file:a"]),  # not edited
        (["file:a", "file:b"], ["file:c"]),  # a table of records without ids
        (["file:a"], ["file:b", "file:c"]),
        (["pmid:1"], ["file:a"]),  # a record of its own
        (["file:a"], ["pmid:1"]),
    ],
)
def test_nothing_else_is_taken_for_a_former_text(
    store: SqliteStore, read: Read, before: list[str], after: list[str]
) -> None:
    read([document(id_, "/x") for id_ in before])
    assert read([document(id_, "/x") for id_ in after]).former_versions(store) == []


def test_a_former_text_that_another_file_has_now_stays(store: SqliteStore, read: Read) -> None:
    read([document("file:a", "/1"), document("file:b", "/2")])
    swapped = read([document("file:b", "/1"), document("file:a", "/2")])
    assert swapped.former_versions(store) == []


def test_what_a_folder_no_longer_holds(store: SqliteStore, read: Read) -> None:
    there = [document("pmid:1", "/notes/a.xml"), document("file:b", "/notes/z.zip!/b.txt")]
    elsewhere = [document("file:c", "/notes2/c.txt"), document("file:d", "standard input")]
    read([*there, document("file:e", "/notes/old/e.txt"), *elsewhere])
    inventory = read(there)
    assert [(m.id, m.source) for m in inventory.missing(store, [Path("/notes")])] == [
        ("file:e", "/notes/old/e.txt")
    ]
    assert inventory.missing(store, [Path("/other")]) == []
    assert [m.id for m in read([]).missing(store, [Path("/notes")])] == ["pmid:1", "file:e", "file:b"]


def test_a_file_that_cannot_be_read_loses_nothing(store: SqliteStore, read: Read) -> None:
    read([document("pmid:1", "/notes/a.xml")])
    inventory = read([Problem("/notes/a.xml", "record 1", "torn")])
    assert inventory.missing(store, [Path("/notes")]) == []


def test_a_link_that_is_followed_no_longer_loses_nothing(
    store: SqliteStore, read: Read, tmp_path: Path
) -> None:
    (tmp_path / "drop").mkdir()
    (tmp_path / "far").mkdir()
    link = tmp_path / "drop" / "link"
    link.symlink_to("../far")
    read([document("doi:1", str(link / "a.txt")), document("doi:2", str(tmp_path / "drop" / "b.txt"))])
    told = read([Problem(str(link), "", "a link that leads out of the folder: not followed")])
    assert [each.id for each in told.missing(store, [tmp_path / "drop"])] == ["doi:2"]

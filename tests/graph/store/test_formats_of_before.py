"""A store file and an export made by an earlier medgraph (schema 6, November 2026) are read, and written the same."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.model import Document, Entity, MeshHeading, Section, SectionKind, Tier
from graph.notices import Notice, NoticeKind
from graph.store import Counts, DocumentMetadata, Merge, SqliteStore
from graph.store.transfer.archive import export_workspace, import_workspace

BEFORE = Path(__file__).parent / "before"
# What that medgraph itself said of both.
CONTENT_HASH = "9fe111eec8f5786ac902d7e6cac5bc80ca65419f34e1b8c7b11c41bab9eb78f4"
COUNTS = Counts(documents=4, chunks=4, mentions=8, entities=3, concepts=3, relations=2)
DOCUMENT = Document(
    id="pmid:1",
    text="A title\n\nX Y .\nX DOID:1 .\nY .\n",
    tier=Tier.USER,
    title="A title",
    sections=(Section(0, 7, "", SectionKind.TITLE), Section(9, 30, "Results", SectionKind.RESULTS)),
    year=1999,
    journal="J Méd",
    authors=("Doe J", "Roe R"),
    publication_types=("Review", "Journal Article"),
    mesh=(MeshHeading("MESH:D1", "B", True), MeshHeading("MESH:D2", "C")),
    language="fr",
    url="https://example.org/1",
    licence="CC BY",
    notices=(Notice(NoticeKind.ERRATUM_IN, "pmid:9", "see there"),),
    revised="2001-02-03",
    source="a.xml",
)


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]


@pytest.fixture
def store_of_before(path: Path) -> Iterator[SqliteStore]:
    with sqlite3.connect(path) as connection:
        connection.executescript((BEFORE / "graph.sql").read_text(encoding="utf-8"))
    connection.close()
    store = SqliteStore(path)
    yield store
    store.close()


def test_a_store_file_of_before_opens(store_of_before: SqliteStore) -> None:
    assert store_of_before.content_hash() == CONTENT_HASH and store_of_before.counts() == COUNTS
    documents = store_of_before.documents(["pmid:1", "pmid:3"])
    assert documents["pmid:1"] == DOCUMENT and documents["pmid:1"].source == "a.xml"
    assert documents["pmid:3"].retracted  # as the notice pmid:2 says
    content = store_of_before.chunk_contents(["pmid:1#0"])["pmid:1#0"]
    types = ("Review", "Journal Article")
    expected = DocumentMetadata(
        "pmid:1", "A title", Tier.USER, 1999, "J Méd", types, "https://example.org/1", False, False
    )
    assert content.document == expected and content.sections == DOCUMENT.sections[1:]
    assert store_of_before.merges() == [Merge(Entity("Y", "y", "Disease"), Entity("DOID:1", "Bé", "Disease"))]
    assert store_of_before.concepts(["DOID:1"])["DOID:1"].same_as == ("MESH:D1",)


def test_an_export_of_before_imports(store: SqliteStore) -> None:
    assert import_workspace(store, BEFORE / "workspace.jsonl.gz") == 4
    assert store.content_hash() == CONTENT_HASH and store.counts() == COUNTS
    assert store.documents(["pmid:1"]) == {"pmid:1": DOCUMENT}


def test_an_export_is_the_same_as_before(store_of_before: SqliteStore, tmp_path: Path) -> None:
    export_workspace(store_of_before, tmp_path / "export.gz")
    assert rows(tmp_path / "export.gz") == rows(BEFORE / "workspace.jsonl.gz")


def test_a_store_file_is_the_same_as_before(store_of_before: SqliteStore, store_again: SqliteStore) -> None:
    """Written anew by this medgraph, each document has the same details."""
    store_again.write(list(store_of_before.graphs()))
    assert _details(store_again) == _details(store_of_before) != {}


@pytest.fixture
def store_again(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "again.db")
    yield store
    store.close()


def _details(store: SqliteStore) -> dict[str, Any]:
    query = "SELECT d.id, b.details FROM document AS d JOIN body AS b ON b.document = d.key"
    with store._database.read_transaction() as connection:
        return {id_: json.loads(details) for id_, details in connection.execute(query)}

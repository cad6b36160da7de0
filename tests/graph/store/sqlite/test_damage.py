"""A file of SQLite that was altered: the document it concerns is left out and named, and costs no other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph import Notice, NoticeKind
from graph.model import Concept, VocabularyInfo
from graph.store import Filter, SqliteStore, StoreError, check_store
from graph.store.values.damage import Damage
from tests.builders import document_graph, negated

ALTERATIONS = {
    "text": "UPDATE body SET text = replace(text, 'X', 'Q') WHERE document = 2",
    "title": "UPDATE body SET title = 'Another' WHERE document = 2",
    "year": "UPDATE document SET year = 1066 WHERE key = 2",
    "year that is none": "UPDATE document SET year = 'abc' WHERE key = 2",
    "retraction": "UPDATE document SET retracted = 1 WHERE key = 2",
    "torn details": "UPDATE body SET details = substr(details, 1, 20) WHERE document = 2",
    "details of another shape": "UPDATE body SET details = '[1, 2]' WHERE document = 2",
    "torn types": "UPDATE body SET publication_types = '[' WHERE document = 2",
    "no UTF-8": "UPDATE body SET text = CAST(x'58fffe20' AS TEXT) WHERE document = 2",
    "tier": "UPDATE document SET tier = 'heaven' WHERE key = 2",
    "a lost body": "DELETE FROM body WHERE document = 2",
}
FOUND = {
    "short vectors": "UPDATE body SET vectors = substr(vectors, 5) WHERE document = 2",
    "altered vectors": "UPDATE body SET vectors = zeroblob(length(vectors)) WHERE document = 2",
    "dimension": "UPDATE body SET dimension = 'many' WHERE document = 2",
    "a chunk's place": "UPDATE chunk SET start = start + 1 WHERE document = 2 AND position = 0",
    "a chunk's sentences": "UPDATE chunk SET sentences = x'01' WHERE document = 2 AND position = 0",
    "a denial": "UPDATE mention SET assertion = 0 WHERE document = 2",
    "an assertion that is none": "UPDATE mention SET assertion = 99 WHERE document = 2",
    "a lost entity": "DELETE FROM label WHERE entity = (SELECT entity FROM mention WHERE document = 2 LIMIT 1)",
}
"""Of what was found in the document, not of the document."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "graph.sqlite")
    for id_ in "abc":
        store.write([document_graph(id_, [[negated(f"X{id_}"), f"Y{id_}"], [f"Z{id_}"]])])
    yield store
    store.close()


def alter(store: SqliteStore, statement: str) -> None:
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)


@pytest.mark.parametrize("name", ALTERATIONS)
def test_a_document_that_was_altered_is_left_out_and_named(
    store: SqliteStore, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    alter(store, ALTERATIONS[name])
    assert set(store.documents("abc")) == {"a", "c"}
    assert len(caplog.messages) == 1 and "b: " in caplog.messages[0] and "documents delete b" in caplog.text
    assert store.select(Filter()) >= {"a", "c"}
    assert {"a", "c"} <= {summary.id for summary in store.summaries(Filter())}
    store.sources()


@pytest.mark.parametrize("name", ALTERATIONS | FOUND)
def test_so_is_what_was_found_in_it(store: SqliteStore, name: str) -> None:
    alter(store, (ALTERATIONS | FOUND)[name])
    damages: list[Damage] = []
    assert [graph.document.id for graph in store.graphs(on_damage=damages.append)] == ["a", "c"]
    assert [damage.subject for damage in damages] == ["b"] and damages[0].hint
    damages.clear()
    assert [graph.document.id for graph in store.graphs(["b", "c"], damages.append)] == ["c"]
    assert [damage.subject for damage in damages] == ["b"]


@pytest.mark.parametrize(
    "name", sorted({**ALTERATIONS, **FOUND}.keys() - {"short vectors", "altered vectors", "dimension"})
)
def test_a_question_reads_nothing_that_was_altered(
    store: SqliteStore, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    alter(store, (ALTERATIONS | FOUND)[name])
    assert set(store.chunk_contents(["a#0", "b#0", "c#0"])) == {"a#0", "c#0"}
    assert name in ("a lost body",) or "b: " in caplog.text


LISTED = {
    name: ALTERATIONS[name]
    for name in ("title", "year", "year that is none", "retraction", "torn types", "tier")
}
FOLDED = {
    "journal": "UPDATE document SET journal_folded = 'other' WHERE key = 2",
    "language": "UPDATE document SET language_folded = 'other' WHERE key = 2",
    "types": "INSERT INTO publication_type VALUES ('review', 2)",
    "patient": "UPDATE document SET patient = 'p2' WHERE key = 2",
}
"""What filters alone go by."""


@pytest.mark.parametrize("name", LISTED | FOLDED)
def test_what_filters_go_by_proves_itself(store: SqliteStore, name: str) -> None:
    assert store.altered() == frozenset()
    alter(store, (LISTED | FOLDED)[name])
    assert store.altered() == {"b"}
    store.write([document_graph("b", [["X"]])])
    assert store.altered() == frozenset()


@pytest.mark.parametrize("name", LISTED)
def test_the_list_names_what_was_altered(store: SqliteStore, name: str) -> None:
    alter(store, LISTED[name])
    assert {each.id: bool(each.damaged) for each in store.summaries(Filter())} == {
        "a": False,
        "b": True,
        "c": False,
    }


@pytest.mark.parametrize("name", LISTED | FOLDED)
def test_the_check_names_it_once(store: SqliteStore, name: str) -> None:
    assert not list(check_store(store))
    alter(store, (LISTED | FOLDED)[name])
    assert [damage.subject for damage in check_store(store)] == ["b"]


def test_a_retraction_notice_alters_nothing(store: SqliteStore) -> None:
    notice = Notice(NoticeKind.RETRACTION_OF, "b", "")
    store.write([document_graph("n", [["X"]], notices=(notice,))])
    assert store.altered() == frozenset()
    assert {each.id for each in store.summaries(Filter()) if each.retracted and not each.damaged} == {"b"}


def test_the_list_names_what_cannot_be_read(store: SqliteStore) -> None:
    alter(store, ALTERATIONS["torn types"])
    page = store.summaries(Filter())
    assert [(summary.id, bool(summary.damaged)) for summary in page] == [
        ("a", False),
        ("b", True),
        ("c", False),
    ]


@pytest.mark.parametrize(
    "name", ["torn details", "short vectors", "a lost body", "an assertion that is none"]
)
def test_what_is_damaged_can_be_deleted_and_written_again(store: SqliteStore, name: str) -> None:
    alter(store, (ALTERATIONS | FOUND)[name])
    assert store.delete(["b"]) == 1
    store.write([document_graph("b", [["X"]])])
    assert set(store.documents("abc")) == set("abc") and len(list(store.graphs())) == 3


def test_a_concept_that_was_altered_costs_no_other(
    store: SqliteStore, caplog: pytest.LogCaptureFixture
) -> None:
    store.put_vocabulary(VocabularyInfo("v", "", "", 0), [Concept(f"V:{n}", f"name {n}") for n in range(3)])
    for statement in ("name = 'other' WHERE id = 'V:1'", "synonyms = '[' WHERE id = 'V:2'"):
        alter(store, f"UPDATE concept SET {statement}")
    assert [concept.id for concept in store.all_concepts()] == ["V:0"]
    assert "concept V:1" in caplog.text and "concept V:2" in caplog.text
    assert set(store.concepts(["V:0", "V:1", "V:2"])) == {"V:0"}


@pytest.mark.parametrize("first", [0, 16, 4096, 40_000])
def test_damaged_pages_are_one_clear_error_that_names_the_file(store: SqliteStore, first: int) -> None:
    store.close()
    content = bytearray(store.path.read_bytes())
    for place in range(first, len(content), 512):
        content[place : place + 16] = b"\xff" * 16
    store.path.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        list(SqliteStore(store.path).graphs())
    assert str(store.path) in str(caught.value) and "doctor --check" in caught.value.hint


def test_the_check_of_the_file_names_what_is_not_sound(store: SqliteStore) -> None:
    assert list(store.integrity()) == []
    alter(store, "DELETE FROM document WHERE key = 2")
    assert [damage.subject for damage in store.integrity()] != []

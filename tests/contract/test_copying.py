"""Moving a workspace between stores, of one kind and of two."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.model import Concept, Entity, VocabularyInfo
from graph.notices import Notice, NoticeKind
from graph.store import GraphStore, Merge, SqliteStore
from graph.store.transfer.copying import CopyError, copy_workspace
from tests.builders import NamedEntity, Says, document_graph, negated


@pytest.fixture
def original(tmp_path: Path) -> SqliteStore:
    store = SqliteStore(tmp_path / "original.db")
    for id_ in ("b", "a"):
        concept = Concept(f"{id_}:1", f"name {id_}", ("s",), "d", "Disease", (f"{id_}:0",), ("z:1",))
        store.put_vocabulary(VocabularyInfo(id_, "1", "file", 0), [concept])
    notice = (Notice(NoticeKind.RETRACTION_OF, "d3"),)
    sentences: list[list[str | NamedEntity]] = [["X", negated("Y")], ["b:1"]]
    says = [Says(0, "X", "treats", "Y", confidence=0.1)]
    graphs = [
        document_graph(f"d{n}", sentences * (n % 4), says=says * min(n % 4, 1), year=n) for n in range(430)
    ]
    store.write([*graphs, document_graph("notice", notices=notice)])
    store.remember("model", "m")
    store.merge(Merge(Entity("X", "x", "Disease"), Entity("b:1", "name b", "Disease")))
    return store


def test_there_and_back(original: SqliteStore, store: GraphStore, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    assert copy_workspace(original, store, lambda *n: told.append(n)) == 431
    assert told[-1] == (431, 431)
    assert store.content_hash() == original.content_hash() and store.setting("model") == "m"
    assert [v.id for v in store.vocabularies()] == ["b", "a"]
    assert store.documents(["d3"])["d3"].retracted
    back = SqliteStore(tmp_path / "back.db")
    assert copy_workspace(store, back) == 431
    assert back.content_hash() == original.content_hash() and back.counts() == original.counts()
    back.close()


def test_it_goes_on_where_it_was(original: SqliteStore, store: GraphStore) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done >= 200:
            raise Stopped

    with pytest.raises(Stopped):
        copy_workspace(original, store, stop)
    assert 0 < store.counts().documents < 431
    assert copy_workspace(original, store) == 231
    assert copy_workspace(original, store) == 0


def test_what_changed_is_copied_again(original: SqliteStore, store: GraphStore) -> None:
    copy_workspace(original, store)
    original.write([replace(document_graph("d1", [["Z"]]), fingerprint="new")])
    original.put_vocabulary(VocabularyInfo("b", "2", "file", 0), [Concept("b:9", "nine")])
    assert copy_workspace(original, store) == 1
    assert store.content_hash() == original.content_hash()


def test_merges_are_those_of_the_source(original: SqliteStore, store: GraphStore) -> None:
    store.merge(Merge(Entity("Y", "y", "Disease"), Entity("X", "x", "Disease")))
    copy_workspace(original, store)
    assert list(store.merges()) == list(original.merges())
    assert store.entity_use(["b:1", "X"]) == original.entity_use(["b:1", "X"])
    assert list(store.relations("b:1", 9)) == list(original.relations("b:1", 9)) != []


def test_a_target_with_documents_of_its_own_is_left_alone(original: SqliteStore, store: GraphStore) -> None:
    store.write([document_graph("mine", [["X"]])])
    with pytest.raises(CopyError, match="for example mine"):
        copy_workspace(original, store)
    assert store.counts().documents == 1

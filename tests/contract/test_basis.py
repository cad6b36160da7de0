"""Read, compute, write: what was computed from a text that the store holds no longer is refused."""

from __future__ import annotations

import pytest

from graph import DocumentGraph
from graph.store import Basis, Filter, GraphStore, StoreError
from tests.builders import document_graph

IDS = ("a", "b", "c", "new")


def basis(store: GraphStore, model: str = "") -> Basis:
    return Basis(store.fingerprints(IDS), model)


@pytest.fixture
def held(store: GraphStore) -> GraphStore:
    store.write([document_graph(id_, [["X"]]) for id_ in ("a", "b", "c")])
    return store


def computed() -> list[DocumentGraph]:
    return [document_graph(id_, [["X"], ["Y"]]) for id_ in IDS]


def test_what_is_as_it_was_is_written(held: GraphStore) -> None:
    assert held.write(computed(), basis(held)) == frozenset()
    assert held.counts().documents == 4 and len(next(held.graphs(["a"])).mentions) == 2


def test_what_was_deleted_changed_or_written_meanwhile_stays(held: GraphStore) -> None:
    before = basis(held)
    held.delete(["a"])
    held.write([document_graph("b", [["Z"]]), document_graph("new", [["Z"]])])
    assert held.write(computed(), before) == {"a", "b", "new"}
    assert held.select(Filter()) == {"b", "c", "new"}
    mentions = {g.document.id: len(g.mentions) for g in held.graphs()}
    assert mentions == {"b": 1, "c": 2, "new": 1}


def test_of_nothing_but_stale_documents_nothing_is_changed(held: GraphStore) -> None:
    before = basis(held)
    held.delete(["a", "b", "c"])
    revision, digest = held.revision(), held.content_hash()
    assert held.write(computed()[:3], before) == {"a", "b", "c"}
    assert (held.revision(), held.content_hash()) == (revision, digest)


def test_vectors_of_another_model_are_refused(held: GraphStore) -> None:
    held.remember("model", "m@1:4")
    before, digest = basis(held, "m@1:4"), held.content_hash()
    held.remember("model", "reindexing n@1:4")
    with pytest.raises(StoreError, match="model became reindexing n@1:4"):
        held.write(computed(), before)
    assert held.content_hash() == digest
    held.remember("model", "m@1:4")
    assert held.write(computed(), before) == frozenset()

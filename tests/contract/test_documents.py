"""Writing, reading, replacing and deleting documents."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from graph.model import Assertion, Document, Entity, MeshHeading, Section, SectionKind, Span, Tier
from graph.notices import Notice, NoticeKind
from graph.store import Counts, DocumentMetadata, Filter, GraphStore, StoreError
from tests.builders import NamedEntity, document_graph, negated, same_graph, vectors_of

FULL = Document(
    id="pmid:1",
    text='T\U0001d4e3tle e\u0301\n\nBody: \u4e2d\u6587, \U0001f9ec, a\u0308. \u202eright\u202c "quoted" \\ tab\t',
    tier=Tier.USER,
    title="T\U0001d4e3tle e\u0301",
    sections=(Section(0, 8, "", SectionKind.TITLE), Section(10, 30, "R\u00e9sultats", SectionKind.RESULTS)),
    year=1987,
    journal="Revista M\u00e9dica",
    authors=("Ra\u00fal \u00d1", "\u738b\u5c0f\u660e"),
    publication_types=("Journal Article", "Randomized Controlled Trial"),
    mesh=(MeshHeading("MESH:D1", "One", major=True), MeshHeading("MESH:D2", "Two")),
    language="es",
    url="https://example.org/?a=1&b=2#c",
    licence="CC-BY-4.0",
    retracted=True,
    notices=(Notice(NoticeKind.ERRATUM_IN, "pmid:2", "see \u00a7 2"), Notice(NoticeKind.CONCERN_FOR)),
    identifiers=("pmid:1", "doi:10.1/x"),
    source="/data/a b.xml",
)


def test_everything_of_a_document_comes_back(store: GraphStore) -> None:
    graph = replace(document_graph("pmid:1"), document=FULL)
    store.write([graph])
    read = store.documents(["pmid:1"])["pmid:1"]
    assert read == FULL
    assert read.source == FULL.source
    assert read.content_hash == FULL.content_hash


def test_a_document_is_found_by_every_identifier_of_its_paper(store: GraphStore) -> None:
    both, other = ("pmid:1", "doi:10.1/x"), ("doi:10.1/x",)
    store.write(
        [document_graph("pmid:1", [["X"]], identifiers=both), document_graph("doi:10.1/x", identifiers=other)]
    )
    store.write([document_graph("plain")])
    asked = ["pmid:1", "doi:10.1/x", "plain", "doi:10.1/", "pmid:1\0", ""]
    assert store.identified(asked) == {
        "pmid:1": ["pmid:1"],
        "doi:10.1/x": ["doi:10.1/x", "pmid:1"],
        "plain": ["plain"],
    }
    assert store.chunk_contents(["pmid:1#0"])["pmid:1#0"].document.identifiers == both
    store.write([document_graph("pmid:1", identifiers=("pmid:1", "pmc:PMC1"))])  # the record is corrected
    store.delete(["doi:10.1/x"])
    assert store.identified(["pmc:PMC1", "doi:10.1/x"]) == {"pmc:PMC1": ["pmid:1"]}


def test_graphs_come_back_exactly(store: GraphStore) -> None:
    odd = NamedEntity("text:Disease:\U0001f9eca\u0301", Assertion.HYPOTHETICAL, "\U0001f9ec", "Gene")
    graphs = [
        document_graph("b", [["X", "Y", "X"], [odd], ["Y"]]),
        document_graph("a", [[NamedEntity("X", each) for each in Assertion]]),
        document_graph("c"),
    ]
    mention = replace(graphs[0].mentions[0], score=0.1 + 0.2, method="m\u00e9thode")
    graphs[0] = replace(graphs[0], mentions=(*graphs[0].mentions[1:], mention))
    store.write(graphs)
    read = list(store.graphs())
    assert [graph.document.id for graph in read] == ["a", "b", "c"]
    for graph, original in zip(read, [graphs[1], graphs[0], graphs[2]], strict=True):
        assert same_graph(graph, original)


def test_vectors_keep_every_bit(store: GraphStore) -> None:
    graph = document_graph("a", [["X"]] * 4)
    odd = np.array([[1e-45, -0.0], [0.0, -3.4e38]], dtype=np.float32)
    store.write([replace(graph, vectors=odd), replace(document_graph("b"), vectors=vectors_of("", 0, 7))])
    read = list(store.graphs())
    assert read[0].vectors.tobytes() == odd.tobytes()
    assert read[1].vectors.shape == (0, 7)


def test_graphs_of_some_ids(store: GraphStore) -> None:
    store.write([document_graph(f"d{n:04}") for n in range(450)])
    assert [graph.document.id for graph in store.graphs(["d0007", "nothing", "d0003", "d0007"])] == [
        "d0003",
        "d0007",
    ]
    assert [graph.document.id for graph in store.graphs()] == [f"d{n:04}" for n in range(450)]
    some = {f"d{n:04}" for n in range(0, 450, 2)} | {f"x{n}" for n in range(450)}
    assert len(list(store.graphs(some))) == 225
    assert list(store.graphs([])) == []


def test_a_store_may_be_written_while_its_graphs_are_streamed(store: GraphStore) -> None:
    store.write([document_graph(f"d{n:04}", [["X"]]) for n in range(300)])
    for graph in store.graphs():
        store.write([replace(graph, fingerprint="pipeline-2")])
    assert {fingerprint for _, fingerprint in store.fingerprints(store.select(Filter())).values()} == {
        "pipeline-2"
    }


def test_fingerprints(store: GraphStore) -> None:
    graph = document_graph("a", fingerprint="models 7")
    store.write([graph])
    assert store.fingerprints(["a", "unknown"]) == {"a": (graph.document.content_hash, "models 7")}


def test_sources(store: GraphStore) -> None:
    """Where the file of each document lay, of all or of the ids that begin with a prefix."""
    ids = ["file:1", "file:2", "filing:3", "pmid:4", "%:5"]
    graphs = [document_graph(id_) for id_ in ids]
    store.write([replace(g, document=replace(g.document, source=f"/x/{g.document.id}")) for g in graphs])
    assert store.sources() == {id_: f"/x/{id_}" for id_ in ids}
    assert store.sources("file:") == {"file:1": "/x/file:1", "file:2": "/x/file:2"}
    assert store.sources("%") == {"%:5": "/x/%:5"}
    assert store.sources("z") == {}


def test_chunk_contents(store: GraphStore) -> None:
    fields: dict[str, Any] = {
        "year": 1999,
        "journal": "J",
        "url": "u",
        "publication_types": ("Review",),
        "title": "T",
    }
    sentences: list[list[str | NamedEntity]] = [
        ["X", NamedEntity("Y", name="\U0001f9ec")],
        ["Z"],
        [negated("X")],
        [],
        [],
        [],
    ]
    first, second = document_graph("a", sentences, **fields), document_graph("a#1", [["Y"]] * 2)
    store.write([replace(first, mentions=first.mentions[::-1]), second])
    found = store.chunk_contents(["a#0", "a#1", "a#2", "a#1#0"])
    document = DocumentMetadata("a", "T", Tier.LITERATURE, 1999, "J", ("Review",), "u", False, False)
    names = {id_: Entity(id_, f"name of {id_}", "Disease") for id_ in "XYZ"}
    text = first.document.text
    for number in range(3):
        opened, chunk = found[f"a#{number}"], first.chunks[number]
        assert (opened.chunk, opened.document) == (chunk, document)
        assert opened.text == text[chunk.start : chunk.end]
        assert opened.sections == first.document.sections[1:]
        assert opened.mentions == tuple(m for m in first.mentions if m.chunk == number)
        assert [opened.quote(s) for s in chunk.sentences] == [s.of(text) for s in chunk.sentences]
    assert (
        found["a#0"].names == names and found["a#2"].names == {}
    )  # Y by its smallest name, of the other document
    assert found["a#1#0"].chunk == second.chunks[0]
    wrong = ["a", "a#3", "a#01", "a#-1", "a# 1", "a#\u0661", "#0", "a#", "", "a#" + "9" * 5000, "a#1"]
    assert list(store.chunk_contents(wrong)) == ["a#1"]


def test_chunk_contents_say_what_is_retracted(store: GraphStore) -> None:
    notice = Notice(NoticeKind.RETRACTION_OF, "a")
    store.write([document_graph("a", [["X"]]), document_graph("b", [["X"]], notices=(notice,))])
    found = store.chunk_contents(["a#0", "b#0"])
    assert found["a#0"].document.retracted and not found["a#0"].document.is_notice
    assert found["b#0"].document.is_notice and not found["b#0"].document.retracted


def test_unknown_and_empty_ids_are_left_out(store: GraphStore) -> None:
    store.write([document_graph("a", [["X"]])])
    for ids in ([], ["", "b", "A", "a ", "a\0b", "a\0", "\ud800", "%", "a' OR 1=1 --"]):
        assert store.documents(ids) == {}
        assert store.chunk_contents(ids) == {}
        assert store.fingerprints(ids) == {}
        assert store.entities(ids) == {}
        assert store.entity_use(ids) == {}
        assert store.profiles(ids, 5) == {}
        assert store.delete(ids) == 0
    assert store.counts().documents == 1


def test_many_ids_at_once(store: GraphStore) -> None:
    store.write([document_graph("a", [["X"]])])
    many = [f"unknown {n}" for n in range(100_000)] + ["a", "X", "a#0"]
    assert set(store.documents(many)) == {"a"}
    assert set(store.entities(many)) == {"X"}
    assert store.select(Filter(document_ids=tuple(many))) == {"a"}


def test_an_id_in_sql_or_cypher_is_only_an_id(store: GraphStore) -> None:
    ids = [
        "'; DROP TABLE document; --",
        "a' OR '1'='1",
        "}) DETACH DELETE n //",
        "a\\",
        '"',
        "%_",
        "caf\u00e9",
    ]
    store.write([document_graph(id_, [[id_]]) for id_ in ids])
    assert set(store.documents(ids)) == set(ids)
    assert set(store.entities(ids)) == set(ids)
    # The same letter written in another way is another id.
    assert store.documents(["cafe\u0301"]) == {}


def test_replacing_leaves_nothing_of_the_former(store: GraphStore) -> None:
    store.write([document_graph("a", [["X", "Y"]] * 5, publication_types=("Review",), year=1990)])
    new = document_graph("a", [["Z"]], publication_types=("Letter",), year=2020)
    store.write([new])
    assert same_graph(next(store.graphs()), new)
    assert store.counts() == Counts(documents=1, chunks=1, mentions=1, entities=1, concepts=0)
    assert set(store.entities(["X", "Y", "Z"])) == {"Z"}
    assert store.select(Filter(publication_types=("Review",))) == frozenset()
    assert set(store.chunk_contents(["a#0", "a#1", "a#2"])) == {"a#0"}


def test_the_last_of_an_id_in_a_batch_wins(store: GraphStore) -> None:
    last = document_graph("a", [["Z"]], year=2)
    store.write([document_graph("a", [["X"]] * 3, year=1), document_graph("b"), last])
    assert same_graph(next(store.graphs(["a"])), last)
    assert store.entities(["X", "Z"]).keys() == {"Z"}


def test_deleting_removes_what_nothing_supports(store: GraphStore) -> None:
    store.write([document_graph("a", [["X", "Y"]]), document_graph("b", [["Y"]])])
    assert store.delete(["a", "a", "nothing"]) == 1
    assert store.documents(["a"]) == {}
    assert store.entities(["X", "Y"]).keys() == {"Y"}
    assert store.chunk_contents(["a#0"]) == {}
    assert store.neighbours("Y", 10) == []
    assert store.delete(["b"]) == 1
    assert store.counts() == Counts(0, 0, 0, 0, 0)


def test_a_batch_is_written_whole_or_not_at_all(store: GraphStore) -> None:
    store.write([document_graph("old", [["X"]])])
    before, revision = store.content_hash(), store.revision()
    good = document_graph("good", [["Y"]])
    bad = replace(
        document_graph("bad", [["Y"]]),
        document=Document("bad", "lone surrogate \ud800" + " " * 99, sections=(Section(0, 1),) * 2),
    )
    with pytest.raises(StoreError, match="surrogate"):
        store.write([good, document_graph("old", [["Z"]]), bad])
    assert store.content_hash() == before
    assert store.revision() == revision
    store.write([good])
    assert store.counts().documents == 2


GOOD = document_graph("a", [["X"], ["Y"], ["Z"]])
INCOHERENT = {
    "no id": replace(GOOD, document=replace(GOOD.document, id="")),
    "NUL in an id": replace(document_graph("a"), document=Document("a\0b", "")),
    "a vector too few": replace(GOOD, vectors=GOOD.vectors[1:]),
    "a vector of no length": replace(GOOD, vectors=GOOD.vectors * np.float32(0)),
    "a vector that is no number": replace(GOOD, vectors=GOOD.vectors * np.float32("nan")),
    "half a character": replace(document_graph("a"), document=Document("a", "", title="\ud800")),
    "a long id": replace(document_graph("a"), document=Document("a" * 9000, "")),
    "doubles": replace(GOOD, vectors=GOOD.vectors.astype(np.float64)),
    "a flat array": replace(GOOD, vectors=GOOD.vectors[:, 0]),
    "an unknown entity": replace(GOOD, entities=GOOD.entities[1:]),
    "an entity twice": replace(GOOD, entities=(*GOOD.entities, replace(GOOD.entities[0], name="other"))),
    "a chunk of another document": replace(
        GOOD, chunks=tuple(replace(c, document_id="b") for c in GOOD.chunks)
    ),
    "chunks out of order": replace(GOOD, chunks=GOOD.chunks[::-1]),
    "a chunk outside": replace(GOOD, chunks=(GOOD.chunks[0], replace(GOOD.chunks[1], end=999))),
    "a section outside": replace(GOOD, document=replace(GOOD.document, sections=(Section(-1, 2),))),
    "a chunk of no section": replace(GOOD, chunks=(replace(GOOD.chunks[0], section=2), *GOOD.chunks[1:])),
    "an unknown chunk": replace(GOOD, mentions=(replace(GOOD.mentions[0], chunk=2),)),
    "a mention outside": replace(GOOD, mentions=(replace(GOOD.mentions[0], end=999),)),
    "a mention outside its sentence": replace(
        GOOD, mentions=(replace(GOOD.mentions[0], sentence=Span(0, 1)),)
    ),
}


@pytest.mark.parametrize("problem", INCOHERENT)
def test_an_incoherent_graph_is_refused(store: GraphStore, problem: str) -> None:
    with pytest.raises(StoreError, match="cannot store"):
        store.write([INCOHERENT[problem]])
    assert store.counts().documents == 0


def test_an_entity_that_nothing_mentions_is_not_kept(store: GraphStore) -> None:
    graph = document_graph("a", [["X"], ["Y"]])
    store.write([replace(graph, mentions=graph.mentions[:1])])
    assert store.entities(["X", "Y"]).keys() == {"X"}
    assert store.counts().entities == 1

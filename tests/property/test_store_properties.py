"""What must hold for any documents: ingest is idempotent, order has no part in it, deleting undoes writing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from graph.model import Assertion, DocumentGraph, Tier
from graph.notices import Notice, NoticeKind
from graph.predicates import SYMMETRIC, Predicate
from graph.store import EntityUse, Filter, GraphStore
from graph.store.shared.documents import retracted_ids
from tests.builders import NamedEntity, Says, document_graph, same_graph
from tests.property.stores import NewStore, holds, new_store

__all__ = ["new_store"]

ENTITIES = ["X", "Y", "Z", "text:Disease:\U0001f9ec"]
IDS = ["a", "b", "a#0", "\u00e9", "\U0001d4e3"]
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
named = st.builds(
    NamedEntity,
    st.sampled_from(ENTITIES),
    st.sampled_from(Assertion),
    st.sampled_from(["one", "two", "\u0661"]),
    st.sampled_from(["Disease", "Drug"]),
)
notices = st.lists(
    st.builds(Notice, st.sampled_from(NoticeKind), st.sampled_from(["", *IDS]), text), max_size=2
)


@st.composite
def statements(draw: st.DrawFn, sentences: Sequence[Sequence[NamedEntity]]) -> list[Says]:
    """Relations between any two entities that the sentences name."""
    ids = sorted({thing.id for things in sentences for thing in things})
    if len(ids) < 2:
        return []
    said = []
    for _ in range(draw(st.integers(0, 6))):
        ends = draw(st.permutations(ids))[:2]
        predicate = draw(st.sampled_from([Predicate.TREATS, Predicate.CAUSES, Predicate.INTERACTS_WITH]))
        subject, object_ = sorted(ends) if predicate in SYMMETRIC else ends
        assertion = draw(st.sampled_from([Assertion.AFFIRMED, *Assertion]))
        sentence, confidence = draw(st.integers(0, len(sentences) - 1)), draw(st.floats(0, 1))
        said.append(Says(sentence, subject, predicate, object_, assertion, confidence))
    return said


@st.composite
def graphs(draw: st.DrawFn, ids: Sequence[str] = IDS) -> DocumentGraph:
    sentences = draw(st.lists(st.lists(named, max_size=3), max_size=5))
    return document_graph(
        draw(st.sampled_from(ids)),
        sentences,
        says=draw(statements(sentences)),
        sentences_per_chunk=draw(st.integers(1, 3)),
        fingerprint=draw(text),
        title=draw(text),
        tier=draw(st.sampled_from(Tier)),
        year=draw(st.none() | st.integers(-1, 3000)),
        journal=draw(text),
        authors=tuple(draw(st.lists(text, max_size=2))),
        publication_types=tuple(draw(st.lists(text, max_size=3))),
        language=draw(st.sampled_from(["en", "EN", ""])),
        retracted=draw(st.booleans()),
        notices=tuple(draw(notices)),
        source=draw(text),
    )


libraries = st.lists(graphs(), min_size=1, max_size=5, unique_by=lambda graph: graph.document.id)


def everything(store: GraphStore) -> dict[str, object]:
    """All that reading can tell of a workspace, but for revisions."""
    ids = sorted(store.select(Filter()))
    entities = ENTITIES
    return {
        "digest": store.content_hash(),
        "counts": store.counts(),
        "merges": list(store.merges()),
        "documents": store.documents(ids),
        "fingerprints": store.fingerprints(ids),
        "summaries": list(store.summaries(Filter())),
        "not retracted": store.select(Filter(exclude_retracted=True)),
        "entities": store.entities(entities),
        "use": store.entity_use(entities),
        "profiles": store.profiles(entities, 50),
        "neighbours": [list(store.neighbours(entity, 50)) for entity in entities],
        "relations": relations(store, entities),
        "co-mentions": [list(store.co_mentions(entity, "X", 50)) for entity in entities],
    }


def relations(store: GraphStore, entities: Sequence[str]) -> list[object]:
    """Every edge with the sentences behind it."""
    edges = [each for entity in entities for each in store.relations(entity, 50)]
    return [edges, store.evidence({each.edge for each in edges}, 50)]


@holds(libraries, examples=60)
def test_what_is_written_is_read(new_store: NewStore, library: list[DocumentGraph]) -> None:
    with new_store() as store:
        store.write(library)
        read = list(store.graphs())
        originals = sorted(library, key=lambda graph: graph.document.id)
        assert len(read) == len(originals)
        assert all(map(same_graph, read, originals))


@holds(libraries, examples=60)
def test_writing_twice_is_writing_once(new_store: NewStore, library: list[DocumentGraph]) -> None:
    with new_store() as store:
        store.write(library)
        once = everything(store)
        store.write(library)
        assert everything(store) == once
        store.write(list(store.graphs()))
        assert everything(store) == once


@holds(libraries, st.randoms(use_true_random=False), examples=60)
def test_order_and_batches_have_no_part_in_it(
    new_store: NewStore, library: list[DocumentGraph], random: object
) -> None:
    shuffled = list(library)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    with new_store() as one, new_store() as two:
        one.write(library)
        for graph in shuffled:
            two.write([graph])
        assert everything(one) == everything(two)


@holds(libraries, st.data(), examples=60)
def test_deleting_is_as_if_never_written(
    new_store: NewStore, library: list[DocumentGraph], data: st.DataObject
) -> None:
    gone = set(data.draw(st.lists(st.sampled_from(library).map(lambda graph: graph.document.id))))
    with new_store() as one, new_store() as two:
        one.write(library)
        assert one.delete(gone) == len(gone)
        two.write([graph for graph in library if graph.document.id not in gone])
        assert everything(one) == everything(two)
        assert set(one.changes(0).deleted) == gone
        assert set(one.changes(0).written) == one.select(Filter())


@holds(libraries, libraries, examples=60)
def test_replacing_leaves_only_the_new(
    new_store: NewStore, former: list[DocumentGraph], latter: list[DocumentGraph]
) -> None:
    with new_store() as one, new_store() as two:
        one.write(former)
        one.write(latter)
        kept = {graph.document.id: graph for graph in [*former, *latter]}
        two.write(list(kept.values()))
        assert everything(one) == everything(two)


@holds(libraries, examples=60)
def test_entities_are_counted_as_a_plain_count_does(
    new_store: NewStore, library: list[DocumentGraph]
) -> None:
    """The store keeps running counts; this is the definition they must agree with."""
    expected: dict[str, EntityUse] = {}
    for entity in {mention.entity_id for graph in library for mention in graph.mentions}:
        uses = [sum(mention.entity_id == entity for mention in graph.mentions) for graph in library]
        expected[entity] = EntityUse(int(np.count_nonzero(uses)), sum(uses))
    with new_store() as store:
        store.write(library)
        assert store.entity_use(list(expected)) == expected
        assert store.counts().entities == len(expected)


@holds(libraries, examples=60)
def test_neighbours_are_as_the_definition_says(new_store: NewStore, library: list[DocumentGraph]) -> None:
    expected: dict[str, tuple[set[str], int]] = {}
    for graph in library:
        for sentence in {mention.sentence for mention in graph.mentions}:
            inside = [mention for mention in graph.mentions if mention.sentence == sentence]
            negated = {mention.entity_id for mention in inside if mention.assertion is Assertion.NEGATED}
            affirmed = {mention.entity_id for mention in inside} - negated
            for entity in affirmed - {"X"} if "X" in affirmed else set():
                documents, sentences = expected.get(entity, (set(), 0))
                expected[entity] = (documents | {graph.document.id}, sentences + 1)
    with new_store() as store:
        store.write(library)
        found = {each.entity.id: (each.documents, each.sentences) for each in store.neighbours("X", 50)}
    assert found == {entity: (len(documents), count) for entity, (documents, count) in expected.items()}


@holds(libraries, examples=60)
def test_an_edge_is_weighed_as_the_definition_says(new_store: NewStore, library: list[DocumentGraph]) -> None:
    """Documents count once each; the best affirming sentence of each is one of independent witnesses."""
    unsound = {graph.document.id for graph in library if graph.document.is_retraction_notice}
    unsound |= {graph.document.id for graph in library if graph.document.retracted}
    unsound |= {target for graph in library for target in retracted_ids(graph.document)}
    said = [(graph.document.id, relation) for graph in library for relation in graph.relations]
    expected = {}
    for edge in {
        (r.subject_id, r.predicate, r.object_id) for _, r in said if "X" in (r.subject_id, r.object_id)
    }:
        own = [(id_, r) for id_, r in said if (r.subject_id, r.predicate, r.object_id) == edge]
        ways = {(id_, r.assertion) for id_, r in own if id_ not in unsound}
        best = {
            id_: max(r.confidence for other, r in own if (other, r.assertion) == (id_, Assertion.AFFIRMED))
            for id_, assertion in ways
            if assertion is Assertion.AFFIRMED
        }
        doubt = np.prod([1 - confidence for confidence in best.values()])
        counts = Counter(assertion for _, assertion in ways)
        expected[edge] = (dict(counts), doubt, len({id_ for id_, _ in own} & unsound), len(own))
    with new_store() as store:
        store.write(library)
        found = {each.edge: each.weight for each in store.relations("X", 50)}
        behind = store.evidence(found.keys(), 50)
        assert store.counts().relations == len(said)
    assert found.keys() == expected.keys()
    for edge, (documents, doubt, retracted, sentences) in expected.items():
        assert found[edge].documents == documents and found[edge].retracted == retracted
        assert np.isclose(found[edge].confidence, 1 - doubt) and len(behind[edge]) == sentences
    ranks = [(-weight.support, -weight.confidence, edge) for edge, weight in found.items()]
    assert ranks == sorted(ranks)

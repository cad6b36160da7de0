"""What must hold of merges over any documents: they can be taken back, and what is merged is read as one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from hypothesis import strategies as st

from graph.model import DocumentGraph, Entity
from graph.predicates import SYMMETRIC
from graph.store import EntityUse, GraphStore, Merge, MergeError
from graph.store.values.merges import canonical_ids
from tests.builders import same_graph
from tests.property.stores import NewStore, holds, new_store
from tests.property.test_store_properties import ENTITIES, everything, libraries

__all__ = ["new_store"]


def merge(one: str, other: str) -> Merge:
    return Merge(Entity(one, f"the {one}", "Disease"), Entity(other, f"the {other}", "Drug"))


MERGES = [
    merge("X", "Y"),
    merge("text:Disease:\U0001f9ec", "X"),
    merge("Z", "Y"),
    merge("W", "Z"),
    merge("Z", "V"),
]
some_merges = st.permutations(MERGES).flatmap(lambda each: st.integers(1, 4).map(lambda n: each[:n]))


def merge_all(store: GraphStore, merges: Sequence[Merge]) -> list[Merge]:
    """Those that could be made."""
    made = []
    for each in merges:
        with suppress(MergeError):
            store.merge(each)
            made.append(each)
    return made


@holds(libraries, libraries, some_merges, st.randoms(use_true_random=False), examples=60)
def test_unmerging_undoes_merging(
    new_store: NewStore,
    library: list[DocumentGraph],
    later: list[DocumentGraph],
    merges: list[Merge],
    random: object,
) -> None:
    """Whatever is written in between, and in whatever order the merges are taken back."""
    with new_store() as one, new_store() as two:
        one.write(library)
        made = merge_all(one, merges)
        one.write(later)
        random.shuffle(made)  # type: ignore[attr-defined]
        for each in made:
            assert one.unmerge(each.entity.id)
        kept = {graph.document.id: graph for graph in [*library, *later]}
        two.write(list(kept.values()))
        assert everything(one) == everything(two)


@holds(libraries, libraries, some_merges, examples=60)
def test_merging_before_or_after_is_the_same(
    new_store: NewStore, library: list[DocumentGraph], later: list[DocumentGraph], merges: list[Merge]
) -> None:
    kept = {graph.document.id: graph for graph in [*library, *later]}
    with new_store() as one, new_store() as two:
        made = merge_all(one, merges)
        one.write(library)
        one.write(later)
        gone = library[0].document.id
        one.delete([gone])
        two.write([graph for id_, graph in kept.items() if id_ != gone])
        assert merge_all(two, made) == made
        assert everything(one) == everything(two)
        assert all(map(same_graph, one.graphs(), two.graphs()))
        assert all(same_graph(graph, kept[graph.document.id]) for graph in one.graphs())


@holds(libraries, some_merges, examples=60)
def test_what_is_merged_is_read_as_one(
    new_store: NewStore, library: list[DocumentGraph], merges: list[Merge]
) -> None:
    """As if the documents had named the one wherever they named the other."""
    with new_store() as store:
        store.write(library)
        made = merge_all(store, merges)
        root = canonical_ids(made)

        def of(id_: str) -> str:
            return root.get(id_, id_)

        said = [{of(mention.entity_id) for mention in graph.mentions} for graph in library]
        ids = set().union(*said)
        assert set(store.entities([*ENTITIES, "V", "W"])) == ids and store.counts().entities == len(ids)
        for id_ in ids:
            mentions = [sum(of(m.entity_id) == id_ for m in graph.mentions) for graph in library]
            documents = sum(id_ in each for each in said)
            assert store.entity_use([id_]) == {id_: EntityUse(documents, sum(mentions))}
            edges = {
                (r.predicate, frozenset({of(r.subject_id), of(r.object_id)}))
                for graph in library
                for r in graph.relations
                if id_ in (of(r.subject_id), of(r.object_id)) and of(r.subject_id) != of(r.object_id)
            }
            found = store.relations(id_, 99)
            assert {(r.predicate, frozenset({r.subject.id, r.object.id})) for r in found} == edges
            for each in found:
                assert each.predicate not in SYMMETRIC or each.subject.id < each.object.id

"""What may be one, and what is never even suggested."""

from __future__ import annotations

import pytest

from graph.model import Concept, Entity
from graph.store.values.merges import Merge
from graph.vocabulary.lexicon.lexicon import Lexicon
from graph.vocabulary.lexicon.suggestions import Suggestion, suggest

CONCEPTS = [
    Concept("A:1", "Myocardial Infarction", ("heart attack", "MI"), category="Disease"),
    Concept("A:2", "Hypertension", ("high blood pressure",), category="Disease"),
    Concept("A:3", "Prednisone", category="ChemicalEntity"),
    Concept("A:4", "Diabetes Mellitus, Type 1", category="Disease"),
    Concept("A:5", "Hyperkalemia", category="Disease"),
    Concept("B:1", "heart attack", category="Disease"),
    Concept("B:2", "Raised Pressure", ("high blood pressure",), category="Disease"),
    Concept("B:3", "Prednisolone", ("prednisone like",), category="ChemicalEntity"),
    Concept("B:4", "Gout", category="Disease"),
    Concept("B:5", "Gouty arthropathy", ("gout",), category="Disease"),
]
BY_ID = {concept.id: concept for concept in CONCEPTS}
LEXICON = Lexicon.build(CONCEPTS)


def text(name: str, category: str = "Disease") -> Entity:
    return Entity(f"text:{category}:{name.lower()}", name, category)


def entity(id: str) -> Entity:
    return Entity(id, BY_ID[id].name, BY_ID[id].category)


def suggested(*entities: Entity) -> list[Suggestion]:
    return suggest(
        [(each, 1) for each in entities], {e.id: BY_ID[e.id] for e in entities if e.id in BY_ID}, LEXICON
    )


def pairs(*entities: Entity) -> list[tuple[str, str]]:
    return [(each.entity.id, each.into.id) for each in suggested(*entities)]


@pytest.mark.parametrize(
    ("name", "into", "reason"),
    [
        ("Myocardial infarctions", "A:1", "called"),
        ("heart attacks", "A:1", "also called"),
        ("infarction myocardial", "A:1", "another order"),
        ("myocardal infarction", "A:1", "but for"),
        ("myocardial infraction", "A:1", "but for"),  # two letters that changed places
        ("prednisone", "A:3", "called"),
    ],
)
def test_an_unlinked_entity_and_a_concept(name: str, into: str, reason: str) -> None:
    category = BY_ID[into].category
    found = suggested(text(name, category))
    assert [(s.entity, s.into) for s in found] == [(text(name, category), entity(into))]
    assert reason in found[0].reason and 0 < found[0].score <= 1


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("hypotension", "Disease"),
        ("hypokalemia", "Disease"),
        ("type 2 diabetes mellitus", "Disease"),
        ("prednisolon", "ChemicalEntity"),  # that is a slip of prednisolone
        ("Mi", "Disease"),
        ("gut", "Disease"),
        ("something else", "Disease"),
    ],
)
def test_what_is_no_slip_of_a_name_is_not_suggested(name: str, category: str) -> None:
    found = {into for _, into in pairs(text(name, category))}
    assert not found & {"A:2", "A:3", "A:4", "A:5", "A:1", "B:4"}


def test_concepts_of_two_vocabularies_that_hold_one_name() -> None:
    assert pairs(entity("A:1"), entity("B:1")) == [("B:1", "A:1")]  # the earlier vocabulary's stays
    assert pairs(entity("B:2"), entity("A:2")) == [("B:2", "A:2")]
    both = suggested(entity("A:1"), entity("B:1"), entity("A:2"), entity("B:2"))
    assert [s.score for s in both] == sorted((s.score for s in both), reverse=True)


def test_two_concepts_of_one_vocabulary_and_opposites_never() -> None:
    assert pairs(entity("B:4"), entity("B:5")) == []
    assert pairs(entity("A:3"), entity("B:3")) == []
    everything = [entity(id_) for id_ in BY_ID]
    assert all(one.partition(":")[0] != other.partition(":")[0] for one, other in pairs(*everything))


def test_unlinked_entities_of_two_kinds() -> None:
    used = [(text("Akes"), 1), (text("akes", "PhenotypicFeature"), 5)]
    (found,) = suggest(used, {}, LEXICON)
    assert found.entity == text("Akes") and found.into == text("akes", "PhenotypicFeature")
    assert found.documents == 1 and found.score < 1


def test_a_merged_entity_is_called_by_both_names() -> None:
    merged = LEXICON.merged(
        [Merge(text("cardiac wobble"), entity("A:1")), Merge(entity("B:4"), entity("A:2"))]
    )
    assert [m.concept_id for m in merged.match("A cardiac wobble, gout and heart attacks.")] == [
        "A:1",
        "A:2",
        "A:1",
    ]
    assert merged.lookup("cardiac wobbles") == ["A:1"] and merged.lookup("gout") == ["A:2"]
    assert merged.canonical("B:4") == "A:2" and merged.canonical("text:Disease:cardiac wobble") == "A:1"
    assert [m.concept_id for m in LEXICON.match("A cardiac wobble and gout.")] == ["B:4"]
    assert merged.lookup("hypertension") == ["A:2"] and LEXICON.merged([]) is LEXICON


def test_a_merge_takes_no_name_from_another_concept() -> None:
    merged = LEXICON.merged([Merge(text("Hypertension", "PhenotypicFeature"), entity("A:1"))])
    assert merged.lookup("hypertension") == ["A:2"]


@pytest.mark.parametrize("name", ["prednisonne", "prednisolon", "prednison"])
def test_two_drugs_are_never_suggested(name: str) -> None:
    """Without a concept of its own a drug looks like a slip of another: dapagliflozin, canagliflozin."""
    assert pairs(text(name, "ChemicalEntity")) == []


def test_what_a_mapping_denies_is_not_suggested() -> None:
    concepts = {
        "A:1": Concept("A:1", "gloom", category="Disease", different_from=("B:1",)),
        "B:1": Concept("B:1", "Gloom", category="Disease"),
    }
    used = [(Entity(id_, c.name, c.category), 1) for id_, c in concepts.items()]
    assert suggest(used, concepts, Lexicon.build(concepts.values())) == []

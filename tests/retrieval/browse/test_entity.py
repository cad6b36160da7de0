"""Looking an entity up by any of its names, with the sentences behind each edge."""

from __future__ import annotations

import pytest

from api.service import MedGraph
from retrieval.browse.finding import UnknownEntityError


@pytest.mark.parametrize("name", ["heart attack", "Myocardial Infarction", "MESH:D009203", " heart attacks "])
def test_an_entity_is_found_by_any_name(demo: MedGraph, name: str) -> None:
    view = demo.entity(name)
    assert view.id == "MESH:D009203" and view.definition and view.documents > 0
    assert "heart attack" in view.synonyms


def test_confusable_names_are_different_entities(demo: MedGraph) -> None:
    for one, other in (
        ("hyperkalemia", "hypokalemia"),
        ("hypertension", "hypotension"),
        ("hyperthyroidism", "hypothyroidism"),
        ("prednisone", "prednisolone"),
        ("type 1 diabetes", "type 2 diabetes"),
    ):
        assert demo.entity(one).id != demo.entity(other).id
    assert demo.entity("tylenol").id == demo.entity("acetaminophen").id


def test_edges_have_the_sentences_that_name_both_ends(demo: MedGraph) -> None:
    view = demo.entity("warfarin", neighbours=5, sentences=2)
    assert 0 < len(view.neighbours) <= 5
    for edge in view.neighbours:
        assert edge.documents >= 1 and edge.sentences >= edge.documents and 1 <= len(edge.evidence) <= 2
        for sentence in edge.evidence:
            assert demo.document(sentence.document_id).text[sentence.start : sentence.end] == sentence.quote


def test_sentences_of_retracted_papers_are_marked(demo: MedGraph) -> None:
    sentences = [s for e in demo.entity("ascorbic acid", sentences=20).neighbours for s in e.evidence]
    assert {s.document_id: s.retracted for s in sentences}["pmid:DEMO-0037"] is True
    assert {s.document_id: s.retracted for s in sentences}["pmid:DEMO-0039"] is False


def test_negated_mentions_make_no_edge(demo: MedGraph) -> None:
    view = demo.entity("hemoptysis", neighbours=50, sentences=20)  # "denied chest pain, cough and hemoptysis"
    assert view.mentions > 0 and not view.neighbours


@pytest.mark.parametrize("name", ["", "no such thing", "MESH:D999999", "x" * 5000, "' OR 1=1"])
def test_an_unknown_name_says_what_to_do(demo: MedGraph, name: str) -> None:
    with pytest.raises(UnknownEntityError) as raised:
        demo.entity(name)
    assert raised.value.hint

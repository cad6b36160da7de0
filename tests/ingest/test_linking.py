"""What recognisers found, linked within its document."""

from __future__ import annotations

from graph import Concept
from graph.linking import Linker
from graph.vocabulary.lexicon import Lexicon
from ingest.abbreviations import find_abbreviations
from ingest.linking import link_candidates
from ingest.recognize.base import Candidate

LINKER = Linker(
    Lexicon.build(
        [
            Concept("MESH:D1", "Renal Failure", category="Disease"),
            Concept("MESH:D2", "Hepatic Failure", category="Disease"),
            Concept("MESH:D3", "Ethanol", category="ChemicalEntity"),
            Concept("MESH:D4", "Alcohols", synonyms=("alcohol",), category="ChemicalEntity"),
        ]
    )
)


def linked(text: str, *found: tuple[str, str, str | None]) -> list[Candidate]:
    candidates = [
        Candidate(text.index(words), text.index(words) + len(words), category, concept, 0.9, "model")
        for words, category, concept in found
    ]
    return link_candidates(text, candidates, find_abbreviations(text), LINKER)


def test_a_mention_without_a_concept_gets_one_and_says_how() -> None:
    (one,) = linked("Severe kidney failure followed.", ("Severe kidney failure", "Disease", None))
    assert one.concept_id == "MESH:D1" and one.method == "model+words" and 0 < one.score < 0.9


def test_a_mention_that_names_two_is_one_of_each() -> None:
    found = linked("Renal and hepatic failure followed.", ("Renal and hepatic failure", "Disease", None))
    assert [(c.start, c.end, c.concept_id) for c in found] == [(0, 25, "MESH:D1"), (0, 25, "MESH:D2")]


def test_what_cannot_be_linked_stays_as_it_is() -> None:
    (one,) = linked("Progeria is rare.", ("Progeria", "Disease", None))
    assert one == Candidate(0, 8, "Disease", None, 0.9, "model")


def test_a_dictionarys_concept_stays_unless_the_linker_knows_better() -> None:
    same, better = linked(
        "Renal failure after alcohol.",
        ("Renal failure", "Disease", "MESH:D1"),
        ("alcohol", "ChemicalEntity", "MESH:D4"),
    )
    assert (same.concept_id, same.score, same.method) == ("MESH:D1", 0.9, "model")
    assert (better.concept_id, better.method) == ("MESH:D3", "model+name")


def test_the_documents_own_abbreviations_count() -> None:
    text = "Renal failure (RF) is common. Acute RF is not."
    (one,) = linked(text, ("Acute RF", "Disease", None))
    assert one.concept_id == "MESH:D1"


def test_no_candidates_are_none() -> None:
    assert linked("Nothing.") == []

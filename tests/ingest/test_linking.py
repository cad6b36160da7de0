"""What recognisers found, linked within its document."""

from __future__ import annotations

import re

import pytest

from graph import Concept
from graph.linking import Linker
from graph.vocabulary.lexicon import Lexicon
from ingest.linking import find_names
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
    return find_names(text, [candidates], LINKER)


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


LEXICON = Lexicon.build(
    [
        Concept("MESH:D1", "Hypertension", category="Disease"),
        Concept("MESH:D2", "Diabetes Mellitus", synonyms=("DM",), category="Disease"),
        Concept("MESH:D3", "Myotonic Dystrophy", category="Disease"),
        Concept("MESH:D4", "Alzheimer Disease", synonyms=("AD",), category="Disease", parents=("MESH:D5",)),
        Concept("MESH:D5", "Dementia", category="Disease"),
        Concept("MESH:D6", "Dermatitis, Atopic", category="Disease"),
        Concept("MESH:D7", "Pulmonary Disease, Chronic Obstructive", synonyms=("COPD",), category="Disease"),
    ]
)


def meanings(text: str, short: str, is_record: bool = False, by: str = "model") -> set[str | None]:
    """What each mention of `short` is linked to, beside all names that the lexicon has."""
    names = [
        Candidate(m.start, m.end, "Disease", m.concept_id, 0.9, "dictionary")
        for m in LEXICON.match(text)
        if text[m.start : m.end].rstrip("s") != short
    ]
    places = [found.span() for found in re.finditer(rf"\b{short}s?\b", text)]
    concept = LEXICON.lookup(short)[0] if by == "dictionary" else None
    shorts = [Candidate(*place, "Disease", concept, 0.9, by) for place in places]
    found = find_names(text, [names, shorts], Linker(LEXICON), is_record)
    return {c.concept_id for c in found if text[c.start : c.end].rstrip("s") == short}


@pytest.mark.parametrize(
    "text",
    [
        "Women on HT slept. In this trial hormone therapy (HT) was given; HT users and those on HTs slept.",
        "Hormone therapy [HT] helped. HT was given.",
        "We gave hormone therapies (HTs). HT helped.",
        "Hormone therapy, hereafter called HT, was given. HT helped.",
        "Abbreviations: HT, hormone therapy; BP, blood pressure. HT helped women with hypertension.",
    ],
)
def test_what_a_document_defines_is_no_lists_meaning(text: str) -> None:
    assert meanings(text, "HT") == {None}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Myotonic dystrophy (DM) is inherited. DM is rare. Insulin was given in DM.", "MESH:D3"),
        ("Steinert's syndrome (DM) is inherited. DM is rare. Dementia is not.", None),
        ("DM was common.", None),
        ("Diabetes mellitus is common. DM was treated.", "MESH:D2"),
    ],
)
def test_a_bracket_says_at_least_that_it_is_something_else(text: str, meant: str | None) -> None:
    assert meanings(text, "DM") == {meant}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Adults with AD of the skin got dupilumab. AD itches.", None),
        ("Atopic dermatitis itches. AD was treated.", "MESH:D6"),
        ("Alzheimer disease is common. AD was treated.", "MESH:D4"),
        ("Dementia is common. AD was treated.", "MESH:D4"),
    ],
)
def test_an_undefined_acronym_is_what_its_document_speaks_of(text: str, meant: str | None) -> None:
    assert meanings(text, "AD") == {meant}


def test_what_is_one_thing_everywhere_needs_no_context() -> None:
    assert meanings("COPD was common.", "COPD") == {"MESH:D7"}


def test_what_only_a_dictionary_finds_is_no_mention_where_nothing_speaks_of_it() -> None:
    assert meanings("AD itches.", "AD", by="dictionary") == set()
    assert meanings("Dementia is common. AD was treated.", "AD", by="dictionary") == {"MESH:D4"}


def test_clinicians_shorthand_is_theirs_in_a_record_only() -> None:
    note = "65 y/o M w/ PMH of HT, DM, COPD. s/p CABG."
    assert meanings(note, "DM", is_record=True) == {"MESH:D2"}
    assert meanings(note, "DM") == {None}
    assert meanings("A trial in DM was stopped.", "DM", is_record=True) == {None}, "no clinician's note"
    assert meanings("PMH: myotonic dystrophy (DM). h/o DM.", "DM", is_record=True) == {"MESH:D3"}

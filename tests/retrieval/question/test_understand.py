"""What a question is about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import cast

import pytest

from graph import Concept
from graph.index import RecordIndex, WordEntry, WordIndex
from graph.store import EntityStore, EntityUse
from graph.vocabulary.lexicon import Lexicon
from retrieval.question.facets import codes_in
from retrieval.question.reading import QuestionReader
from retrieval.question.understand import MAX_CHARACTERS, Question, QuestionError, check_question, understand

CONCEPTS = [
    Concept("MESH:D018455", "Protein S Deficiency", category="Disease"),
    Concept("MESH:D014801", "Vitamin A", category="ChemicalEntity"),
    Concept("MESH:D014859", "Warfarin", category="ChemicalEntity"),
]
TEXTS = ["Warfarin prevents stroke.", "Protein S deficiency causes thrombosis.", "Warfarin causes bleeding."]


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> WordIndex:
    index = WordIndex(tmp_path_factory.mktemp("words"))
    index.update([], [WordEntry(f"d{n}#0", f"d{n}", "", text) for n, text in enumerate(TEXTS)])
    return index


class _NoStore:
    """An entity store that mentions nothing, which is all that a reader asks of one."""

    def entity_use(self, ids: Collection[str]) -> dict[str, EntityUse]:
        return {}


@pytest.fixture(scope="module")
def ask(words: WordIndex, tmp_path_factory: pytest.TempPathFactory) -> object:
    lexicon = Lexicon.build(CONCEPTS)
    records = RecordIndex(tmp_path_factory.mktemp("records"))

    # Stands for the encoder's word pieces: a long word is a rare one.
    def pieces(texts: Sequence[str]) -> list[int]:
        return [len(w) // 4 + 1 for w in texts]

    reader = QuestionReader(cast(EntityStore, _NoStore()), lexicon, words, records, pieces)
    return lambda text: understand(reader.read(text), {}, words, pieces)


def by_text(question: Question) -> dict[str, object]:
    return {facet.text: facet for facet in question.facets}


def test_concepts_and_words_are_facets_and_words_that_only_ask_are_not(ask) -> None:  # type: ignore[no-untyped-def]
    question = ask("What do you know about warfarin and stroke?")
    assert [f.text for f in question.facets] == ["warfarin", "stroke"]
    assert question.concept_ids == ("MESH:D014859",)


def test_a_letter_counts_inside_a_name(ask) -> None:  # type: ignore[no-untyped-def]
    protein, vitamin = ask("Is a protein S deficiency helped by vitamin A?").facets[:2]
    assert "s" in protein.stems and protein.concept_id == "MESH:D018455"
    assert "a" in ask("Does vitamin A help?").facets[0].stems and vitamin.text == "helped"


def test_a_rarer_word_weighs_more_and_one_that_relates_weighs_little(ask) -> None:  # type: ignore[no-untyped-def]
    facets = by_text(ask("Does warfarin treatment cause thrombosis?"))
    assert facets["thrombosis"].weight > facets["warfarin"].weight  # type: ignore[attr-defined]
    assert facets["treatment"].weight <= 1.0  # type: ignore[attr-defined]


def test_a_long_unknown_word_is_a_name_and_a_number_is_not(ask) -> None:  # type: ignore[no-untyped-def]
    facets = by_text(ask("Is zelquistatin 100000000000 new?"))
    assert facets["zelquistatin"].name and facets["zelquistatin"].frequency == 0  # type: ignore[attr-defined]
    assert not facets["100000000000"].name and not facets["new"].name  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "yes_no"),
    [
        ("Does it help?", True),
        ("Is it?", True),
        ("Breath tests in asthma: are they useful?", True),
        ("In adults with gout, does colchicine help?", True),
        ("What helps?", False),
        ("Which drugs, if any, are safe in asthma?", False),
        ("Why, in gout, does it help?", False),
        ("Gout: is it so", False),
        ("Isoniazid dose", False),
    ],
)
def test_yes_no_questions_are_told_apart(ask, text: str, yes_no: bool) -> None:  # type: ignore[no-untyped-def]
    assert ask(text).yes_no is yes_no


def test_empty_and_endless_questions_are_refused() -> None:
    for text in ("", "  \n "):
        with pytest.raises(QuestionError, match="empty"):
            check_question(text)
    with pytest.raises(QuestionError, match="100,000"):
        check_question("x" * 100_000)
    assert check_question(" " + "x" * MAX_CHARACTERS) == "x" * MAX_CHARACTERS


def test_a_question_of_signs_only_has_no_facets(ask) -> None:  # type: ignore[no-untyped-def]
    assert ask("??? \x00 😀").facets == ()


def test_stop_words_alone_have_no_facets(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert ask("what is this about").facets == ()


def test_a_drug_code_is_one_facet_however_it_is_written(tmp_path: Path) -> None:
    index = WordIndex(tmp_path)
    index.update([], [WordEntry("d#0", "d", "", "BAY 43-9006 in type 2 diabetes.")])
    for written in ("BAY 43-9006", "BAY43-9006", "bay 43-9006", "bay43-9006"):
        assert [facet.stems for _, _, facet in codes_in(f"Does {written} help?", index)] == [("bay439006",)]
    assert codes_in("type 2 diabetes in 2016", index) == []

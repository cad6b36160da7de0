"""What a question is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import Concept
from graph.index import WordEntry, WordIndex
from graph.vocabulary.lexicon import Lexicon
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


@pytest.fixture(scope="module")
def ask(words: WordIndex) -> object:
    lexicon = Lexicon.build(CONCEPTS)
    # Stands for the encoder's word pieces: a long word is a rare one.
    return lambda text: understand(
        text, lexicon.match(text), {}, words, lambda ws: [len(w) // 4 + 1 for w in ws]
    )


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
    [("Does it help?", True), ("Is it?", True), ("What helps?", False), ("Isoniazid dose", False)],
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

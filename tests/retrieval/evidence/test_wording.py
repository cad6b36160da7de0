"""Findings before aims and methods; what answers the kind of question first."""

from __future__ import annotations

from dataclasses import fields

import pytest

from graph import Section, SectionKind
from retrieval.evidence.scoring import SentenceSigns, sentence_score
from retrieval.evidence.wording import is_statement, wording_signs
from retrieval.question.aspects import Aspect, aspect_of

FINDING = "Metformin reduced fasting glucose by 1.2 mmol/L."


def score(text: str, section: Section | None, aspect: Aspect | None) -> float:
    others = {f.name: 0.0 for f in fields(SentenceSigns) if f.name != "wording"}
    return sentence_score(SentenceSigns(**others, wording=wording_signs(text, 0, section, aspect)))


@pytest.mark.parametrize(
    "lesser",
    [
        "To assess whether metformin reduced fasting glucose.",
        "We aimed to reduce fasting glucose with metformin.",
        "The objective was a lower fasting glucose.",
        "This study investigated fasting glucose in diabetes.",
        "We recruited 120 adults with diabetes from two clinics.",
        "Fasting glucose was measured every morning.",
    ],
)
def test_a_finding_is_preferred(lesser: str) -> None:
    assert score(FINDING, None, None) > score(lesser, None, None)


def test_a_conclusion_is_preferred_to_methods() -> None:
    conclusion = Section(0, 99, "", SectionKind.CONCLUSION)
    methods = Section(0, 99, "", SectionKind.METHODS)
    assert score(FINDING, conclusion, None) > score(FINDING, None, None) > score(FINDING, methods, None)


@pytest.mark.parametrize(
    ("question", "name", "answer"),
    [
        ("What are the treatments for gout?", "treatment", "Allopurinol is recommended."),
        ("What are the genetic changes related to gout?", "genetics", "Mutations in URAT1 raise uric acid."),
        ("Who is at risk for stroke?", "risk", "Older adults are more likely to have one."),
        ("What research is being done on gout?", "research", "Trials are under way."),
        ("What causes hyponatremia?", "cause", "It results from too much water."),
        ("What are the symptoms of sepsis?", "symptom", "Signs include fever."),
        ("Is valproate safe in pregnancy?", "harm", "It should not be used."),
        ("What is the outlook for sarcoma?", "outlook", "Five-year survival is 50%."),
        ("How many people are affected by gout?", "frequency", "Gout affects 2% of adults."),
        ("How is asthma diagnosed?", "diagnosis", "Spirometry is the first test."),
        ("Is cystic fibrosis inherited?", "inheritance", "It is autosomal recessive."),
        ("Can falls be prevented?", "prevention", "Exercise reduced falls."),
        ("What is (are) gout ?", "definition", "Gout is a disease of the joints."),
    ],
)
def test_the_kind_of_question_and_its_answer(question: str, name: str, answer: str) -> None:
    aspect = aspect_of(question)
    assert aspect is not None and aspect.name == name
    assert aspect.answer_wording.search(answer) and 0 < aspect.density(answer) <= 1
    assert score(answer, None, aspect) > score(answer, None, None)


def test_a_plain_question_has_no_kind() -> None:
    assert aspect_of("Metformin and lactate") is None


@pytest.mark.parametrize(
    "text", ["Does it work?", "Too few words", 'Is it safe (in children)?"', " ".join(["word"] * 80)]
)
def test_questions_and_scraps_cannot_answer(text: str) -> None:
    assert not is_statement(text, None)


def test_titles_cannot_answer() -> None:
    assert is_statement(FINDING, None) and not is_statement(FINDING, Section(0, 9, "", SectionKind.TITLE))


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Aspirin prevents stroke.", True),
        ("Aspirin prevents stroke (odds ratio 0.8).", True),
        ("Results and discussion", False),
        ("Table 2.", False),
        ("Does aspirin prevent stroke?", False),
    ],
)
def test_a_short_sentence_is_a_statement_and_a_heading_is_none(text: str, answers: bool) -> None:
    assert is_statement(text, None) is answers


def test_yes_or_no_is_told_at_the_end_of_an_abstract_and_not_of_a_chapter() -> None:
    abstract, chapter = Section(0, 900, "", SectionKind.ABSTRACT), Section(0, 90_000, "", SectionKind.OTHER)
    places = [
        wording_signs(FINDING, at, abstract, None, yes_no=True).closes for at in (0, 400, 900 - len(FINDING))
    ]
    assert places == sorted(places) and places[0] == 0 and places[-1] == 1
    assert wording_signs(FINDING, 850, abstract, None).closes == 0
    assert wording_signs(FINDING, 89_000, chapter, None, yes_no=True).closes == 0
    assert wording_signs(FINDING, 850, None, None, yes_no=True).closes == 0
    results = Section(0, 900, "Results", SectionKind.RESULTS)
    assert wording_signs(FINDING, 850, results, None, yes_no=True).closes == 0

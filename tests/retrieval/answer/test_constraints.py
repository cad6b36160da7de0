"""Questions as people type them, from the text to the answer: what constrains an answer is kept."""

from __future__ import annotations

import pytest

from api.service import MedGraph
from retrieval.answer import Answer, Status, Support
from tests.retrieval.answer.test_answerer import check_contract


def ask(library: MedGraph, question: str) -> Answer:
    answer = library.ask(question)
    check_contract(answer, library)
    return answer


def supported(answer: Answer) -> str:
    return " ".join(c.text for c in answer.claims if c.support is Support.SUPPORTED)


def everything(answer: Answer) -> str:
    return " ".join(c.text for c in answer.claims)


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("What is the dose of amoxicillin in newborns?", "30 mg/kg", "500 mg"),
        ("amoxicillin dose for a 3-year-old", "80 mg/kg", "500 mg"),
        ("What dose of amoxicillin do adults take?", "500 mg", "30 mg/kg"),
        ("What is the half-life of ketoprofen in dogs?", "2 hours", "3 hours"),
        ("What is the half-life of ketoprofen in humans?", "3 hours", "2 hours"),
        ("What is the dose of gabapentin in renal impairment?", "100 mg", "900 mg"),
        ("What is the dose of gabapentin with normal kidney function?", "900 mg", "100 mg"),
        ("Does isotretinoin cause depression in women?", "no depression", "in men"),
        ("Does isotretinoin cause depression in men?", "in men", "no depression"),
        ("Which azoles do not prolong the QT interval?", "Isavuconazole", "Fluconazole"),
        ("Which azoles prolong the QT interval?", "Fluconazole", "Isavuconazole"),
        ("Which beta blocker doesn't worsen asthma?", "Bisoprolol", "Propranolol"),
        ("Which drugs other than allopurinol lower uric acid?", "Febuxostat", "Allopurinol"),
        ("Which drugs lower glucose without hypoglycaemia?", "Sitagliptin", "Glibenclamide"),
        ("Which drugs should not be given in pregnancy?", "Ramipril", "Labetalol"),
        ("Which drug can be given in pregnancy?", "Labetalol", "Ramipril"),
        ("Does amiodarone cause pneumonitis?", "Amiodarone caused", "prednisolone"),
        ("Which drugs cause pneumonitis?", "Amiodarone caused", "prednisolone"),
        ("Does bay43-9006 prolong survival in renal cancer?", "BAY 43-9006", "amiodarone"),
        ("Which antifungals do not prolong the QT interval?", "Isavuconazole", "Fluconazole"),
        ("What was shown in NCT01234567?", "reduced heart failure", "amiodarone"),
        ("What was shown in doi:10.1234/x.y-2?", "Colchicine prevented", "amiodarone"),
    ],
)  # fmt: skip
def test_only_what_fits_the_question_is_supported(
    library: MedGraph, question: str, right: str, wrong: str
) -> None:
    told = supported(ask(library, question))
    assert right in told and wrong not in told


@pytest.mark.parametrize(
    "question",
    [
        "Does BAY 43-9007 prolong survival in renal cancer?",
        "Does BAY-59-7939 prolong survival in renal cancer?",
    ],
)
def test_of_another_code_nothing_is_told(library: MedGraph, question: str) -> None:
    assert ask(library, question).status is Status.INSUFFICIENT


def test_a_question_that_names_nothing_is_told_so(library: MedGraph) -> None:
    answer = ask(library, "How was it caused and what did they find?")
    assert answer.status is Status.INSUFFICIENT and "names no drug" in answer.text


def test_another_population_is_marked_where_it_is_told(library: MedGraph) -> None:
    answer = ask(library, "amoxicillin dose for a 3-year-old")
    others = [c for c in answer.claims if "newborns" in c.text]
    assert all(c.support is Support.PARTIAL and "not about children" in c.caveats[0] for c in others)
    assert all(c.caveats[0] in answer.text for c in others)


@pytest.mark.parametrize(
    ("question", "belief", "refutation"),
    [
        ("Does cannabis protect against psychosis?", "assumed", "did not confirm"),
        ("Does zinc prevent the common cold?", "thought", "no effect"),
    ],
)
def test_a_belief_is_told_as_one_with_what_refutes_it(
    library: MedGraph, question: str, belief: str, refutation: str
) -> None:
    answer = ask(library, question)
    assert belief not in supported(answer) and refutation in everything(answer)
    assert [c.caveats for c in answer.claims if belief in c.text] == [("told as a belief, not as a finding",)]


@pytest.mark.parametrize(
    "question", ["Does melatonin prevent delirium?", "Does rosuvastatin prevent gallstones?"]
)
def test_an_aim_and_what_is_not_known_answer_nothing(library: MedGraph, question: str) -> None:
    assert ask(library, question).status is Status.INSUFFICIENT


def test_the_newer_guideline_comes_first_and_the_older_is_told_as_such(library: MedGraph) -> None:
    answer = ask(library, "What is the first treatment of malaria?")
    assert [c.support for c in answer.claims] == [Support.SUPPORTED, Support.PARTIAL]
    assert "Artesunate" in answer.claims[0].text
    assert answer.claims[1].caveats == ("guideline of 2005; the one of 2022 is newer",)


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("What did Vanderfiction et al. 2006 find?", "pmid:12"),
        ("the 2006 paper by Vanderfiction", "pmid:12"),
        ("What did Mullerova conclude?", "doi:10.1234/x.y-2"),
        ("What does doi:10.1234/x.y-2 say?", "doi:10.1234/x.y-2"),
        ("PMID 13", "pmid:13"),
        ("What was found in NCT01234567?", "pmid:13"),
        ("What does the 2019 trial by O'Madeup say about heart failure?", "pmid:13"),
        ("What was published in the Imaginary Journal of Hearts?", "pmid:13"),
        ("Colchicine after pericarditis", "doi:10.1234/x.y-2"),
        ("trials since 2018 on heart failure", "pmid:13"),
    ],
)
def test_a_paper_that_is_named_is_the_one_that_is_asked(
    library: MedGraph, question: str, document: str
) -> None:
    assert {c.document_id for c in ask(library, question).citations} == {document}


def test_a_paper_that_is_not_here_is_told_so(library: MedGraph) -> None:
    answer = ask(library, "What did Nobodyson et al. 2011 find about asthma?")
    assert answer.status is Status.INSUFFICIENT and "Nobodyson et al. 2011" in answer.text


@pytest.mark.parametrize(
    ("question", "written", "searched", "told"),
    [
        ("Does amiodaron cause pneumonitis?", "amiodaron", "amiodarone", "Amiodarone caused"),
        ("Does colchicin prevent pericarditis?", "colchicin", "colchicine", "Colchicine prevented"),
        ("What is the dose of gabapentine in renal failure?", "gabapentine", "gabapentin", "100 mg"),
        ("Does clochicine prevent pericarditis?", "clochicine", "colchicine", "Colchicine prevented"),
        ("Does amio darone cause pneumonitis?", "amio darone", "amiodarone", "Amiodarone caused"),
    ],
)
def test_a_misspelled_drug_is_answered_for_the_one_that_is_meant(
    library: MedGraph, question: str, written: str, searched: str, told: str
) -> None:
    answer = ask(library, question)
    assert [(s.written, s.searched) for s in answer.spelling] == [(written, searched)]
    assert answer.notice == f"searched for {searched}, not {written}" and told in everything(answer)


def test_between_two_drugs_the_reader_is_asked(library: MedGraph) -> None:
    answer = ask(library, "Does clonidise lower blood pressure?")
    assert answer.status is Status.INSUFFICIENT and answer.claims == ()
    assert answer.text == "Nothing here is called 'clonidise'; did you mean clonidide or clonidine?"
    assert answer.spelling[0].meant == ("clonidide", "clonidine") and not answer.spelling[0].searched


def test_another_language_is_told_as_such(library: MedGraph) -> None:
    answer = ask(library, "¿La colchicina previene la pericarditis?")
    assert answer.text == "This question seems to be in Spanish; medgraph answers questions in English."


@pytest.mark.parametrize("question", ["asdf qwer", "blorptastic fringlewomp", "purple dishwasher sonnets"])
def test_nonsense_finds_nothing(library: MedGraph, question: str) -> None:
    assert ask(library, question).status is Status.INSUFFICIENT
    assert library.search("asdf qwer") == []


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("My son is 3 and has an ear infection. How much amoxicillin should he get?", "80 mg/kg"),
        (
            "A 71-year-old man with gout, back pain, diabetes and kidney failure asks for help at night. "
            "What is the dose of gabapentin?",
            "100 mg",
        ),
        ("In a 30-year-old pregnant woman with headache, is ramipril safe?", "contraindicated"),
        ("My uncle takes amiodarone. He coughs. Can it cause pneumonitis?", "Amiodarone caused"),
    ],
)
def test_a_case_before_the_question_demands_nothing(library: MedGraph, question: str, right: str) -> None:
    assert right in everything(ask(library, question))


def test_everyday_words_are_not_said_to_be_missing(library: MedGraph) -> None:
    missing = ask(library, "Which drug treats zelquistatin fever, usually, among the caused ones?").missing
    assert "zelquistatin" in missing and not {"drug", "treats", "usually", "caused"} & set(missing)

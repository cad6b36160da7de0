"""The answer contract over the demonstration: exact characters, every claim cited, silence when nothing answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from api.service import MedGraph
from graph.store import Filter
from retrieval.answer.contract import Answer, Status, Support
from tests.paths import DEMO

ANSWERED = {
    "Which antibiotics increase the risk of bleeding in patients taking warfarin?": 7,
    "Do vitamin D supplements prevent falls in older people?": 19,
    "How does amiodarone affect the thyroid gland?": 12,
    "Do ACE inhibitors cause cough?": 3,
    "What interacts with simvastatin?": 5,
    "What are the side effects of metformin?": 1,
    "What causes hyponatremia?": 33,
    "Which drugs cause hyperkalemia in heart failure?": 16,
    "Can patients with asthma take propranolol?": 15,
    "Is valproate safe in pregnancy?": 27,
    "Can Tylenol damage the liver?": 20,
    "Does metformin cause lactic acidosis?": 2,
    "Is Tylenol overdose treated with acetylcysteine?": 20,
    "Can prednisone be given in cirrhosis?": 25,
    "Does vitamin C help in sepsis?": 39,
}
UNANSWERABLE = [
    "Which chemotherapy prolongs survival in pancreatic cancer?",
    "Does levodopa help in Parkinson's disease?",
    "What is the first-line treatment of rheumatoid arthritis?",
    "Does donepezil slow Alzheimer's disease?",
    "Is the hepatitis B vaccine safe?",
    "Does metformin prevent dementia?",
    "Is amoxicillin effective for acute otitis media?",
    "What is the offside rule in football?",
    "Can a landlord keep the deposit?",
    "Does lecanemab slow cognitive decline?",
    "How is thrennic fever treated?",
    "???",
    "the and of",
]


def check_contract(answer: Answer, service: MedGraph) -> None:
    """What must hold of every answer, whoever wrote it."""
    assert [c.id for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    for c in answer.citations:
        document = service.document(c.document_id)
        assert c.quote == document.text[c.start : c.end] and c.quote.strip()
        assert c.title == document.title and not c.retracted
    cited = [n for claim in answer.claims for n in claim.citations]
    assert set(cited) == {c.id for c in answer.citations}
    for claim in answer.claims:
        assert claim.citations and claim.support is not Support.UNSUPPORTED and claim.text in answer.text
    assert (answer.status is Status.ANSWERED) == bool(answer.claims)
    nodes = {node["id"] for node in answer.graph.nodes}
    assert all(edge["source"] in nodes and edge["target"] in nodes for edge in answer.graph.edges)
    assert {c.document_id for c in answer.citations} <= nodes
    assert json.loads(json.dumps(answer.to_dict()))["question"] == answer.question


@pytest.mark.parametrize(("question", "number"), ANSWERED.items())
def test_a_question_is_answered_from_its_paper(demo: MedGraph, question: str, number: int) -> None:
    answer = demo.ask(question)
    check_contract(answer, demo)
    assert answer.status is Status.ANSWERED
    assert f"pmid:DEMO-{number:04}" in {c.document_id for c in answer.citations}
    for claim in answer.claims:
        if claim.support is Support.SUPPORTED:  # an extract: every citation says words of it
            for n in claim.citations:
                assert " ".join(answer.citations[n - 1].quote.split()) in claim.text


@pytest.mark.parametrize("question", UNANSWERABLE)
def test_a_question_without_evidence_is_not_answered(demo: MedGraph, question: str) -> None:
    answer = demo.ask(question)
    check_contract(answer, demo)
    assert answer.status is Status.INSUFFICIENT and not answer.citations


def test_sources_that_disagree_are_said_to(demo: MedGraph) -> None:
    answer = demo.ask("Do vitamin D supplements prevent falls in older people?")
    said = answer.claims[0]
    assert "disagree" in said.text and said.support is Support.PARTIAL
    assert {answer.citations[n - 1].document_id for n in said.citations} == {
        "pmid:DEMO-0018",
        "pmid:DEMO-0019",
    }


def test_a_retracted_paper_is_listed_and_never_cited(demo: MedGraph) -> None:
    answer = demo.ask("Does high-dose ascorbic acid halve mortality in septic shock?")
    check_contract(answer, demo)
    assert "pmid:DEMO-0037" in answer.excluded_retracted


def test_filters_hold_in_answers(demo: MedGraph) -> None:
    answer = demo.ask("Do vitamin D supplements prevent falls?", Filter(document_ids=("pmid:DEMO-0018",)))
    check_contract(answer, demo)
    assert {c.document_id for c in answer.citations} == {"pmid:DEMO-0018"}


def test_definitions_are_the_vocabularys(demo: MedGraph) -> None:
    answer = demo.ask("Does warfarin cause bleeding?")
    concept = demo.entity("warfarin")
    assert (concept.id, concept.definition) in {(d.concept_id, d.definition) for d in answer.definitions}


def test_the_same_question_has_the_same_answer(demo: MedGraph) -> None:
    first, second = demo.ask("What causes hyponatremia?"), demo.ask("What causes hyponatremia?")
    assert (first.text, first.citations, first.claims) == (second.text, second.citations, second.claims)


def test_repeats_are_merged_only_when_nothing_differs(
    open_home: Callable[[Path], MedGraph], tmp_path: Path
) -> None:
    said = {
        "a": "Foxglove extract raised serum digoxin in twelve patients with heart failure.",
        "b": "Foxglove extract raised the serum digoxin in twelve patients with heart failure.",
        "c": "Foxglove extract raised serum digitoxin in twelve patients with heart failure.",
        "d": "Foxglove extract raised serum digoxin in thirteen patients with heart failure.",
    }
    rows = [
        json.dumps({"_id": k, "title": "", "text": f"{v} Further remarks follow in short."})
        for k, v in said.items()
    ]
    (tmp_path / "notes.jsonl").write_text("\n".join(rows))
    service = open_home(tmp_path / "home")
    service.ingest([tmp_path / "notes.jsonl"])
    answer = service.ask("Does foxglove extract raise serum digoxin in heart failure?")
    check_contract(answer, service)
    quotes = [{answer.citations[n - 1].quote for n in claim.citations} for claim in answer.claims]
    assert {said["a"], said["b"]} in quotes
    assert {said["d"]} in quotes and not any(said["c"] in quoted for quoted in quotes)
    service.close()


def test_a_confusable_name_is_not_the_answer(open_home: Callable[[Path], MedGraph], tmp_path: Path) -> None:
    rows = [
        {"_id": "s", "title": "", "text": "Protein S deficiency is a disorder of blood clotting."},
        {"_id": "c", "title": "", "text": "Protein C deficiency is a disorder of blood clotting."},
        {"_id": "k", "title": "", "text": "Hypokalemia is a disorder of low potassium."},
        {"_id": "x", "title": "", "text": "Asthma is a disorder of the airways."},
    ]
    (tmp_path / "notes.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "names.tsv").write_text(
        "id\tname\tcategory\nMESH:D018455\tProtein S Deficiency\tDisease\nMESH:D020151\tProtein C Deficiency\tDisease\n"
        "MESH:D007008\tHypokalemia\tDisease\nMESH:D006947\tHyperkalemia\tDisease\n"
    )
    service = open_home(tmp_path / "home")
    service.add_vocabulary(tmp_path / "names.tsv", vocabulary_id="mesh")
    service.ingest([tmp_path / "notes.jsonl"])
    found = service.ask("What is protein S deficiency?")
    assert [c.document_id for c in found.citations] == ["s"]
    assert service.ask("What is hyperkalemia?").status is Status.INSUFFICIENT
    service.close()


@pytest.mark.parametrize(
    "question",
    [
        "Does cimetidine cause gynaecomastia?",
        "Does haloperidol cause torsade de pointes?",
        "Is hepatitis B transmitted by mosquitoes?",
    ],
)
def test_another_drug_or_disease_is_no_answer(demo: MedGraph, question: str) -> None:
    assert demo.ask(question).status is Status.INSUFFICIENT


def test_what_is_asked_about_is_spoken_of(demo: MedGraph) -> None:
    """Not two sentences on metformin's other effects, where one says what the acidosis is."""
    assert "lactic acidosis" in demo.ask("Does metformin cause lactic acidosis?").text.lower()


def test_what_only_a_retracted_paper_speaks_of_is_not_told_as_missing(
    open_home: Callable[[Path], MedGraph], tmp_path: Path
) -> None:
    service = open_home(tmp_path / "home")
    service.add_vocabulary(DEMO / "vocabulary.obo")
    papers = tmp_path / "papers.jsonl"
    papers.write_text(
        '{"id": "a", "title": "Zonisamide", "text": "Zonisamide cured gout in 30 adults.", "retracted": true}\n'
        '{"id": "b", "title": "Warfarin", "text": "Warfarin caused bleeding in 9 adults."}\n'
    )
    service.ingest([papers])
    answer = service.ask("Does zonisamide cure gout?")
    assert (answer.status, answer.excluded_retracted, answer.missing) == (Status.INSUFFICIENT, ("a",), ())
    assert service.ask("Does lamotrigine cure gout?").missing == ("lamotrigine", "gout")


@pytest.mark.parametrize(
    ("word", "is_told"), [("prolongs", False), ("alleviates", False), ("lencanab", True)]
)
def test_no_reader_is_told_that_a_verb_was_not_found(demo: MedGraph, word: str, is_told: bool) -> None:
    missing = demo.ask(f"Which drug {word} survival in pancreatic cancer?").missing
    assert (word in missing) is is_told and "pancreatic cancer" in missing

"""A patient's record and a drug label, ingested and asked: exact quotes, and never what the record refutes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.service.medgraph import MedGraph
from graph import Assertion
from ingest.assertion import assertions
from retrieval.answer import Answer, Status
from tests.paths import DEMO


def coded(display: str) -> dict[str, object]:
    return {
        "coding": [{"system": "http://snomed.info/sct", "code": "1", "display": display}],
        "text": display,
    }


def condition(id: str, name: str, status: str) -> dict[str, object]:
    return {
        "resourceType": "Condition", "id": id, "code": coded(name), "onsetDateTime": "2011-03-04",
        "clinicalStatus": {"coding": [{"code": "active"}]}, "verificationStatus": {"coding": [{"code": status}]},
        "subject": {"reference": "Patient/p1"}, "encounter": {"reference": "Encounter/e1"},
    }  # fmt: skip


RECORD = {
    "resourceType": "Bundle",
    "entry": [
        {"resource": each}
        for each in (
            {"resourceType": "Patient", "id": "p1", "gender": "female", "birthDate": "1950-06-15"},
            {"resourceType": "Encounter", "id": "e1", "status": "finished", "type": [coded("Encounter for problem")],
             "subject": {"reference": "Patient/p1"}, "period": {"start": "2011-03-04"}},
            condition("c1", "Atrial fibrillation", "confirmed"),
            condition("c2", "Asthma", "refuted"),
            condition("c3", "Epilepsy", "entered-in-error"),
            {"resourceType": "FamilyMemberHistory", "id": "f1", "relationship": coded("mother"),
             "patient": {"reference": "Patient/p1"}, "condition": [{"code": coded("Dementia")}]},
            {"resourceType": "MedicationRequest", "id": "m1", "status": "active", "authoredOn": "2011-03-04",
             "medicationCodeableConcept": coded("Rivaroxaban 20 MG Oral Tablet"),
             "reasonReference": [{"reference": "Condition/c1"}], "subject": {"reference": "Patient/p1"},
             "encounter": {"reference": "Encounter/e1"}},
        )
    ],
}  # fmt: skip
LABEL = """<document xmlns="urn:hl7-org:v3"><code code="34391-3" displayName="HUMAN PRESCRIPTION DRUG LABEL"/>
<title>Metformin tablets</title><effectiveTime value="20200101"/><setId root="0a1b2c3d-0000-4000-8000-000000000001"/>
<author><assignedEntity><representedOrganization><name>Example Pharma</name></representedOrganization></assignedEntity>
</author><component><structuredBody>
<component><section><code code="34067-9"/><title>INDICATIONS AND USAGE</title><text><paragraph>Metformin tablets are
indicated with diet and exercise to improve control of blood glucose in adults with type 2 diabetes.</paragraph></text>
</section></component>
<component><section><code code="34070-3"/><title>CONTRAINDICATIONS</title><text><paragraph>Metformin is contraindicated
in patients with lactic acidosis or severe kidney failure.</paragraph></text></section></component>
<component><section><code code="34084-4"/><title>ADVERSE REACTIONS</title><text><paragraph>The most common adverse
reactions were diarrhea and nausea.</paragraph></text></section></component>
</structuredBody></component></document>"""


@pytest.fixture(scope="module")
def service(
    open_home: Callable[[Path], MedGraph], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MedGraph]:
    home = tmp_path_factory.mktemp("patient")
    (home / "files").mkdir()
    (home / "files" / "record.json").write_text(json.dumps(RECORD))
    (home / "files" / "label.xml").write_text(LABEL)
    opened = open_home(home)
    opened.add_vocabulary(DEMO / "vocabulary.obo")
    report = opened.ingest([home / "files"])
    assert report.problems == [] and report.written == 3
    yield opened
    opened.close()


def ask(service: MedGraph, question: str) -> Answer:
    answer = service.ask(question)
    for citation in answer.citations:
        document = service.document(citation.document_id)
        assert document.text[citation.start : citation.end] == citation.quote
    return answer


def test_what_a_label_says_is_quoted_with_its_section(service: MedGraph) -> None:
    answer = ask(service, "What is metformin contraindicated in?")
    assert answer.status is Status.ANSWERED
    wanted = "Metformin is contraindicated in patients with lactic acidosis or severe kidney failure."
    best = next(citation for citation in answer.citations if citation.quote == wanted)
    assert (best.document_id, best.section) == (
        "setid:0a1b2c3d-0000-4000-8000-000000000001",
        "CONTRAINDICATIONS",
    )
    assert (best.tier, best.year, best.journal) == ("literature", 2020, "DailyMed")


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Does the patient have atrial fibrillation?", "Atrial fibrillation, active since 2011-03-04."),
        (
            "Does the patient take rivaroxaban?",
            "Rivaroxaban 20 MG Oral Tablet, prescribed on 2011-03-04; active; reason Atrial fibrillation.",
        ),
    ],
)
def test_what_a_record_says_is_quoted_with_its_encounter(
    service: MedGraph, question: str, quote: str
) -> None:
    answer = ask(service, question)
    assert answer.status is Status.ANSWERED
    assert quote in [citation.quote for citation in answer.citations]
    cited = next(citation for citation in answer.citations if citation.quote == quote)
    assert (cited.document_id, cited.tier, cited.year) == ("fhir:Encounter/e1", "user", 2011)
    assert cited.title == "Patient encounter of 2011-03-04: Encounter for problem"


@pytest.mark.parametrize(
    ("question", "name", "allowed"),
    [
        ("Does the patient have asthma?", "asthma", Assertion.NEGATED),
        ("What is known of asthma in this patient?", "asthma", Assertion.NEGATED),
        ("Does the patient have dementia?", "dementia", Assertion.OTHER_EXPERIENCER),
        ("Does the patient have epilepsy?", "epilepsy", None),
    ],
)
def test_what_is_not_so_is_never_an_affirmed_answer(
    service: MedGraph, question: str, name: str, allowed: Assertion | None
) -> None:
    answer = ask(service, question)
    for citation in answer.citations:
        start = citation.quote.casefold().find(name)
        if start >= 0:
            assert assertions(citation.quote, [(start, start + len(name))]) == [allowed]


def test_the_graph_knows_what_is_refuted_and_whose_it_is(service: MedGraph) -> None:
    states = {
        service.parts.store.concepts([mention.entity_id])[mention.entity_id].name: mention.assertion
        for graph in service.parts.store.graphs(["fhir:Encounter/e1", "fhir:Patient/p1"])
        for mention in graph.mentions
        if service.parts.store.concepts([mention.entity_id])
    }
    assert states["Asthma"] is Assertion.NEGATED
    assert states["Dementia"] is Assertion.OTHER_EXPERIENCER
    assert states["Atrial Fibrillation"] is Assertion.AFFIRMED
    assert "Epilepsy" not in states

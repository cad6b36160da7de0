"""What a record denies, doubts, plans or says of relatives is never read as affirmed of the patient."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from graph import Assertion, split_sentences
from ingest.assertion import assertions
from tests.ingest.readers.clinical.fhir.fhir_samples import Json, coded, condition, resource, statements_of

Tell = Callable[..., list[str]]


@pytest.fixture
def tell(tmp_path: Path) -> Tell:
    return partial(statements_of, tmp_path / "record.json")


LONG = "Chronic kidney disease stage 3 with a very long name that goes on until nobody can say what it was of diabetes"


@pytest.mark.parametrize(
    "name", ["Asthma", "Gout. Severe asthma", "Edema secondary to heart failure", LONG, "Is it gout?"]
)
@pytest.mark.parametrize(
    "given",
    [
        lambda name: condition(name, "refuted", onsetDateTime="2010"),
        lambda name: resource("MedicationStatement", status="not-taken", medicationCodeableConcept=coded(name)),
        lambda name: resource("MedicationRequest", status="cancelled", medicationCodeableConcept=coded(name)),
        lambda name: resource("MedicationRequest", doNotPerform=True, medicationCodeableConcept=coded(name)),
        lambda name: resource("Procedure", status="not-done", code=coded(name), statusReason=coded("Refused")),
        lambda name: resource("Immunization", status="not-done", vaccineCode=coded(name)),
        lambda name: resource("AllergyIntolerance", code=coded(name), verificationStatus=coded("x", "refuted")),
        lambda name: resource("Observation", code=coded(name), valueCodeableConcept=coded("Not detected")),
        lambda name: resource("Observation", code=coded(name), valueCodeableConcept=coded("Neg", "260385009")),
        lambda name: resource("Observation", code=coded(name), valueString="Negative."),
        lambda name: resource("Observation", code=coded(name), valueBoolean=False),
        lambda name: resource("Observation", code=coded(name), dataAbsentReason=coded("Not Performed")),
        lambda name: resource("Observation", code=coded(name), status="cancelled"),
        lambda name: resource("Observation", code=coded("Panel"), component=[
            {"code": coded(name), "valueCodeableConcept": coded("Absent")}]),
    ],
)  # fmt: skip
def test_what_is_not_so_is_never_read_as_so(tell: Tell, given: Callable[[str], Json], name: str) -> None:
    (line,) = tell(given(name))
    words = [m.span() for m in re.finditer(r"asthma|gout|edema|heart|kidney|diabetes", line, re.IGNORECASE)]
    assert words or "SNOMED CT" in line
    for sentence in split_sentences(line, 0, len(line)):
        inside = [
            (s - sentence.start, e - sentence.start) for s, e in words if sentence.start <= s < sentence.end
        ]
        assert set(assertions(sentence.of(line), inside)) <= {Assertion.NEGATED}


def assertion_of(line: str, word: str) -> Assertion:
    start = line.index(word)
    (found,) = assertions(line, [(start, start + len(word))])
    return found


@pytest.mark.parametrize("doubt", ["provisional", "differential", "unconfirmed"])
def test_a_doubtful_condition_is_uncertain(tell: Tell, doubt: str) -> None:
    (line,) = tell(condition("Asthma", doubt))
    assert line.startswith(f"Possible Asthma, {doubt}; active")
    assert assertion_of(line, "Asthma") is Assertion.UNCERTAIN


def test_what_is_planned_is_not_what_was_done(tell: Tell) -> None:
    given = resource(
        "MedicationRequest", status="active", intent="proposal", medicationCodeableConcept=coded("Aspirin")
    )
    (line,) = tell(given)
    assert assertion_of(line, "Aspirin") is Assertion.UNCERTAIN


def test_a_name_that_denies_is_not_denied_again(tell: Tell) -> None:
    none = coded("No known allergy", "716186003")
    refuted, doubted = tell(
        resource("AllergyIntolerance", "1", code=none, verificationStatus=coded("x", "refuted")),
        resource("AllergyIntolerance", "2", code=none, verificationStatus=coded("x", "unconfirmed")),
    )
    assert refuted == "No allergy to SNOMED CT 716186003, not present; refuted."
    assert doubted == "No known allergy, unconfirmed."


def test_family_history_is_of_somebody_else(tell: Tell) -> None:
    relative = resource(
        "FamilyMemberHistory", relationship=coded("Maternal grandmother"), name="Olga Quux",
        condition=[{"code": coded("Breast cancer"), "onsetAge": {"value": 45, "unit": "a"}, "outcome": coded("Died")},
                   {"code": coded(LONG)}],
    )  # fmt: skip
    first, second = tell(relative)
    assert first == (
        "Family history of Breast cancer, in the patient's family; maternal grandmother; "
        "onset at the age of 45 years; outcome Died."
    )
    assert assertion_of(first, "Breast cancer") is Assertion.OTHER_EXPERIENCER
    assert (
        assertion_of(second, "SNOMED CT" if LONG not in second else "diabetes") is Assertion.OTHER_EXPERIENCER
    )

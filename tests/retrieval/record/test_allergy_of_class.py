"""Who asks whether a medicine may be given is told of an allergy to one of its class, or to one that cross-reacts."""

from __future__ import annotations

import pytest

from api.service import MedGraph
from graph.store import Filter
from retrieval.question.drug_classes import relatives_of

LEAD = "Allergy or intolerance to one of the same class: "


@pytest.mark.parametrize(
    ("patient", "question", "told"),
    [
        ("anna", "Can she take cefalexin?", "Penicillin (rash)."),
        ("anna", "Is meropenem safe for her?", "Penicillin (rash)."),
        ("carl", "Can he take naproxen?", "ibuprofen"),
        ("jon", "Is piperacillin-tazobactam safe for this patient?", "flucloxacillin"),
        ("jon", "Would tazocin be ok?", "flucloxacillin"),
        ("jon", "May we give morphine?", "codeine"),
        ("carl", "Is it ok to give him aspirin?", "ibuprofen"),
    ],
)
def test_an_allergy_to_a_relative_is_told(records: MedGraph, patient: str, question: str, told: str) -> None:
    answer = records.ask(question, Filter(patients=(patient,)))
    assert any(claim.text.startswith(LEAD) and told in claim.text for claim in answer.claims), answer.text


def test_one_to_another_class_is_not(records: MedGraph) -> None:
    assert not records.ask("Can she take lithium?", Filter(patients=("anna",))).claims


@pytest.mark.parametrize(
    ("name", "relative", "is_one"),
    [
        ("co-trimoxazole", "sulfamethoxazole", True),
        ("Bactrim", "sulfa", True),
        ("naproxen", "ibuprofen", True),
        ("cefalexin", "penicillins", True),
        ("amoxicillin", "meropenem", True),
        ("co-amoxiclav", "amoxicillin", True),
        ("piperacillin-tazobactam", "penicillin", True),
        ("co-trimoxazole", "trimethoprim", True),
        ("iohexol", "iodinated contrast", True),
        ("amoxicillin", "azithromycin", False),
        ("magnesium sulfate", "sulfa", False),
        ("naproxen", "paracetamol", False),
    ],
)
def test_relatives(name: str, relative: str, is_one: bool) -> None:
    found = relatives_of(name)
    assert (found is not None and found.fullmatch(relative) is not None) is is_one


def test_one_word_of_what_is_asked_is_enough(records: MedGraph) -> None:
    answer = records.ask("Is chlorhexidine skin prep ok?", Filter(patients=("jon",)))
    assert [claim.text.partition(":")[0] for claim in answer.claims] == ["Allergy or intolerance"]


def test_no_known_allergy_is_none(records: MedGraph) -> None:
    assert not any(
        "NKDA" in c.text for c in records.ask("Can ibuprofen be given?", Filter(patients=("jon",))).claims
    )

"""The drugs of a class are known by the stems of their names."""

from __future__ import annotations

import pytest

from retrieval.question.drug_classes import members_of


@pytest.mark.parametrize(
    ("name", "drugs", "others"),
    [
        ("penicillin", "amoxicillin Augmentin PCN penicillin", "penicillamine cefalexin"),
        ("sulfa", "sulfamethoxazole sulfasalazine Bactrim", "sulfate"),
        ("statin", "atorvastatin simvastatin", "statin-free nystop"),
        ("ace inhibitor", "lisinopril ramipril", "april"),
        ("beta blocker", "metoprolol bisoprolol", "alcohol cholesterol"),
        ("blood thinner", "apixaban warfarin enoxaparin dabigatran", "heparan"),
        ("antibiotic", "fosfomycin gentamicin ertapenem linezolid norfloxacin", "amphotericin mycelium"),
        ("anticoagulants", "edoxaban acenocoumarol", "aspirin"),
        ("antiviral", "aciclovir oseltamivir lopinavir", "virus"),
        ("bisphosphonate", "alendronate", "phosphate"),
    ],
)
def test_classes_of_drugs(name: str, drugs: str, others: str) -> None:
    pattern = members_of(name)
    assert pattern is not None
    assert all(pattern.fullmatch(drug) for drug in drugs.split())
    assert not any(pattern.fullmatch(other) for other in others.split())


def test_what_is_no_class_has_no_drugs() -> None:
    assert members_of("gout") is None

"""What points back, and what only looks as if it did; what may be meant."""

from __future__ import annotations

import pytest

from retrieval.evidence.anaphora import Named, Pointing, may_name, pointer_of


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("It lowers blood pressure.", Pointing.ONE),
        ("However, it lowers blood pressure.", Pointing.ONE),
        ("Its use in children is limited.", Pointing.ONE),
        ("It is used to treat gout.", Pointing.ONE),
        ("It is thought to be caused by a virus.", Pointing.ONE),
        ("They may cause nausea.", Pointing.MANY),
        ("These are taken at night.", Pointing.MANY),
        ("Both of them raise the risk.", Pointing.MANY),
        ("She improved within a week.", Pointing.PERSON),
        ("The former causes cough.", Pointing.PAIR),
        ("This leads to swelling.", Pointing.STATEMENT),
        ("These patients recovered sooner.", Pointing.NAMED),
        ("In these patients, the risk was higher.", Pointing.NAMED),
        ("Such infections are treated with antibiotics.", Pointing.NAMED),
        ("Both drugs were well tolerated.", Pointing.NAMED),
        ("The drug is given twice daily.", Pointing.NAMED),
        ("The usual dose of this drug is 5 mg.", Pointing.NAMED),
    ],
)
def test_a_sentence_that_points_back(sentence: str, kind: Pointing) -> None:
    pointer = pointer_of(Named(sentence, ()))
    assert pointer is not None and pointer.kind is kind


@pytest.mark.parametrize(
    "sentence",
    [
        "Aspirin prevents stroke.",
        "It is known that aspirin prevents stroke.",
        "It is important to drink enough.",
        "It remains unclear why some people fall ill.",
        "This study examined 40 adults.",
        "These results suggest that aspirin prevents stroke.",
        "This is the first report of such a case.",
        "Those with gout drank more.",
        "Both aspirin and warfarin cause bleeding.",
        "Both stress granules and processing bodies were seen.",
        "The drug of choice is penicillin.",
        "These things may help: rest and water.",
        "Drugs such as aspirin cause bleeding.",
        "Aspirin inhibits platelets, and this effect lasts for days.",
        "The drug aspirin is old, but patients like this drug.",
        "IT-based care helps.",
    ],
)
def test_a_sentence_that_stands_by_itself(sentence: str) -> None:
    assert pointer_of(Named(sentence, ())) is None


def test_what_is_named_after_a_clause_is_meant_by_its_pronoun() -> None:
    sentence = "Although it is old, aspirin prevents stroke."
    assert pointer_of(Named(sentence, (("ChemicalEntity", sentence.index("aspirin")),))) is None
    assert pointer_of(Named(sentence, ())) is not None


@pytest.mark.parametrize(
    ("pointing", "before", "category", "expected"),
    [
        ("This drug causes cough.", "Ramipril was given to forty adults.", "ChemicalEntity", True),
        ("This drug causes cough.", "The weather was fine for a week.", "", False),
        ("These patients had a cough.", "Forty women took part in it.", "", True),
        ("These patients had a cough.", "The weather was fine for a week.", "", False),
        ("This disease is rare.", "Some speak of narcolepsy here.", "Disease", True),
        ("This disease is rare.", "Ramipril was given once.", "ChemicalEntity", False),
        ("The former is rare.", "Measles and mumps were seen.", "", True),
        ("The former is rare.", "Measles was seen.", "", False),
        ("He recovered.", "A 40-year-old man fell ill.", "", True),
        ("He recovered.", "Ramipril was bought.", "ChemicalEntity", False),
        ("They are rare.", "Tumours were found.", "", True),
        ("They are rare.", "Dosing", "", False),
        ("It is rare.", "Dosing", "", False),
        ("Such granules dissolve.", "Stress granules form in heat.", "", True),
    ],
)
def test_what_may_be_meant(pointing: str, before: str, category: str, expected: bool) -> None:
    pointer = pointer_of(Named(pointing, ()))
    assert pointer is not None
    assert may_name(Named(before, ((category, 0),) if category else ()), pointer) is expected

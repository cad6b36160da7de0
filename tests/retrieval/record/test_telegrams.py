"""Notes of one heading and telegraphic lines: what stands below it is told for what it is, and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.service import MedGraph
from graph import Tier
from graph.store import Filter
from tests.paths import DEMO

NOTES = {
    "june": """Ward round 3 June 2024
Allergies: latex (dermatitis), erythromycin (rash)
Pt takes warfarin 2 mg.
INR 5.8
Previously penicillin allergic - de-labelled after a negative oral challenge in 2022.
Dizzy on amlodipine, therefore swapped to lisinopril.
Clenil stopped -> Fostair 2 puffs bd. Digoxin restarted at 62.5 micrograms.
PEFR 380
""",
    "list": """Nursing note 1 June 2024
Allergies: nickel (eczema)
Codeine - not tolerated
Statins: stopped due to myalgia
Verapamil: changed because of constipation
Nitrofurantoin - stopped, pneumonitis
Tetracycline (de-labelled 2022), sulfa (hives)
""",
    "july": "Clinic review 4 July 2024. INR 2.4. PEFR 450.\n",
}


@pytest.fixture(scope="module")
def service(
    open_home: Callable[[Path], MedGraph], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MedGraph]:
    folder = tmp_path_factory.mktemp("telegrams")
    service = open_home(folder / "home")
    service.add_vocabulary(DEMO / "vocabulary.obo")
    for name, text in NOTES.items():
        (folder / f"{name}.txt").write_text(text)
    service.ingest([folder / f"{name}.txt" for name in NOTES], tier=Tier.USER, patient="p")
    yield service
    service.close()


def told(service: MedGraph, question: str) -> list[str]:
    return [claim.text for claim in service.ask(question, Filter(patients=("p",))).claims]


def test_what_is_measured_or_taken_below_allergies_is_none(service: MedGraph) -> None:
    lines = told(service, "Any allergies?")
    assert any("latex" in line for line in lines) and not any("INR" in line for line in lines)
    assert not any("takes warfarin" in line for line in lines)


def test_an_allergy_that_was_taken_back_is_none(service: MedGraph) -> None:
    assert not any(line.startswith("Allergy") for line in told(service, "Can she have amoxicillin?"))
    assert any(line.startswith("Allergy") for line in told(service, "Can she have azithromycin?"))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Is she on lisinopril?", "swapped to lisinopril"),
        ("Is she on digoxin?", "Digoxin restarted"),
        ("Is she on warfarin?", "takes warfarin"),
    ],
)
def test_what_is_taken(service: MedGraph, question: str, words: str) -> None:
    (line,) = told(service, question)
    assert words in line and not line.startswith("Not taken")


@pytest.mark.parametrize("question", ["Is she on amlodipine?", "Is she on Clenil?"])
def test_what_is_taken_no_longer(service: MedGraph, question: str) -> None:
    assert told(service, question)[0].startswith("Not taken now: ")


def test_a_trend_is_all_values_the_latest_first(service: MedGraph) -> None:
    assert ["2.4" in line for line in told(service, "What is the latest INR, and the trend?")] == [
        True,
        False,
    ]
    assert ["450" in line for line in told(service, "How has the peak flow changed?")] == [True, False]
    assert len(told(service, "What is the latest INR?")) == 1


def test_why_one_is_not_borne_is_never_left_out(service: MedGraph) -> None:
    lines = told(service, "Any allergies?")
    for words in ("nickel", "Codeine", "Statins", "Verapamil", "Nitrofurantoin", "sulfa"):
        assert any(words in line for line in lines), words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Can she have codeine?", "not tolerated"),
        ("Can she take simvastatin?", "Statins"),
        ("Can she have Bactrim?", "sulfa (hives)"),
    ],
)
def test_it_is_told_to_whoever_asks_for_one_of_its_class(
    service: MedGraph, question: str, words: str
) -> None:
    assert any(line.startswith("Allergy") and words in line for line in told(service, question))


def test_of_a_list_only_what_is_asked_is_taken_back(service: MedGraph) -> None:
    assert not any(line.startswith("Allergy") for line in told(service, "Can she have tetracycline?"))

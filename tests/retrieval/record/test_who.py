"""Whose records say so: everybody's are read, and each line tells whose it is and of whom it speaks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from api.service import MedGraph
from graph import Tier
from graph.store import Filter
from retrieval.answer import Status
from tests.paths import DEMO

NOTES = {
    "a": "PMH: type 2 diabetes, asthma",
    "b": "Family History: mother with diabetes.",
    "c": "Assessment: no diabetes. He had a hernia repair in 2010.",
}


def test_who_has_it(open_home: Callable[[Path], MedGraph], tmp_path: Path) -> None:
    service = open_home(tmp_path / "home")
    service.add_vocabulary(DEMO / "vocabulary.obo")
    for patient, text in NOTES.items():
        note = tmp_path / f"{patient}.txt"
        note.write_text(f"CLINIC NOTE\n{text}\n")
        service.ingest([note], tier=Tier.USER, patient=patient)
    answer = service.ask("Who has diabetes?", Filter(tiers=(Tier.USER,)))
    assert [claim.text for claim in answer.claims] == [
        "Patient a: PMH: type 2 diabetes, asthma",
        "Patient b: Of the family, not the patient: Family History: mother with diabetes.",
        "Patient c: Assessment: no diabetes.",
    ]
    assert "several patients" in answer.notice
    (claim,) = service.ask("Which patients had a hernia repair?", Filter(tiers=(Tier.USER,))).claims
    assert claim.text.startswith("Patient c: ")
    (claim,) = service.ask("Any procedures?", Filter(patients=("c",))).claims
    assert claim.text.endswith("He had a hernia repair in 2010.")
    assert service.ask("Who takes lithium?", Filter(tiers=(Tier.USER,))).status is Status.INSUFFICIENT

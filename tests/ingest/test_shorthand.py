"""Clinicians' notes are told from papers by how they are written."""

from __future__ import annotations

import pytest

from ingest.shorthand import is_shorthand


@pytest.mark.parametrize(
    "text",
    [
        "65 yo M w/ HTN, DM.",
        "PMH: HTN, s/p CABG.",
        "Patient with DM and HTN has CKD stage 3. SOB on exertion.",
        "Chief complaint: chest pain\nPast medical history: htn",
        "Pt c/o SOB x 2 days.",
        "ALLERGIES:\nPenicillin\n\nMEDICATIONS\nAspirin",
        "Metformin 500 mg BID, oxycodone PRN",
    ],
)
def test_a_note(text: str) -> None:
    assert is_shorthand(text)


@pytest.mark.parametrize(
    "text",
    [
        "Adults with AD of the skin got dupilumab. Dupilumab treated AD.",
        "Patients with RA (n = 90) were given methotrexate 15 mg weekly; HR 0.7 (95% CI 0.5 to 0.9).",
        "Assessment of allergies, medications and diagnoses in a plan of care.",
        "The drug was taken twice daily (bid).",
        "",
    ],
)
def test_a_paper(text: str) -> None:
    assert not is_shorthand(text)

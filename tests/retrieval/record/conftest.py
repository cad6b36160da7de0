"""The invented records of several patients, ingested once by the whole pipeline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.service import MedGraph
from tests.paths import DEMO

RECORDS = Path(__file__).parent / "records"
PATIENTS = {
    "anna": ("discharge.txt", "clinic.txt", "review.md"),
    "bruno": ("telegraphic.txt",),
    "carl": ("letter.txt",),
    "dora": ("flowsheet.txt",),
    "emma": ("emergency.txt",),
    "finn": ("soap.txt",),
    "gus": ("reconciliation.txt",),
    "hana": ("history.txt",),
    "kate": ("kate_gp.txt", "kate_clinic.txt"),
    "jon": ("switch_old.txt", "switch_new.txt", "ward.txt"),
    "ines": ("changes_2022.txt", "changes_2023.txt"),
}
"""Whose the notes are; the two records that say so themselves are those of `FHIR` and `CCDA`."""

FHIR, CCDA = "fhir:Patient/p7", "ccda:1.2.3.5|77"


@pytest.fixture(scope="session")
def records(
    open_home: Callable[[Path], MedGraph], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MedGraph]:
    """The workspace; tests only read it."""
    service = open_home(tmp_path_factory.mktemp("records"))
    service.add_vocabulary(DEMO / "vocabulary.obo")
    for patient, files in PATIENTS.items():
        assert not service.ingest([RECORDS / name for name in files], patient=patient).problems
    assert not service.ingest([RECORDS / "record.json", RECORDS / "summary.xml"]).problems
    yield service
    service.close()

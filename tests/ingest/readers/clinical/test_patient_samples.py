"""Patient records over real files, which are not in the repository: nothing they say is quoted here."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph import Document, Tier
from ingest.reading import read_paths
from tests.ingest.readers.conftest import check_offsets

CLINICAL = {
    "Encounter", "Condition", "Observation", "MedicationRequest", "Procedure", "Immunization", "DiagnosticReport",
    "CarePlan",
}  # fmt: skip


def documents(path: Path) -> list[Document]:
    results = list(read_paths([path]))
    found = [result for result in results if isinstance(result, Document)]
    assert len(found) == len(results)
    for document in found:
        check_offsets(document)
    return found


def resources(path: Path) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in json.loads(path.read_text())["entry"]]


def names(value: Any) -> Iterator[str]:
    """Every text and display of a coded concept at or below `value`."""
    if isinstance(value, list):
        for item in value:
            yield from names(item)
    elif isinstance(value, dict):
        if isinstance(value.get("coding"), list):
            found = [value.get("text"), *(coding.get("display") for coding in value["coding"])]
            yield from dict.fromkeys(name for name in found if name)
        for key, item in value.items():
            if key not in {"meta", "identifier", "extension"}:
                yield from names(item)


def plain(text: str) -> str:
    return " ".join(re.sub(r"[-_]", " ", text).casefold().split())


def fhir_files(formats: Path) -> list[Path]:
    found = sorted((formats / "fhir_r4").glob("*.json"))
    if not found:
        pytest.skip("no FHIR samples")
    return found


def test_every_encounter_is_a_document_of_its_day(formats: Path) -> None:
    for path in fhir_files(formats):
        found = {document.id: document for document in documents(path)}
        encounters = [each for each in resources(path) if each["resourceType"] == "Encounter"]
        assert found.keys() == {f"fhir:Encounter/{each['id']}" for each in encounters}
        for each in encounters:
            document, day = found[f"fhir:Encounter/{each['id']}"], each["period"]["start"][:10]
            assert document.title == f"Patient encounter of {day}: {each['type'][0]['text']}"
            assert (document.year, document.tier) == (int(day[:4]), Tier.USER)


def test_every_coded_fact_is_told(formats: Path) -> None:
    for path in fhir_files(formats):
        told = plain("\n".join(document.text for document in documents(path)))
        wanted = [
            name for each in resources(path) if each["resourceType"] in CLINICAL for name in names(each)
        ]
        kept = [name for name in wanted if plain(name) in told]
        assert len(wanted) > 100 and len(kept) / len(wanted) >= 0.99


def test_every_condition_medicine_and_result_has_its_own_line(formats: Path) -> None:
    for path in fhir_files(formats):
        told = "\n".join(document.text for document in documents(path))
        dated = {"Condition": "onsetDateTime", "MedicationRequest": "authoredOn", "Observation": "effectiveDateTime",
                 "Immunization": "occurrenceDateTime"}  # fmt: skip
        for each in resources(path):
            if each["resourceType"] in dated:
                coded = next(
                    each[c] for c in ("code", "vaccineCode", "medicationCodeableConcept") if c in each
                )
                day = each[dated[each["resourceType"]]][:10]
                name = re.escape(coded["text"])
                assert re.search(rf"^(?:Vaccination with )?{name}[:,].*{day}", told, re.MULTILINE), coded[
                    "text"
                ]


def test_nobody_is_named(formats: Path) -> None:
    for path in fhir_files(formats):
        told = "\n".join(document.text for document in documents(path))
        for each in resources(path):
            if each["resourceType"] in {"Patient", "Practitioner", "Organization"}:
                for name in each["name"] if isinstance(each["name"], list) else []:
                    assert name["family"] not in told
                for address in each.get("address", []):
                    assert all(line not in told for line in address.get("line", []))


def test_the_clinical_note_keeps_every_word(formats: Path) -> None:
    (path,) = (formats / "clinical_note").iterdir()
    (document,) = documents(path)
    wanted, present = (Counter(re.findall(r"\w+", text)) for text in (path.read_text(), document.text))
    assert (wanted & present).total() == wanted.total()
    assert "Family History" in {section.heading for section in document.sections}

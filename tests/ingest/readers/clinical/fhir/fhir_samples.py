"""Small FHIR records of our own, and the documents they become."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from graph import Document
from ingest.readers import ReadResult
from ingest.reading import read_paths
from tests.ingest.readers.conftest import check_offsets

Json = dict[str, Any]


def coded(display: str, code: str = "1", system: str = "http://snomed.info/sct", **more: Any) -> Json:
    return {"coding": [{"system": system, "code": code, "display": display}], **more}


def encoded(text: str | bytes) -> str:
    return base64.b64encode(text.encode() if isinstance(text, str) else text).decode()


def resource(kind: str, id: str = "r1", **fields: Any) -> Json:
    return {"resourceType": kind, "id": id, **fields}


def bundle(*resources: Json, **fields: Any) -> Json:
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": r} for r in resources],
        **fields,
    }


def documents(results: list[ReadResult]) -> list[Document]:
    found = [result for result in results if isinstance(result, Document)]
    for document in found:
        check_offsets(document)
    return found


PATIENT = resource(
    "Patient", "p1", gender="female", birthDate="1950-06-15", name=[{"family": "Quux", "given": ["Wanda"]}],
    identifier=[{"value": "MRN-778899"}], address=[{"line": ["7 Nowhere Lane"], "city": "Plumville"}],
    telecom=[{"value": "555-0199"}],
)  # fmt: skip
ENCOUNTER = resource(
    "Encounter", "e1", status="finished", subject={"reference": "Patient/p1"}, type=[coded("Encounter for problem")],
    period={"start": "2011-03-04T09:00:00Z", "end": "2011-03-04T09:30:00Z"}, **{"class": {"code": "AMB"}},
    reasonCode=[coded("Shortness of breath")], hospitalization={"dischargeDisposition": coded("Home")},
)  # fmt: skip
IN_ENCOUNTER: Json = {"subject": {"reference": "Patient/p1"}, "encounter": {"reference": "Encounter/e1"}}
ACTIVE = {
    "clinicalStatus": coded("Active", "active", "http://terminology.hl7.org/CodeSystem/condition-clinical")
}


def condition(name: str, verification: str = "confirmed", **fields: Any) -> Json:
    usual = {
        "code": coded(name, "44054006"),
        "verificationStatus": {"coding": [{"code": verification}]},
        **ACTIVE,
    }
    return resource("Condition", "c1", **{**usual, **fields})


def statements_of(path: Path, *resources: Json) -> list[str]:
    """The lines that the reader makes of resources, titles and headings aside; `path` is where the file is written."""
    path.write_text(json.dumps(bundle(*resources)))
    lines = []
    for document in documents(list(read_paths([path]))):
        for section in document.sections[1:]:
            lines += document.text[section.start : section.end].split("\n")
    return lines

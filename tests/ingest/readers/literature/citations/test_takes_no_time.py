"""Hostile references: whatever is repeated, reading stays linear. Measured in processor time, as machines are busy."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest

from ingest.readers import ReadResult
from ingest.readers.literature.citations.ris import RisReader
from ingest.readers.metadata.identifiers import doi_in, own_notes, pmid_in
from tests.ingest.readers.test_mutations import Bytes

Read = Callable[..., list[ReadResult]]
N = 100_000
BIB = "@article{a,\n title = {T},\n author = {%s}\n}\n"
FILES = [
    ("bibtex", "@article{x, title = {" + "a = {" * N),
    ("bibtex", BIB % ("Doe Jane x " * N)),
    ("bibtex", BIB % "and ".join(["D, J "] * N)),
    ("ris", "TY  - JOUR\nTI  - T\nUR  - " + "ovidweb.cgi?" * N + "\nER  - \n"),
    ("ris", "TY  - JOUR\nTI  - T\nN1  - " + "10.5555/a " * N + "\nER  - \n"),
    ("ris", "TY  - JOUR\nTI  - T\nAB  - " + "Methods. A " * N + "\nER  - \n"),
    ("ris", "TY  - JOUR\n" + "AU  - Doe, J\n" * N + "TI  - T\nER  - \n"),
    ("citation-table", 'Title,Authors,DOI\nT,"' + "Doe, J., " * 14_000 + '",x\n'),
    ("enw", "%0 Book\n" + "%A Doe, J\n" * N + "%T T\n"),
    (
        "clinicaltrials",
        json.dumps(
            {
                "protocolSection": {
                    "identificationModule": {"nctId": "NCT00000001", "briefTitle": "T"},
                    "eligibilityModule": {"eligibilityCriteria": "\n" * N + "- \n" * N + "inclusion " * N},
                }
            }
        ),
    ),
    (
        "openfda",
        json.dumps(
            [{"set_id": "a" * 36, "openfda": {}, "warnings": [" " * N + "\u2022 " * N + "1.1 A" * N]}]
        ),
    ),
]


@pytest.mark.parametrize(("format", "content"), FILES, ids=range(len(FILES)))
def test_reading(read: Read, format: str, content: str) -> None:
    start = time.process_time()
    assert read(format, content)
    assert time.process_time() - start < 10


@pytest.mark.parametrize("piece", ["TY-\n", "TY  -\n", "ty - x\n", "T1  - a\n", "PT J\n\n", "@a{"])
def test_telling_and_finding(piece: str) -> None:
    start = time.process_time()
    head = (piece * 20_000)[:16384].encode()
    RisReader().accepts(Bytes(head), head)
    for find in (doi_in, pmid_in, lambda text: own_notes([text])):
        find(piece * N)
    assert time.process_time() - start < 5

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph import Document
from graph.parsing import Problem
from ingest.readers import ReadResult

Read = Callable[..., list[ReadResult]]

RECORD = """TY  - JOUR
T1  - Aspirin in fever
AU  - Doe, Jane A.
A1  - Roe, Richard
PY  - 2019/05/01/
JF  - Demo Journal
JO  - Dem J
N2  - Background: Fever is common.
Methods: We gave aspirin.
DO  - https://doi.org/10.5555/demo
UR  - https://example.org/demo
LA  - English
ER  - 
"""


def documents(results: list[ReadResult]) -> list[Document]:
    assert all(isinstance(result, Document) for result in results), results
    return [result for result in results if isinstance(result, Document)]


def test_a_record(read: Read) -> None:
    (document,) = documents(read("ris", RECORD))
    assert (document.id, document.url) == ("doi:10.5555/demo", "https://doi.org/10.5555/demo")
    assert document.title == "Aspirin in fever"
    assert [(s.heading, s.kind.value) for s in document.sections[1:]] == [
        ("Background", "introduction"),
        ("Methods", "methods"),
    ]
    assert document.authors == ("Doe Jane A.", "Roe Richard")
    assert (document.year, document.journal, document.language) == (2019, "Demo Journal", "en")
    assert document.publication_types == ("Journal Article",)


@pytest.mark.parametrize(
    ("fields", "identifier"),
    [
        ("AN  - 77\nDB  - PubMed", "pmid:77"),
        ("AN  - 77\nDP  - NLM", "pmid:77"),
        ("AN  - 77\nDO  - 10.5555/x", "doi:10.5555/x"),
        ("AN  - rayyan-77\nDB  - PubMed\nDO  - doi: 10.5555/x", "doi:10.5555/x"),
        ("UR  - https://pubmed.ncbi.nlm.nih.gov/78/\nDO  - 10.5555/x", "pmid:78"),
    ],
)
def test_identity(read: Read, fields: str, identifier: str) -> None:
    (document,) = documents(read("ris", f"TY  - JOUR\nTI  - T\n{fields}\nER  -\n"))
    assert document.id == identifier


def test_without_ids_the_content_is_the_id_and_the_address_is_kept(read: Read) -> None:
    content = "TY  - RPRT\nTI  - {}\nUR  - https://example.org/a\nER  -\n"
    first, again, other = documents(read("ris", content.format("A") * 2 + content.format("B")))
    assert first.id == again.id != other.id
    assert first.id.startswith("file:")
    assert first.url == "https://example.org/a"


def test_lines_before_the_first_record_and_between_them(read: Read) -> None:
    preface = 'Provider: Demo\nContent: text/plain; charset="UTF-8"\n\n'
    results = read("ris", preface + RECORD + "\n\n" + RECORD.replace("  - ", " - ").replace("demo", "two"))
    assert [d.id for d in documents(results)] == ["doi:10.5555/demo", "doi:10.5555/two"]


def test_a_record_without_an_end(read: Read) -> None:
    results = read("ris", "TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\nAB  - Cut in the mid")
    assert [d.title for d in documents(results)] == ["One", "Two"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(read: Read, encoding: str) -> None:
    content = "TY  - JOUR\r\nTI  - Menière’s disease\r\nER  - \r\n".encode(encoding)
    assert documents(read("ris", content))[0].title == "Menière’s disease"


def test_a_bad_record_is_a_problem_and_reading_goes_on(read: Read) -> None:
    problem, document = read("ris", "TY  - JOUR\nAU  - Doe\nER  -\n" + RECORD)
    assert isinstance(problem, Problem)
    assert (problem.place, problem.reason) == ("record 1", "neither title nor abstract")
    assert isinstance(document, Document)


def test_a_doi_that_holds_no_doi(read: Read) -> None:
    """Found by tests/fuzz/readers.py: NUL characters went into the id."""
    (document,) = documents(read("ris", "TY  - JOUR\nTI  - Fever\nDO  - 10.5555/d\0\0emo\nER  - \n"))
    assert "\0" not in document.id + document.url

from __future__ import annotations

from collections.abc import Callable

from graph import Document
from graph.parsing import Problem
from ingest.readers import ReadResult

Read = Callable[..., list[ReadResult]]
RECORD = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Doe, J
   Roe, R
AF Doe, Jane
   Roe, Richard
TI Interactions of aspirin
   with fever
SO DEMO JOURNAL
LA English
DT Article; Retracted Publication
AB Aspirin lowered fever
   in 9 adults.
CR Other A, 1984, V83, DOI 10.5555/other
PY 2004
DI 10.5555/W.1
UT WOS:000221836800001
PM 99990701
ER

PT J
AU Poe, E
TI Ibuprofen
UT MEDLINE:99990702
ER

EF
"""


def test_records(read: Read) -> None:
    first, second = read("web-of-science", "\ufeff" + RECORD.replace("\n", "\r\n"))
    assert isinstance(first, Document) and isinstance(second, Document)
    assert first.text == "Interactions of aspirin with fever\n\nAspirin lowered fever in 9 adults."
    assert first.identifiers == ("pmid:99990701", "doi:10.5555/w.1")
    assert (first.year, first.journal, first.language) == (2004, "DEMO JOURNAL", "en")
    assert first.authors == ("Doe Jane", "Roe Richard")
    assert first.publication_types == ("Article", "Retracted Publication") and first.retracted
    assert (second.id, second.authors) == ("pmid:99990702", ("Poe E",))


def test_a_record_without_text_is_a_problem(read: Read) -> None:
    (problem,) = read("web-of-science", "PT J\nAU Doe, J\nER\nEF\n")
    assert isinstance(problem, Problem) and "neither title nor abstract" in problem.reason


def test_the_doi_of_the_book_is_not_the_papers(read: Read) -> None:
    fields = ["TI Zinc", "AB It helps.", "D2 10.5555/book", "DI 10.5555/paper"]
    (document,) = read(
        "web-of-science", "\n".join(["FN Clarivate", "VR 1.0", "PT J", *fields, "ER", "EF", ""])
    )
    assert isinstance(document, Document) and document.id == "doi:10.5555/paper"

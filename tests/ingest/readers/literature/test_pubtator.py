from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

from graph import Document, SectionKind
from graph.parsing import FileSource, Problem
from ingest.readers import ReadResult
from ingest.readers.literature import pubtator
from ingest.reading import READERS
from tests.ingest.readers.mutation import disturbed, hostile, only_documents_and_problems

Read = Callable[..., list[ReadResult]]

SAMPLE = (
    "101|t|Aspirin in fever.\n"
    "101|a|Fever fell | in 3 of 4.\n"
    "101\t0\t7\tAspirin\tChemical\tD001241\n"
    "101\tCID\tD001241\tD005334\n"
    "\n"
    "102|t|Coughs\n"
    "102|a|\n"
)


def test_title_and_abstract(read: Read) -> None:
    first, second = read("pubtator", SAMPLE)
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.id, first.url) == ("pmid:101", "https://pubmed.ncbi.nlm.nih.gov/101/")
    assert first.text == "Aspirin in fever.\n\nFever fell | in 3 of 4."
    assert [section.kind for section in first.sections] == [SectionKind.TITLE, SectionKind.ABSTRACT]
    assert (second.id, second.text) == ("pmid:102", "Coughs")


def test_records_need_no_blank_line_between_and_line_ends_may_be_any(read: Read) -> None:
    content = "\ufeff" + SAMPLE.replace("\n\n", "\n").replace("\n", "\r\n")
    assert [r.id for r in read("pubtator", content) if isinstance(r, Document)] == ["pmid:101", "pmid:102"]


@pytest.mark.parametrize(
    ("name", "identifier"), [("PMC7", "pmc:PMC7"), ("10.1/x", "doi:10.1/x"), ("dev-3", "file:")]
)
def test_identity(read: Read, name: str, identifier: str) -> None:
    (document,) = read("pubtator", f"{name}|t|T\n")
    assert isinstance(document, Document) and document.id.startswith(identifier)


def test_lines_of_no_record_are_problems_and_reading_goes_on(read: Read) -> None:
    content = b"1\t0\t2\tx\n1|t|T\nodd\n2\t0\t1\tT\tX\n1|a|caf\xe9\n\n2|t|\n3|t|U\n"
    results = read("pubtator", content)
    problems = {r.place: r.reason for r in results if isinstance(r, Problem)}
    assert list(problems) == ["line 1", "line 3", "line 4", "line 5", "line 7"]
    assert "no title" in problems["line 1"] and "UTF-8" in problems["line 5"]
    assert problems["line 7"] == "2: neither title nor abstract"
    assert [r.id for r in results if isinstance(r, Document)] == ["pmid:1", "pmid:3"]


def test_a_record_over_the_limit_is_not_held(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pubtator, "_MAX_BYTES", 100)
    content = "1|t|T\n" + "1\t0\t1\tT\tX\n" * 50 + "2|t|" + "x" * 200 + "\n3|t|U\n"
    line, record, document = read("pubtator", content)
    assert isinstance(line, Problem) and line.place == "line 52"
    assert isinstance(record, Problem) and (record.place, "longer" in record.reason) == ("line 1", True)
    assert isinstance(document, Document) and document.id == "pmid:3"


@pytest.mark.parametrize(
    ("content", "accepted"),
    [("101|t|T", True), ("\ufeff\n101|t|T", True), ("a note | t | x", False), ("101|x|T", False)],
)
def test_detection(content: str, accepted: bool) -> None:
    assert READERS["pubtator"].accepts(FileSource(Path("a.txt")), content.encode()) is accepted


@hostile
@given(content=disturbed(SAMPLE.encode()))
def test_disturbed(tmp_path: Path, content: bytes) -> None:
    only_documents_and_problems("pubtator", tmp_path / "a", content)

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from graph import Document, SectionKind
from graph.parsing import FileSource, Problem
from ingest.readers import ReadResult
from ingest.reading import READERS
from tests.ingest.readers.mutation import disturbed, hostile, mutated, only_documents_and_problems

Read = Callable[..., list[ReadResult]]


def paragraph(section: Any, text: str) -> dict[str, Any]:
    return {"section": section, "text": text, "cite_spans": [], "ref_spans": []}


PARSE: dict[str, Any] = {
    "abstract": [paragraph("Abstract", "Coughs are loud."), paragraph("Abstract", "They are many.")],
    "body_text": [
        paragraph("Introduction", "We begin."),
        paragraph("Introduction", "We go on."),
        paragraph("Patients ::: Methods", "We listened."),
        paragraph([["3", "Results"]], "It was loud."),
    ],
    "bib_entries": {"BIBREF0": {"title": "A book", "authors": []}},
    "ref_entries": {
        "FIGREF0": {"text": "A microphone.", "type": "figure", "latex": None},
        "TABREF0": {"text": "Loudness by town", "type_str": "table", "content": "<table>9</table>"},
        "EQREF0": {"text": "x = 1", "type": "equation"},
    },
    "back_matter": [paragraph("Funding", "By the town.")],
}
AUTHORS = [{"first": "Jane", "middle": ["A", "B"], "last": "Doe", "suffix": "Jr"}, {"last": "Roe"}]
RELEASE: dict[str, Any] = {"paper_id": "1234", "_pdf_hash": "ab", **PARSE}
DOC2JSON: dict[str, Any] = {
    "paper_id": "0123456789abcdef0123456789abcdef01234567",
    "header": {"generated_with": "demo"},
    "title": "Coughs of the north",
    "authors": AUTHORS,
    "year": "2019",
    "venue": "Demo J",
    "identifiers": {"doi": "10.1/x"},
    "abstract": "Another abstract.",
    "pdf_parse": PARSE | {"body_text": [paragraph("Introduction", "We bcgin.")]},
    "latex_parse": PARSE | {"abstract": []},
}
OLDER: dict[str, Any] = {
    "paper_id": "0123456789abcdef0123456789abcdef01234567",
    "metadata": {"title": "Coughs of the north", "authors": AUTHORS, "year": "2006"},
    **PARSE,
}


def one(read: Read, paper: Any) -> Document:
    (result,) = read("s2orc", json.dumps(paper))
    assert isinstance(result, Document)
    return result


def test_a_release_has_sections_and_captions_but_no_title(read: Read) -> None:
    document = one(read, RELEASE)
    assert (document.id, document.title) == ("s2:1234", "")
    assert document.url == "https://api.semanticscholar.org/CorpusID:1234"
    assert [(s.heading, s.kind, document.text[s.start : s.end]) for s in document.sections] == [
        ("", SectionKind.ABSTRACT, "Coughs are loud.\nThey are many."),
        ("Introduction", SectionKind.INTRODUCTION, "We begin.\nWe go on."),
        ("Patients", SectionKind.METHODS, "We listened."),
        ("Results", SectionKind.RESULTS, "It was loud."),
        ("", SectionKind.CAPTION, "A microphone."),
        ("", SectionKind.CAPTION, "Loudness by town"),
        ("Funding", SectionKind.OTHER, "By the town."),
    ]


def test_doc2json_has_metadata_and_the_parse_of_the_source_wins(read: Read) -> None:
    document = one(read, DOC2JSON)
    assert (document.id, document.url) == ("doi:10.1/x", "https://doi.org/10.1/x")
    assert document.text.startswith("Coughs of the north\n\nAnother abstract.\n\nIntroduction\nWe begin.")
    assert (document.year, document.journal) == (2019, "Demo J")
    assert document.authors == ("Doe Jane A B Jr", "Roe")
    assert "bcgin" in one(read, DOC2JSON | {"latex_parse": None}).text


def test_metadata_beside_the_parse(read: Read) -> None:
    document = one(read, OLDER)
    assert (document.id, document.year) == ("file:0123456789abcdef", 2006)
    assert document.authors[0] == "Doe Jane A B Jr"


@pytest.mark.parametrize(
    ("identifiers", "identifier"),
    [
        ({"pmid": "5", "doi": "10.1/x"}, "pmid:5"),
        ({"pmc_id": "PMC7", "pubmed_id": "5"}, "pmc:PMC7"),
        ({"doi": None}, "file:0123456789abcdef"),
    ],
)
def test_identity(read: Read, identifiers: dict[str, Any], identifier: str) -> None:
    assert one(read, DOC2JSON | {"identifiers": identifiers}).id == identifier


def test_an_id_of_no_kind_leaves_it_to_the_content(read: Read) -> None:
    assert one(read, RELEASE | {"paper_id": "x"}).id.startswith("file:")


def test_one_a_line_with_a_bad_one_between(read: Read) -> None:
    results = read("s2orc", "\n".join(map(json.dumps, [RELEASE, {"paper_id": "7"}, ["x"], DOC2JSON])) + "\n{")
    assert [r.id for r in results if isinstance(r, Document)] == ["s2:1234", "doi:10.1/x"]
    problems = [(r.place, r.reason) for r in results if isinstance(r, Problem)]
    assert [place for place, _ in problems] == ["line 2", "line 3", "line 5"]
    assert problems[0][1] == "paper '7': neither title nor text" and "not a paper but str" in problems[1][1]


@pytest.mark.parametrize(
    ("content", "accepted"),
    [
        (json.dumps(RELEASE), True),
        (json.dumps(DOC2JSON, indent=2), True),
        (json.dumps([OLDER]), True),
        ('{"paper_id": "1"}', False),
        ('{"id": "1", "abstract": ""}', False),
    ],
)
def test_detection(content: str, accepted: bool) -> None:
    assert READERS["s2orc"].accepts(FileSource(Path("a.json")), content.encode()) is accepted


@hostile
@given(value=mutated([RELEASE, DOC2JSON, OLDER]))
def test_any_value_anywhere(tmp_path: Path, value: Any) -> None:
    only_documents_and_problems("s2orc", tmp_path / "a", json.dumps(value).encode())


@hostile
@given(content=disturbed(json.dumps(DOC2JSON).encode()))
def test_disturbed(tmp_path: Path, content: bytes) -> None:
    only_documents_and_problems("s2orc", tmp_path / "a", content)

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from graph import Document, Notice, NoticeKind, SectionKind
from graph.parsing import FileSource, Problem
from ingest.readers import ReadResult
from ingest.readers.literature.europepmc_text import abstract_parts, text_of_markup
from ingest.reading import READERS
from tests.ingest.readers.mutation import disturbed, hostile, mutated, only_documents_and_problems

Read = Callable[..., list[ReadResult]]

CORE: dict[str, Any] = {
    "id": "101",
    "source": "MED",
    "pmid": "101",
    "pmcid": "PMC7",
    "doi": "10.1/x",
    "title": "Coughs of <i>Canis</i> &amp; others",
    "authorString": "Doe J, Roe R, The Group.",
    "authorList": {
        "author": [
            {"fullName": "Doe J", "firstName": "Jane", "lastName": "Doe", "initials": "J"},
            {"fullName": "Roe R", "lastName": "Roe", "initials": "R"},
            {"collectiveName": "The Group"},
        ]
    },
    "journalInfo": {"yearOfPublication": 2019, "journal": {"title": "Demo J", "essn": "1"}},
    "pubYear": "2020",
    "abstractText": "<h4>Background</h4>Dogs cough (p<0.05).<h4>Funding:</h4><p>None.</p>",
    "language": "ger",
    "pubTypeList": {"pubType": ["Journal Article", "Review"]},
    "license": "cc by",
    "dateOfRevision": "2021-02-03",
    "commentCorrectionList": {
        "commentCorrection": [
            {"id": "9", "source": "MED", "reference": "Demo J. 2020", "type": "Erratum in", "orderIn": 1},
            {"source": "MED", "reference": "Demo J. 2021", "type": "Comment in"},
        ]
    },
    "meshHeadingList": {"meshHeading": [{"majorTopic_YN": "N", "descriptorName": "Dogs"}]},
}


def wrapped(value: Any) -> Any:
    """Every value in a list, as some exporters write it."""
    if not isinstance(value, dict):
        return str(value)
    items = {key: inner if isinstance(inner, list) else [inner] for key, inner in value.items()}
    return {key: [wrapped(item) for item in inner] for key, inner in items.items()}


def search(*results: Any) -> dict[str, Any]:
    return {
        "version": "6.9",
        "hitCount": len(results),
        "request": {"query": "x"},
        "resultList": {"result": results},
    }


def one(read: Read, result: Any) -> Document:
    (document,) = read("europepmc", json.dumps(search(result)))
    assert isinstance(document, Document)
    return document


def test_a_core_result(read: Read) -> None:
    document = one(read, CORE)
    assert (document.id, document.url) == ("pmid:101", "https://pubmed.ncbi.nlm.nih.gov/101/")
    assert document.title == "Coughs of Canis & others"
    assert [(s.heading, s.kind, document.text[s.start : s.end]) for s in document.sections[1:]] == [
        ("Background", SectionKind.INTRODUCTION, "Dogs cough (p<0.05)."),
        ("Funding", SectionKind.ABSTRACT, "None."),
    ]
    assert (document.year, document.journal, document.language) == (2019, "Demo J", "de")
    assert document.authors == ("Doe Jane", "Roe R", "The Group")
    assert document.publication_types == ("Journal Article", "Review")
    assert (document.licence, document.revised) == ("cc by", "2021-02-03")
    assert document.notices == (Notice(NoticeKind.ERRATUM_IN, "pmid:9", "Demo J. 2020"),)
    assert not document.retracted


def test_values_in_lists_of_one(read: Read) -> None:
    (document,) = read("europepmc", json.dumps([wrapped(CORE)]))
    assert document == one(read, CORE)


def test_a_lite_result(read: Read) -> None:
    lite = {
        "id": "PPR5",
        "source": "PPR",
        "title": "Coughs",
        "authorString": "Doe J, Roe R.",
        "journalTitle": "Demo J",
        "firstPublicationDate": "2018-05-06",
    }
    document = one(read, lite)
    assert (document.id, document.url) == ("ppr:PPR5", "https://europepmc.org/article/PPR/PPR5")
    assert (document.year, document.journal, document.authors) == (2018, "Demo J", ("Doe J", "Roe R"))


@pytest.mark.parametrize(
    ("ids", "identifier"),
    [
        ({"source": "MED", "id": "5"}, "pmid:5"),
        ({"source": "PMC", "id": "PMC5"}, "pmc:PMC5"),
        ({"source": "PPR", "id": "PPR5", "doi": "10.1/y"}, "doi:10.1/y"),
        ({"source": "AGR", "id": "IND5"}, "agr:IND5"),
        ({"DOI": "10.1/y"}, "doi:10.1/y"),
    ],
)
def test_identity(read: Read, ids: dict[str, str], identifier: str) -> None:
    assert one(read, {"title": "T"} | ids).id == identifier


def test_retractions(read: Read) -> None:
    link = {"type": "Retraction in", "source": "MED", "id": "8"}
    assert one(read, CORE | {"commentCorrectionList": {"commentCorrection": [link]}}).retracted
    assert one(read, CORE | {"pubTypeList": {"pubType": "Retracted Publication"}}).retracted


def test_bad_results_are_problems_and_reading_goes_on(read: Read) -> None:
    results = read(
        "europepmc", json.dumps(search({"title": "T"}, 5, CORE | {"title": "", "abstractText": None}, CORE))
    )
    reasons = [(r.place, r.reason) for r in results if isinstance(r, Problem)]
    assert reasons == [
        ("record 1", "no id: neither pmid, pmcid, doi, nor source and id"),
        ("record 2", "not a result but int"),
        ("record 3", "pmid:101: neither title nor abstract"),
    ]
    assert isinstance(results[3], Document)


def test_pages_of_a_search_one_a_line(read: Read) -> None:
    pages = "\n".join(json.dumps(search(CORE | {"pmid": str(number)})) for number in (1, 2))
    assert [r.id for r in read("europepmc", pages) if isinstance(r, Document)] == ["pmid:1", "pmid:2"]


def test_only_tags_are_taken_out() -> None:
    assert text_of_markup("a <b>b</b> <c> 1<i>2</i> x&lt;y &#945;<br/>z") == "a b <c> 12 x<y α\nz"
    parts = abstract_parts("Before.<H4 class='x'>Aim &amp; scope:</H4>After.")
    assert [(part.heading, part.body) for part in parts] == [("", "Before."), ("Aim & scope", "After.")]


def test_headings_that_never_close_do_not_take_long() -> None:
    began = time.monotonic()
    abstract_parts("<h4>" * 300_000)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("content", "accepted"),
    [
        (json.dumps(search(CORE)), True),
        (json.dumps([CORE]), True),
        (json.dumps([wrapped(CORE)]), True),
        ('{"id": "1", "source": "x", "text": "t"}', False),
    ],
)
def test_detection(content: str, accepted: bool) -> None:
    assert READERS["europepmc"].accepts(FileSource(Path("a.json")), content.encode()) is accepted


@hostile
@given(value=mutated(search(CORE, wrapped(CORE))))
def test_any_value_anywhere(tmp_path: Path, value: Any) -> None:
    only_documents_and_problems("europepmc", tmp_path / "a", json.dumps(value).encode())


@hostile
@given(content=disturbed(json.dumps(search(CORE)).encode()))
def test_disturbed(tmp_path: Path, content: bytes) -> None:
    only_documents_and_problems("europepmc", tmp_path / "a", content)

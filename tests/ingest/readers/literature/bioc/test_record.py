"""BioC, as XML and as JSON: the same documents come out of both."""

from __future__ import annotations

import dataclasses
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from graph import Document, SectionKind, Tier
from graph.parsing import FileSource, Problem
from ingest.readers import ReadResult
from ingest.reading import READERS, read_paths
from tests.ingest.readers.literature.bioc.bioc_samples import ABSTRACT, FULL_TEXT, as_xml, collection, passage
from tests.ingest.readers.mutation import disturbed, hostile, mutated, only_documents_and_problems

Read = Callable[..., list[ReadResult]]
Both = Callable[[dict[str, Any]], Document]


@pytest.fixture
def both(read: Read) -> Both:
    """The document that a sample is, both as XML and as JSON."""

    def run(sample: dict[str, Any]) -> Document:
        (from_json,) = read("bioc-json", json.dumps(collection(sample)))
        (from_xml,) = read("bioc-xml", as_xml(sample))
        assert isinstance(from_json, Document)
        assert from_json == from_xml
        return from_json

    return run


def test_an_abstract_of_pubtator(both: Both) -> None:
    document = both(ABSTRACT)
    assert document.id == "pmid:101"
    assert document.url == "https://pubmed.ncbi.nlm.nih.gov/101/"
    assert document.text == "Aspirin in fever.\n\nFever fell in 3 of 4. No harm was seen."
    assert [section.kind for section in document.sections] == [SectionKind.TITLE, SectionKind.ABSTRACT]
    assert (document.year, document.journal, document.authors) == (2019, "Demo J", ("Doe J", "Roe R"))


def test_a_full_text_of_pmc(both: Both) -> None:
    document = both(FULL_TEXT)
    assert document.id == "pmc:PMC77"
    assert document.title == "Coughs of the north"
    assert [(s.heading, s.kind, document.text[s.start : s.end]) for s in document.sections[1:]] == [
        ("Background", SectionKind.ABSTRACT, "Coughs are loud.\nThey are many."),
        ("Introduction", SectionKind.INTRODUCTION, "We begin."),
        ("Patients", SectionKind.METHODS, "We listened.\nThen we wrote."),
        ("", SectionKind.CAPTION, "A microphone.\nIt is red."),
        ("", SectionKind.CAPTION, "Loudness by town"),
        ("Competing interests", SectionKind.OTHER, "None."),
    ]
    assert (document.year, document.licence) == (2020, "CC BY")
    assert document.authors == ("Doe Jane A", "Roe Rita", "The Cough Group")


@pytest.mark.parametrize(
    ("name", "infons", "full_text", "identifier"),
    [
        ("5", {}, False, "pmid:5"),
        ("PMC5", {}, True, "pmc:PMC5"),
        ("PMC5", {"article-id_pmid": "6"}, False, "pmid:6"),
        ("5", {"article-id_pmc": "PMC7"}, False, "pmid:5"),
        ("5", {"article-id_pmc": "PMC7"}, True, "pmc:PMC7"),
        ("7", {"article-id_pmc": "7"}, True, "pmc:PMC7"),
        ("x", {"article-id_doi": "10.1/y"}, False, "doi:10.1/y"),
        ("10.1/y", {}, False, "doi:10.1/y"),
        ("x", {"journal": "J; 2018. doi:10.1/z."}, False, "doi:10.1/z"),
    ],
)
def test_identity(both: Both, name: str, infons: dict[str, str], full_text: bool, identifier: str) -> None:
    kind = "paragraph" if full_text else "abstract"
    passages = [passage(0, "T", type="title"), passage(2, "Words.", type=kind)]
    assert both({"id": name, "infons": infons, "passages": passages, "relations": []}).id == identifier


def test_an_id_of_no_scheme_leaves_it_to_the_content(both: Both) -> None:
    one, other = (both(ABSTRACT | {"id": name}).id for name in ("train-1", "train-2"))
    assert one.startswith("file:") and other.startswith("file:") and one != other


def test_without_infons_two_passages_are_title_and_abstract(both: Both) -> None:
    document = both({"id": "1", "passages": [passage(0, "T"), passage(2, "Words.")], "relations": []})
    assert [section.kind for section in document.sections] == [SectionKind.TITLE, SectionKind.ABSTRACT]
    alone = both({"id": "1", "passages": [passage(0, "Words.")], "relations": []})
    assert (alone.title, alone.text) == ("", "Words.")


def test_text_by_sentences(both: Both) -> None:
    sentences = [{"offset": 0, "text": "One."}, {"offset": 5, "text": "Two."}]
    by_sentence = {"offset": 0, "infons": {"type": "abstract"}, "sentences": sentences}
    assert both({"id": "1", "passages": [by_sentence], "relations": []}).text == "One. Two."


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize(
    "wrapped",
    [
        collection(ABSTRACT, FULL_TEXT),
        [collection(ABSTRACT), collection(FULL_TEXT)],
        [ABSTRACT, FULL_TEXT],
        {"PubTator3": [ABSTRACT, FULL_TEXT], "documents": []},
    ],
)
def test_every_way_of_wrapping(read: Read, wrapped: Any, indent: int | None) -> None:
    results = read("bioc-json", json.dumps(wrapped, indent=indent))
    assert [result.id for result in results if isinstance(result, Document)] == ["pmid:101", "pmc:PMC77"]
    assert len(results) == 2


def test_a_single_document_and_one_a_line(read: Read) -> None:
    (document,) = read("bioc-json", json.dumps(ABSTRACT, indent=1))
    assert isinstance(document, Document)
    broken = '{"id": "3", "passages": [}'
    lines = [json.dumps(ABSTRACT), broken, json.dumps(collection(FULL_TEXT)), json.dumps(["x"])]
    first, problem, second, odd = read("bioc-json", "\n".join(lines))
    assert isinstance(first, Document) and isinstance(second, Document)
    assert isinstance(problem, Problem) and (problem.place, problem.reason[:11]) == ("line 2", "broken JSON")
    assert isinstance(odd, Problem) and "no BioC document" in odd.reason


def test_beside_infons_of_pubtator3(read: Read) -> None:
    extra = {"pmid": 101, "journal": "Demo J", "date": "2018-01-01T00:00:00Z", "authors": ["Doe J", "Roe R"]}
    sample = ABSTRACT | extra | {"passages": [passage(0, "T", type="title")]}
    (document,) = read("bioc-json", json.dumps({"PubTator3": [sample]}))
    assert isinstance(document, Document)
    assert (document.year, document.journal, document.authors) == (2018, "Demo J", ("Doe J", "Roe R"))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (json.dumps(collection(ABSTRACT)), "bioc-json"),
        (json.dumps([collection(ABSTRACT)], indent=1), "bioc-json"),
        (json.dumps(ABSTRACT) + "\n", "bioc-json"),
        (json.dumps({"PubTator3": [ABSTRACT]}), "bioc-json"),
        (as_xml(ABSTRACT), "bioc-xml"),
        ("<document><id>1</id><passage><offset>0</offset></passage></document>", "bioc-xml"),
        ("<collection><record/></collection>", ""),
        ('<document id="DDI-1"><sentence/></document>', ""),
        ('{"passages": 5}', "jsonl"),
    ],
)
def test_detection(content: str, name: str) -> None:
    source = FileSource(Path("a"))
    assert next((n for n, r in READERS.items() if r.accepts(source, content.encode())), "text") in (
        name or "text"
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"documents": [{"id": "1", "passages": [{"text": "a"}]}, {"id"', "broken JSON"),
        (b'{"documents": [{"id": "1", "passages": [{"text": "a"}]}', "cut short"),
        (b'{"documents": [{"id": "1", "passages": [{"text": "a"}]}, ' + b"[" * 10**5, "nested too deeply"),
        (b'{"documents": [{"id": "1", "passages": [{"text": "a"}]}, "\xe9"]}', "not UTF-8"),
    ],
)
def test_what_stands_before_the_break_is_kept(read: Read, content: bytes, reason: str) -> None:
    document, problem = read("bioc-json", content)
    assert isinstance(document, Document)
    assert isinstance(problem, Problem) and reason in problem.reason


@pytest.mark.parametrize(
    "start", ['{"documents": ' * 10**5, '{"x": ' * 10**5, "{", '{"documents"', '{"a" 1}']
)
def test_hostile_beginnings(read: Read, start: str) -> None:
    (problem,) = read("bioc-json", start)
    assert isinstance(problem, Problem)


def test_a_record_over_the_limit_is_not_held(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.streams.json_records.MAX_RECORD", 1000)
    monkeypatch.setattr("graph.parsing.json._CHUNK", 100)
    (problem,) = read("bioc-json", json.dumps({f"k{n}": "x" * 50 for n in range(100)}))
    assert isinstance(problem, Problem) and "longer" in problem.reason


def test_entities_are_refused(read: Read) -> None:
    bomb = (
        "<!DOCTYPE collection [<!ENTITY a 'aaaa'>]><collection><document><id>1</id></document></collection>"
    )
    (problem,) = read("bioc-xml", bomb)
    assert isinstance(problem, Problem) and "entities" in problem.reason


def test_an_empty_document_is_a_problem_and_reading_goes_on(read: Read) -> None:
    empty = {"id": "9", "passages": [], "relations": []}
    for reader, content in {
        "bioc-xml": as_xml(empty, ABSTRACT),
        "bioc-json": json.dumps([empty, ABSTRACT]),
    }.items():
        problem, document = read(reader, content)
        assert isinstance(problem, Problem) and problem.place == "record 1" and "'9'" in problem.reason
        assert isinstance(document, Document)


def test_one_document_is_in_memory_at_a_time(tmp_path: Path) -> None:
    long = ABSTRACT | {"passages": [passage(0, "word " * 20_000, type="abstract")]}
    path = tmp_path / "large.json"
    with path.open("w") as stream:
        stream.write('{"documents": [' + ",".join([json.dumps(long)] * 300) + "]}")
    tracemalloc.start()
    assert sum(isinstance(result, Document) for result in read_paths([path])) == 300
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert path.stat().st_size > 30_000_000 and peak < 5_000_000


@hostile
@given(value=mutated(collection(ABSTRACT, FULL_TEXT)))
def test_any_value_anywhere(tmp_path: Path, value: Any) -> None:
    only_documents_and_problems("bioc-json", tmp_path / "a", json.dumps(value).encode())


@hostile
@given(content=disturbed(as_xml(ABSTRACT, FULL_TEXT).encode()))
def test_disturbed_xml(tmp_path: Path, content: bytes) -> None:
    only_documents_and_problems("bioc-xml", tmp_path / "a", content)


@hostile
@given(content=disturbed(json.dumps(collection(ABSTRACT, FULL_TEXT)).encode()))
def test_disturbed_json(tmp_path: Path, content: bytes) -> None:
    only_documents_and_problems("bioc-json", tmp_path / "a", content)


def test_the_forced_tier_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(ABSTRACT))
    (document,) = read_paths([tmp_path], Tier.USER)
    assert isinstance(document, Document)
    assert document == dataclasses.replace(document, tier=Tier.USER)

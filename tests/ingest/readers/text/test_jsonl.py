from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest

from graph import Document, SectionKind
from graph.parsing import Problem
from ingest.readers import ReadResult
from ingest.readers.text import jsonl

Read = Callable[..., list[ReadResult]]


def lines(*records: Any) -> str:
    return "\n".join(r if isinstance(r, str) else json.dumps(r) for r in records)


def one(read: Read, record: dict[str, Any]) -> Document:
    (result,) = read("jsonl", lines(record), "c.jsonl")
    assert isinstance(result, Document)
    return result


@pytest.mark.parametrize(
    ("keys", "identifier"),
    [
        ({"_id": "MED-10"}, "MED-10"),
        ({"_id": "4983"}, "4983"),
        ({"_id": 4983}, "4983"),
        ({"_id": 0}, "0"),
        ({"_id": " odd id "}, " odd id "),
        ({"_id": "doi:10.1/x", "pmid": "5"}, "doi:10.1/x"),
        ({"pmid": "5", "id": "x"}, "pmid:5"),
        ({"pmid": 5}, "pmid:5"),
        ({"pmid": ["5"]}, "pmid:5"),
        ({"pmid": "pmid:5"}, "pmid:5"),
        ({"id": "pmc:PMC1"}, "pmc:PMC1"),
        ({"_id": None, "id": "x"}, "x"),
    ],
)
def test_identity(read: Read, keys: dict[str, Any], identifier: str) -> None:
    assert one(read, keys | {"text": "t"}).id == identifier


def test_without_an_id_the_content_makes_one(read: Read) -> None:
    first, swapped = one(read, {"title": "a", "text": "b"}), one(read, {"text": "b", "title": "a"})
    assert first.id == swapped.id and first.id.startswith("file:")


@pytest.mark.parametrize("bad", [True, 1.5, {}, ["a", "b"], "  ", "\ud800"])
def test_ids_that_are_none(read: Read, bad: object) -> None:
    (problem,) = read("jsonl", lines({"_id": bad, "text": "t"}), "c.jsonl")
    assert isinstance(problem, Problem)
    assert "_id" in problem.reason


def test_fields(read: Read) -> None:
    record = {
        "_id": "1",
        "title": "T",
        "abstract": "A.",
        "text": "B.\n\nC.",
        "year": "2001-05-03",
        "journal": " J  x",
        "authors": ["Doe J", {"name": "Roe R"}, 5],
        "publication_types": "Retracted Publication",
        "language": "fre",
        "url": "http://x",
        "license": "CC0",
        "metadata": {"x": 1},
    }
    document = one(read, record)
    assert document.text == "T\n\nA.\n\nB.\nC."
    assert [s.kind for s in document.sections[1:]] == [SectionKind.ABSTRACT, SectionKind.OTHER]
    assert (document.year, document.journal, document.language) == (2001, "J x", "fr")
    assert document.authors == ("Doe J", "Roe R")
    assert document.publication_types == ("Retracted Publication",)
    assert document.retracted
    assert (document.url, document.licence) == ("http://x", "CC0")


@pytest.mark.parametrize(
    "odd",
    [
        {"title": 5},
        {"title": ["5"]},
        {"year": "unknown"},
        {"year": {}},
        {"authors": 3},
        {"text": ["5", 6]},
        {"journal": None},
    ],
)
def test_wrong_types_are_tolerated(read: Read, odd: dict[str, Any]) -> None:
    document = one(read, {"_id": "1", "title": "5", "text": "5"} | odd)
    assert document.title == "5"
    assert document.year is None
    assert document.authors == ()


def test_an_abstract_that_is_also_the_text_is_read_once(read: Read) -> None:
    assert one(read, {"_id": 1, "text": "Same.", "abstract": "Same."}).text == "Same."


def test_problems_name_the_line_and_reading_goes_on(read: Read) -> None:
    deep = "[" * 100_000 + "]" * 100_000
    content = lines(
        {"_id": "a", "text": "one"},
        "",
        '{"_id": "b", "text": ',
        "[1, 2]",
        '"text"',
        {"_id": "c", "title": " ", "text": "\u200b"},
        '{"_id": "d", "text": ' + deep + "}",
        '{"_id": ' + "9" * 5000 + ', "text": "x"}',
        {"_id": "e", "text": "two"},
    )
    results = read("jsonl", content, "c.jsonl")
    places = [(r.place, r.reason) for r in results if isinstance(r, Problem)]
    assert [place for place, _ in places] == ["line 3", "line 4", "line 5", "line 6", "line 7", "line 8"]
    for (_, reason), part in zip(
        places,
        ["broken JSON", "not an object but list", "but str", "neither", "too deeply", "digits"],
        strict=True,
    ):
        assert part in reason
    assert [r.id for r in results if isinstance(r, Document)] == ["a", "e"]


def test_bytes_that_are_not_utf8(read: Read) -> None:
    problem, document = read("jsonl", b'{"text": "caf\xe9"}\n{"text": "ok"}\n', "c.jsonl")
    assert isinstance(problem, Problem) and "not UTF-8" in problem.reason
    assert isinstance(document, Document)


def test_a_byte_order_mark_and_gzip(read: Read) -> None:
    (document,) = read("jsonl", gzip.compress(b'\xef\xbb\xbf{"text": "ok"}\r\n'), "c.jsonl.gz")
    assert isinstance(document, Document)


def test_a_huge_line_is_skipped(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "_MAX_BYTES", 100)
    results = read("jsonl", lines({"text": "x" * 350}, {"_id": "b", "text": "ok"}), "c.jsonl")
    assert isinstance(results[0], Problem) and results[0].place == "line 1"
    assert [r.id for r in results[1:] if isinstance(r, Document)] == ["b"]
    assert len(results) == 2


def test_lone_surrogates_do_not_reach_the_text(read: Read) -> None:
    assert one(read, {"_id": "1", "text": "a\ud800b"}).text == "ab"


@pytest.mark.parametrize(
    ("text", "composed"),
    [
        ("T A.", "T\n\nA."),
        ("T\nA.", "T\n\nA."),
        ("A.", "T\n\nA."),
        ("T\nB.", "T\n\nA.\n\nB."),
        ("T B.", "T\n\nA.\n\nT B."),
    ],
)
def test_a_text_that_repeats_title_and_abstract_is_read_once(read: Read, text: str, composed: str) -> None:
    assert one(read, {"_id": 1, "title": "T", "abstract": "A.", "text": text}).text == composed


ARRAY = [{"_id": str(n), "title": f"Título {n}", "text": '[{]}, "x" ' * n} for n in range(50)]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("chunk", [1, 7, 1 << 16])
def test_arrays_stream(read: Read, monkeypatch: pytest.MonkeyPatch, chunk: int, indent: int | None) -> None:
    monkeypatch.setattr("graph.parsing.json._CHUNK", chunk)
    results = read("jsonl", json.dumps(ARRAY, indent=indent, ensure_ascii=False), "c.json")
    assert [r.title for r in results if isinstance(r, Document)] == [r["title"] for r in ARRAY]
    assert len(results) == 50


@pytest.mark.parametrize(
    ("tail", "reason"),
    [
        ("", "cut short"),
        (', {"a": ', "broken JSON"),
        (", oops]", "broken JSON"),
        (' {"_id": 3}]', "expected ','"),
        (", " + "[" * 100_000, "deeply"),
        (', {"text": "\udcff"}]', "not UTF-8"),
    ],
)
def test_a_broken_array_keeps_what_came_before(read: Read, tail: str, reason: str) -> None:
    content = ('[{"_id": "a", "text": "x"}, 5' + tail).encode("utf-8", "surrogateescape")
    document, number, problem = read("jsonl", content, "c.json")
    assert isinstance(document, Document)
    assert isinstance(number, Problem) and number.place == "record 2"
    assert isinstance(problem, Problem) and problem.place == "record 3"
    assert reason in problem.reason


def test_an_array_item_over_the_limit_ends_the_reading(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "_MAX_BYTES", 100)
    monkeypatch.setattr("graph.parsing.json._CHUNK", 10)
    results = read("jsonl", json.dumps([{"text": "x"}, {"text": "y" * 1000}]), "c.json")
    assert isinstance(results[0], Document)
    assert isinstance(results[1], Problem) and "longer" in results[1].reason


def test_an_empty_array_has_nothing(read: Read) -> None:
    assert read("jsonl", "[ ]", "c.json") == []

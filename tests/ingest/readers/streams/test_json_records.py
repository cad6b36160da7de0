from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ingest.readers.streams.json_records as module
from graph.parsing import FileSource, Problem, array_items
from ingest.readers.streams.json_records import parse_json_records
from tests.ingest.readers.mutation import any_json, hostile

KEYS = frozenset({"documents", "inner"})


def read(path: Path, content: str) -> list[Any]:
    """Values of records, and reasons of Problems."""
    path.write_text(content)
    found = parse_json_records(FileSource(path), KEYS)
    return [result.reason if isinstance(result, Problem) else result[1] for result in found]


@pytest.mark.parametrize("chunk", [1, 5, 1 << 16])
@pytest.mark.parametrize(
    ("content", "records"),
    [
        ('{"a": 12}', [{"a": 12}]),
        ("{}", [{}]),
        ("[]", []),
        ("[1, 2.5, [3]]", [1, 2.5, 3]),
        ('[{"a": 12}, {"a": 123}]', [{"a": 12}, {"a": 123}]),
        ('{"n": 1, "documents": [12, {"a": [1]}], "m": 2}', [12, {"a": [1]}]),
        ('{"documents": []}', []),
        ('{"documents": 5}', [{"documents": 5}]),
        ('{"documents": {"inner": [1, 2]}}', [1, 2]),
        ('[{"documents": [1]}, {"documents": [2]}, {"a": 1}]', [1, 2, {"a": 1}]),
        ('{"a": 1}\n{"documents": [1, 2]}\n', [{"a": 1}, 1, 2]),
        ('{\n"a": 1}\n{\n"a": 2}', [{"a": 1}, {"a": 2}]),
        ('\ufeff{"a": 1}\n', [{"a": 1}]),
        ("12", [12]),
    ],
)
def test_wrappings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int, content: str, records: list[Any]
) -> None:
    monkeypatch.setattr("graph.parsing.json._CHUNK", chunk)
    assert read(tmp_path / "a", content) == records


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"a" 1}', "expected a key and ':'"),
        ("{1: 2}", "expected a key and ':'"),
        ('{"documents": [1 2]}', "expected ',' or ']'"),
        ('{"documents": [1]', "cut short"),
        ('{"a": 1} x', "broken JSON"),
        ('{"documents": ' * 5 + "[" * 10**5, "nested too deeply"),
    ],
)
def test_what_is_broken_ends_the_reading(tmp_path: Path, content: str, reason: str) -> None:
    *_, last = read(tmp_path / "a", content)
    assert reason in last and last.endswith("nothing after it was read")


def test_long_lines_are_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_RECORD", 100)
    long = json.dumps({"a": "x" * 300})
    assert read(tmp_path / "a", f'{{"a": 1}}\n{long}\n{{"a": 2}}') == [
        {"a": 1},
        "longer than 0 MiB",
        {"a": 2},
    ]


def test_a_number_that_a_chunk_cuts_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.parsing.json._CHUNK", 3)
    assert list(array_items(io.BytesIO(b"[12345, 678]"), 100)) == [12345, 678]


@hostile
@given(values=st.lists(any_json(["documents", "inner", "a"]), max_size=4), indent=st.sampled_from([None, 1]))
def test_what_is_under_the_key_comes_out(tmp_path: Path, values: list[Any], indent: int | None) -> None:
    content = json.dumps({"before": 1, "documents": values, "after": [2]}, indent=indent)
    assert json.dumps(read(tmp_path / "a", content)) == json.dumps(values)

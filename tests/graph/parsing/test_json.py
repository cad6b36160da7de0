"""Items of arrays and members of objects, read while the stream goes on."""

from __future__ import annotations

import io
import json

import pytest

from graph.parsing.json import BrokenJson, array_items, object_members

LIMIT = 1 << 20


@pytest.mark.parametrize("padding", range(65_530, 65_540))
def test_a_number_is_not_cut_where_a_chunk_ends(padding: int) -> None:
    text = " " * padding + "[1234567, 89]"
    assert list(array_items(io.BytesIO(text.encode()), LIMIT)) == [1234567, 89]


def test_members_come_out_in_order_and_one_array_item_by_item() -> None:
    text = '\ufeff{"a": 1, "items": [{"b": 2}, 3], "items": 4, "c": [5]} {} {"d": null}\n'
    assert list(object_members(io.BytesIO(text.encode()), "items", LIMIT)) == [
        ("a", 1),
        ("items", {"b": 2}),
        ("items", 3),
        ("items", 4),
        ("c", [5]),
        (None, None),
        (None, None),
        ("d", None),
        (None, None),
    ]


@pytest.mark.parametrize(
    "text", ['{"a"', '{"a" 1}', '{1: 2}', '{"a": }', '{"a": 1', '{"a": 1 "b"', '{"a": 1,}', '{"items": [1', "{} x", "["]
)  # fmt: skip
def test_broken_objects(text: str) -> None:
    with pytest.raises(BrokenJson):
        list(object_members(io.BytesIO(text.encode()), "items", LIMIT))


def test_a_member_over_the_limit_ends_the_reading() -> None:
    text = json.dumps({"a": 1, "b": "x" * 400_000})
    found = object_members(io.BytesIO(text.encode()), "items", 100_000)
    assert next(found) == ("a", 1)
    with pytest.raises(BrokenJson, match="longer than the limit"):
        next(found)

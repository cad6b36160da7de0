from __future__ import annotations

import json
import time

import pytest

from ingest.readers.streams.json_head import json_head


def test_the_outermost_keys_with_their_values() -> None:
    head = json.dumps({"a": "x", "b": {"c": 1}, "d": [{"e": 2}], "f": 3, "g": None, "h": "q\n"}).encode()
    assert json_head(head) == {"a": "x", "b": "{", "d": "[", "f": "3", "g": "null", "h": "q\n"}


def test_of_an_array_the_first_object() -> None:
    assert json_head(b'\xef\xbb\xbf [ {"a": "1"}, {"b": "2"}]') == {"a": "1"}


@pytest.mark.parametrize("head", [b"", b"[1, 2]", b"plain", b'"text"', b"[", b"\x00\xff", b"<a/>"])
def test_what_is_no_object_has_none(head: bytes) -> None:
    assert json_head(head) == {}


def test_a_cut_head_gives_what_it_reached() -> None:
    whole = b'{"a": "x", "b": {"c": "long'
    assert json_head(whole) == {"a": "x", "b": "{"}
    assert json_head(b'{"a"') == {"a": ""}
    assert json_head(b'{"a": "half') == {"a": "half"}


def test_brackets_inside_strings_do_not_count() -> None:
    assert json_head(b'{"a": "}{[", "b": 1}') == {"a": "}{[", "b": "1"}


def test_deep_nesting_is_no_recursion() -> None:
    assert json_head(b'{"a": ' + b"[" * 100_000) == {"a": "["}


def test_quotes_in_a_string_that_is_cut_begin_none() -> None:
    assert json_head(b'{"a": "x \\"b\\": 1, \\"c') == {"a": 'x \\"b\\": 1, \\"c'}
    assert json_head(b'{"a": 1, "b \\"c\\": \\') == {"a": "1"}


def test_a_head_of_quotes_takes_a_moment() -> None:
    begin = time.thread_time()
    json_head(b'{"a": "' + rb"\"" * 30_000)
    assert time.thread_time() - begin < 0.5  # it took two seconds

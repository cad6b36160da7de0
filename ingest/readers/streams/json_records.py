"""Streaming of the records in a JSON file however they are wrapped, one in memory at a time.

A file may be one record, an array of them, one a line, or an object that holds an array of them under a key that
its format names (`{"documents": [...]}`), as deep as `{"resultList": {"result": [...]}}`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO, TypeAlias

from graph.parsing.json import BrokenArray, JsonStream
from ingest.readers.base import Problem
from ingest.readers.lines import numbered_lines
from ingest.readers.sources.source import Source, open_source

MAX_RECORD = 16 * 2**20
"""A record may have this many characters; a longer one is not held. No paper comes near it, and small objects take
fifty times the memory of the characters they are written in."""

_BOM = b"\xef\xbb\xbf"
_MAX_WRAPPINGS = 4
_PEEK = 1 << 16

Record: TypeAlias = tuple[str, object]
"""Where the record stands (`line 3`, `record 3`), and its value."""


def json_records(source: Source, keys: frozenset[str] = frozenset()) -> Iterator[Record | Problem]:
    """Every record of `source`, looking for them inside objects under any of `keys`.

    A broken line is a Problem and the next is read; elsewhere what is broken ends the reading with a Problem.
    """
    with open_source(source) as stream:
        lines = _is_lines(stream)
    with open_source(source) as stream:
        yield from _by_line(stream, source, keys) if lines else _by_stream(stream, source, keys)


def _is_lines(stream: BinaryIO) -> bool:
    """Whether the first line is an object as a whole, and another begins on the next."""
    piece = stream.readline(_PEEK)
    if not piece.removeprefix(_BOM).lstrip().startswith(b"{"):
        return False
    last, held = b"", len(piece)
    while piece and held <= MAX_RECORD:
        last = piece.rstrip()[-1:] or last
        if piece.endswith(b"\n"):
            return last == b"}" and stream.read(64).lstrip().startswith(b"{")
        piece = stream.readline(_PEEK)
        held += len(piece)
    return False


def _by_line(stream: BinaryIO, source: Source, keys: frozenset[str]) -> Iterator[Record | Problem]:
    for number, text in numbered_lines(stream, MAX_RECORD):
        place = f"line {number}"
        if text is None:
            yield Problem(source.name, place, f"longer than {MAX_RECORD // 2**20} MiB")
        elif stripped := text.strip():
            value = _parsed(stripped, source, place)
            if isinstance(value, Problem):
                yield value
            else:
                yield from ((place, record) for record in _inside(value, keys))


def _parsed(line: bytes, source: Source, place: str) -> object:
    try:
        return json.loads(line.decode("utf-8"))
    except RecursionError:
        return Problem(source.name, place, "nested too deeply")
    except UnicodeDecodeError as error:
        return Problem(source.name, place, f"not UTF-8: {error.reason} at byte {error.start}")
    except ValueError as error:  # JSONDecodeError, or a number of more digits than Python converts
        return Problem(source.name, place, f"broken JSON: {error}")


def _inside(value: object, keys: frozenset[str], depth: int = 0) -> Iterator[object]:
    """The records in a value that is held whole: itself, when it wraps none."""
    found = [value[key] for key in keys & value.keys()] if isinstance(value, dict) else []
    wrapped = [inner for inner in found if isinstance(inner, dict | list)]
    if isinstance(value, list) and depth == 0:
        wrapped = [value]
    if not wrapped or depth == _MAX_WRAPPINGS:
        yield value
    for inner in wrapped:
        for item in inner if isinstance(inner, list) else [inner]:
            yield from _inside(item, keys, depth + 1)


def _by_stream(stream: BinaryIO, source: Source, keys: frozenset[str]) -> Iterator[Record | Problem]:
    number = 0
    walk = _Walk(JsonStream(stream), keys)
    try:
        for number, value in enumerate(walk.all(), 1):
            yield f"record {number}", value
    except BrokenArray as error:
        yield Problem(source.name, f"record {number + 1}", f"{error}; nothing after it was read")


class _Walk:
    """Walks the objects that wrap records, and decodes what they wrap value by value."""

    def __init__(self, stream: JsonStream, keys: frozenset[str]) -> None:
        self._stream = stream
        self._keys = keys

    def all(self) -> Iterator[object]:
        """The records in every value of the stream; most have one."""
        while self._stream.peek():
            yield from self._value(0)

    def _value(self, depth: int) -> Iterator[object]:
        stream = self._stream
        if depth < _MAX_WRAPPINGS and stream.takes("{"):
            yield from self._object(depth)
        elif depth < _MAX_WRAPPINGS and stream.takes("["):
            if stream.takes("]"):
                return
            while True:
                if depth:  # under a key: these are the records
                    yield stream.item(MAX_RECORD)
                else:
                    yield from self._value(depth + 1)
                if stream.ends("]"):
                    return
        else:
            yield stream.item(MAX_RECORD)

    def _object(self, depth: int) -> Iterator[object]:
        """The records under the object's keys, else the object itself."""
        stream, start, wraps = self._stream, self._stream.position, False
        members: dict[str, object] = {}
        if stream.takes("}"):
            yield members
            return
        while True:
            key = stream.item(MAX_RECORD)
            if not isinstance(key, str) or stream.next_character() != ":":
                raise BrokenArray("broken JSON: expected a key and ':'")
            if key in self._keys and stream.peek() in ("{", "["):
                wraps = True
                members.clear()
                yield from self._value(depth + 1)
            else:
                value = stream.item(MAX_RECORD)
                if not wraps:
                    members[key] = value
                    if stream.position - start > MAX_RECORD:
                        raise BrokenArray(f"longer than {MAX_RECORD // 2**20} MiB")
            if stream.ends("}"):
                break
        if not wraps:
            yield members

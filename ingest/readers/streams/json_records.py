"""Streaming of the records in a JSON file however they are wrapped, one in memory at a time.

A file may be one record, an array of them, one a line, or an object that holds an array of them under a key that
its format names (`{"documents": [...]}`), as deep as `{"resultList": {"result": [...]}}`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from io import BufferedIOBase, BufferedReader
from typing import Any, BinaryIO, TypeAlias, TypeVar

from graph.parsing import BrokenJson, JsonStream, Problem, Source, open_source
from ingest.readers.streams.numbered_lines import numbered_lines

MAX_RECORD = 16 * 2**20
"""A record may have this many characters; a longer one is not held. No paper comes near it, and small objects take
fifty times the memory of the characters they are written in."""

_DECODE = json.JSONDecoder().decode  # `json.loads` without what it looks at before
_BOM = b"\xef\xbb\xbf"
_MAX_WRAPPINGS = 4  # Europe PMC's are two
_PEEK = 1 << 16  # bytes asked for at a time

T = TypeVar("T")
Record: TypeAlias = tuple[str, object]
"""Where the record stands (`line 3`, `record 3`), and its value."""


def parse_json_records(source: Source, keys: frozenset[str] = frozenset()) -> Iterator[Record | Problem]:
    """Every record of `source`, looking for them inside objects under any of `keys`.

    A broken line is a Problem and the next is read; elsewhere what is broken ends the reading with a Problem.
    """
    with open_source(source) as stream:
        lines = _is_lines(stream)
    with open_source(source) as stream:
        yield from _by_line(stream, source, keys) if lines else _by_stream(stream, source, keys)


def read_json(
    source: Source, convert: Callable[[object, str], T], keys: frozenset[str] = frozenset()
) -> Iterator[T | Problem]:
    """What `convert(value, location)` makes of every record of `parse_json_records`, in order."""
    for record in parse_json_records(source, keys):
        yield record if isinstance(record, Problem) else convert(record[1], record[0])


def _is_lines(stream: BinaryIO) -> bool:
    """Whether the first line is an object as a whole, and another begins on the next."""
    piece = stream.readline(_PEEK)
    if not piece.removeprefix(_BOM).lstrip().startswith(b"{"):
        return False
    last, size = b"", len(piece)
    while piece and size <= MAX_RECORD:
        last = piece.rstrip()[-1:] or last
        if piece.endswith(b"\n"):
            return last == b"}" and stream.read(64).lstrip().startswith(b"{")
        piece = stream.readline(_PEEK)
        size += len(piece)
    return False


def _by_line(stream: BufferedReader, source: Source, keys: frozenset[str]) -> Iterator[Record | Problem]:
    for location, value in json_lines(stream, source, MAX_RECORD):
        if isinstance(value, Problem):
            yield value
        else:
            yield from ((location, record) for record in _inside(value, keys))


def json_lines(stream: BufferedIOBase, source: Source, limit: int) -> Iterator[tuple[str, Any]]:
    """Every line that is not empty: its location (`line 3`), and its value or the Problem it is.

    A line may have `limit` bytes.
    """
    for number, text in numbered_lines(stream, limit):
        location = f"line {number}"
        if text is None:
            yield location, Problem(source.name, location, f"longer than {limit // 2**20} MiB")
        elif stripped := text.strip():
            try:
                yield location, _DECODE(stripped.decode("utf-8"))
            except RecursionError:
                yield location, Problem(source.name, location, "nested too deeply")
            except UnicodeDecodeError as error:
                reason = f"not UTF-8: {error.reason} at byte {error.start}"
                yield location, Problem(source.name, location, reason)
            except ValueError as error:  # JSONDecodeError, or a number of more digits than Python converts
                yield location, Problem(source.name, location, f"broken JSON: {error}")


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
    records = _Unwrapper(JsonStream(stream, MAX_RECORD), keys).records()
    for location, value in numbered_values(records, source, "record"):
        yield value if isinstance(value, Problem) else (location, value)


def numbered_values(values: Iterable[object], source: Source, noun: str) -> Iterator[tuple[str, Any]]:
    """Every value that is decoded with its location (`record 3`); the last is a Problem where the JSON is broken."""
    number = 0
    try:
        for number, value in enumerate(values, 1):
            yield f"{noun} {number}", value
    except BrokenJson as error:
        yield f"{noun} {number + 1}", broken_json(source, f"{noun} {number + 1}", error)


def broken_json(source: Source, location: str, error: BrokenJson) -> Problem:
    """The Problem that ends the reading of a value."""
    return Problem(source.name, location, f"{error}; nothing after it was read")


class _Unwrapper:
    """Goes through the objects that wrap records, and decodes what they wrap value by value."""

    def __init__(self, stream: JsonStream, keys: frozenset[str]) -> None:
        self._stream = stream
        self._keys = keys

    def records(self) -> Iterator[object]:
        """The records in every value of the stream; most have one."""
        while self._stream.peek():
            yield from self._value(0)

    def _value(self, depth: int) -> Iterator[object]:
        stream = self._stream
        mark = stream.peek() if depth < _MAX_WRAPPINGS else ""
        if mark == "{":
            yield from self._object(depth)
        elif mark == "[" and depth:  # under a key: these are the records
            yield from stream.items()
        elif mark == "[":
            for _ in stream.elements():
                yield from self._value(depth + 1)
        else:
            yield stream.value()

    def _object(self, depth: int) -> Iterator[object]:
        """The records under the object's keys, else the object itself."""
        stream, start, wraps = self._stream, self._stream.position, False
        members: dict[str, object] = {}
        for key in stream.members():
            if key in self._keys and stream.peek() in ("{", "["):
                wraps = True
                members.clear()
                yield from self._value(depth + 1)
                continue
            value = stream.value()
            if not wraps:
                members[key] = value
                if stream.position - start > MAX_RECORD:
                    raise BrokenJson(f"longer than {MAX_RECORD // 2**20} MiB")
        if not wraps:
            yield members

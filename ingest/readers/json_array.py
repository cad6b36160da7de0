"""Streaming of the items of a JSON array, one in memory at a time."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import BinaryIO

_CHUNK = 1 << 16
# How bytes that are not UTF-8 are decoded here, so that the items before them in a chunk are not lost.
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_SPACE = re.compile(r"[ \t\r\n]*")


class BrokenArray(Exception):
    """The array cannot be followed past this item; the message is the reason."""


def array_items(stream: BinaryIO, limit: int) -> Iterator[object]:
    """The items of the array in `stream`; raises BrokenArray at one broken or over `limit` characters.

    A cut item and a broken one look alike until more is read; each reading doubles, so the work stays linear.
    """
    yield from _items(_Source(stream), limit)


def object_members(stream: BinaryIO, streamed: str, limit: int) -> Iterator[tuple[str | None, object]]:
    """The members of the objects in `stream`, one object after another; a name of None ends each object.

    The items of an array named `streamed` come out one by one, each under that name. Raises BrokenArray as
    `array_items` does.
    """
    source = _Source(stream)
    while (mark := source.next_character()) == "{":
        if source.next_character() != "}":
            source.back()
            yield from _members(source, streamed, limit)
        yield None, None
    if mark:
        raise BrokenArray(f"broken JSON: expected an object, found {mark!r}")


def _members(source: _Source, streamed: str, limit: int) -> Iterator[tuple[str, object]]:
    mark = ","
    while mark == ",":
        key = source.item(limit)
        if not isinstance(key, str) or source.next_character() != ":":
            raise BrokenArray("broken JSON: no member of an object")
        is_array = source.next_character() == "["
        source.back()
        if key == streamed and is_array:
            yield from ((key, item) for item in _items(source, limit))
        else:
            yield key, source.item(limit)
        mark = source.next_character()
    if mark != "}":
        raise BrokenArray(f"broken JSON: expected ',' or '}}', found {mark!r}" if mark else "cut short")


def _items(source: _Source, limit: int) -> Iterator[object]:
    if source.next_character() != "[":
        raise BrokenArray("broken JSON: no array")
    if source.next_character() == "]":
        return
    source.back()
    while True:
        yield source.item(limit)
        mark = source.next_character()
        if mark == "]":
            return
        if mark != ",":
            raise BrokenArray(f"broken JSON: expected ',' or ']', found {mark!r}" if mark else "cut short")


class _Source:
    """The decoded text of a stream from the current position on."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
        self._json = json.JSONDecoder()
        self._text = ""
        self._at = 0
        self._ended = False

    def _read(self, size: int) -> None:
        data = self._stream.read(size)
        self._ended = not data
        self._text = self._text[self._at :] + self._decoder.decode(data, final=self._ended)
        self._at = 0

    def next_character(self) -> str:
        """The next character that is not white space, '' at the end."""
        while True:
            found = _SPACE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                self._at += 1
                return self._text[self._at - 1]
            if self._ended:
                return ""
            self._read(_CHUNK)

    def back(self) -> None:
        """Takes the last character back."""
        self._at -= 1

    def item(self, limit: int) -> object:
        """The value at the current position."""
        self.next_character()
        self.back()
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise BrokenArray("nested too deeply") from error
            except ValueError as error:
                held = len(self._text) - self._at
                if self._ended or held > limit:
                    reason = "longer than the limit, or broken JSON" if held > limit else "broken JSON"
                    raise BrokenArray(f"{reason}: {error}") from error
                self._read(max(_CHUNK, held))
            else:
                if end == len(self._text) and not self._ended:  # a number may go on
                    self._read(_CHUNK)
                    continue
                if _NOT_UTF8.search(self._text, self._at, end):
                    raise BrokenArray("not UTF-8")
                self._at = end
                return value

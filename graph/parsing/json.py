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
    yield from _items(JsonStream(stream), limit)


def object_members(stream: BinaryIO, streamed: str, limit: int) -> Iterator[tuple[str | None, object]]:
    """The members of the objects in `stream`, one object after another; a name of None ends each object.

    The items of an array named `streamed` come out one by one, each under that name. Raises BrokenArray as
    `array_items` does.
    """
    source = JsonStream(stream)
    while (mark := source.next_character()) == "{":
        if not source.takes("}"):
            yield from _members(source, streamed, limit)
        yield None, None
    if mark:
        raise BrokenArray(f"broken JSON: expected an object, found {mark!r}")


def _members(source: JsonStream, streamed: str, limit: int) -> Iterator[tuple[str, object]]:
    while True:
        key = source.item(limit)
        if not isinstance(key, str) or not source.takes(":"):
            raise BrokenArray("broken JSON: no member of an object")
        if key == streamed and source.peek() == "[":
            yield from ((key, item) for item in _items(source, limit))
        else:
            yield key, source.item(limit)
        if source.ends("}"):
            return


def _items(source: JsonStream, limit: int) -> Iterator[object]:
    if source.next_character() != "[":
        raise BrokenArray("broken JSON: no array")
    if source.takes("]"):
        return
    while True:
        yield source.item(limit)
        if source.ends("]"):
            return


class JsonStream:
    """The decoded text of a stream from the current position on."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
        self._json = json.JSONDecoder()
        self._text = ""
        self._at = 0
        self._before = 0
        self._ended = False

    @property
    def position(self) -> int:
        """How many characters lie before the current position."""
        return self._before + self._at

    def _read(self, size: int) -> None:
        data = self._stream.read(size)
        self._ended = not data
        self._text = self._text[self._at :] + self._decoder.decode(data, final=self._ended)
        self._before += self._at
        self._at = 0

    def peek(self) -> str:
        """The next character that is not white space, '' at the end; it is not taken."""
        while True:
            found = _SPACE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if self._ended:
                return ""
            self._read(_CHUNK)

    def next_character(self) -> str:
        """The same, taken."""
        character = self.peek()
        self._at += len(character)
        return character

    def takes(self, mark: str) -> bool:
        """Whether `mark` comes next; then it is taken."""
        if self.peek() != mark:
            return False
        self._at += 1
        return True

    def ends(self, bracket: str) -> bool:
        """Whether `bracket` follows an item, rather than a comma; raises BrokenArray at anything else."""
        mark = self.next_character()
        if mark not in (bracket, ","):
            raise BrokenArray(
                f"broken JSON: expected ',' or '{bracket}', found {mark!r}" if mark else "cut short"
            )
        return mark == bracket

    def item(self, limit: int) -> object:
        """The value at the current position."""
        self.peek()
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
                if isinstance(value, int | float) and len(self._text) - end < 3 and not self._ended:
                    self._read(_CHUNK)  # "1", "1." and "1e-" may go on
                    continue
                if _NOT_UTF8.search(self._text, self._at, end):
                    raise BrokenArray("not UTF-8")
                self._at = end
                return value

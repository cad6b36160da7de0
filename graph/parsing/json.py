"""Streaming of JSON whose outer shape is known: one inner value is in memory at a time.

The values themselves are parsed by the standard library; here is only the way to them.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

_CHUNK = 1 << 16  # bytes asked for at a time
# How bytes that are not UTF-8 are decoded here, so that the items before them in a chunk are not lost.
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_SPACE = re.compile(r"[ \t\r\n]*")


class BrokenJson(Exception):
    """The JSON cannot be followed past this value; the message is the reason."""


def array_items(stream: BinaryIO, limit: int) -> Iterator[Any]:
    """The items of the array in `stream`; raises BrokenJson at one broken or over `limit` characters."""
    return JsonStream(stream, limit).items()


def object_members(stream: BinaryIO, streamed: str, limit: int) -> Iterator[tuple[str | None, Any]]:
    """The members of the objects in `stream`, one object after another; a name of None ends each object.

    The items of an array named `streamed` come out one by one, each under that name. Raises BrokenJson as
    `array_items` does.
    """
    source = JsonStream(stream, limit)
    while source.peek():
        for key in source.members():
            if key == streamed and source.peek() == "[":
                yield from ((key, item) for item in source.items())
            else:
                yield key, source.value()
        yield None, None


class JsonStream:
    """A cursor over the JSON text of a stream; a value may have `limit` characters.

    Bytes that are not UTF-8 break the value they are in, or are replaced by U+FFFD where `replace` says so. Every
    method raises BrokenJson where the text is not as it must be.
    """

    def __init__(self, stream: BinaryIO, limit: int, *, replace: bool = False) -> None:
        self._stream, self._limit = stream, limit
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace" if replace else "surrogateescape")
        self._json = json.JSONDecoder()
        self._text = ""
        self._at = 0
        self._before = 0
        self._ended = False

    @property
    def position(self) -> int:
        """How many characters lie before the current position."""
        return self._before + self._at

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

    def members(self) -> Iterator[str]:
        """The keys of the object here; the caller must consume each value before the next key."""
        self._take("{")
        if self.peek() == "}":
            self._take("}")
            return
        while True:
            key = self.value()
            if not isinstance(key, str) or self.peek() != ":":
                raise BrokenJson("broken JSON: expected a key and ':'")
            self._take(":")
            yield key
            if self._take(",}") == "}":
                return

    def elements(self) -> Iterator[None]:
        """Once for every element of the array here; the caller must consume each."""
        self._take("[")
        if self.peek() == "]":
            self._take("]")
            return
        while True:
            yield
            if self._take(",]") == "]":
                return

    def items(self) -> Iterator[Any]:
        """The values in the array here."""
        for _ in self.elements():
            yield self.value()

    def skip(self) -> None:
        """Pass the value here; of an array or object no more than an inner value is held."""
        mark = self.peek()
        if mark == "[":
            for _ in self.items():
                pass
        elif mark == "{":
            for _ in self.members():
                self.value()
        else:
            self.value()

    def value(self) -> Any:
        """The whole value here.

        A cut value and a broken one look alike until more is read; each reading doubles, so the work stays linear.
        """
        self.peek()
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise BrokenJson("nested too deeply") from error
            except ValueError as error:
                held = len(self._text) - self._at
                if self._ended or held > self._limit:
                    reason = "longer than the limit, or broken JSON" if held > self._limit else "broken JSON"
                    raise BrokenJson(f"{reason}: {error}") from error
                self._read(max(_CHUNK, held))
            else:
                if isinstance(value, int | float) and len(self._text) - end < 3 and not self._ended:
                    self._read(_CHUNK)  # "1", "1." and "1e-" may go on
                    continue
                if _NOT_UTF8.search(self._text, self._at, end):
                    raise BrokenJson("not UTF-8")
                self._at = end
                return value

    def _take(self, expected: str) -> str:
        mark = self.peek()
        if not mark:
            raise BrokenJson("cut short")
        if mark not in expected:
            raise BrokenJson(f"broken JSON: expected {' or '.join(map(repr, expected))}, found {mark!r}")
        self._at += 1
        return mark

    def _read(self, size: int) -> None:
        data = self._stream.read(size)
        self._ended = not data
        self._text = self._text[self._at :] + self._decoder.decode(data, final=self._ended)
        self._before += self._at
        self._at = 0

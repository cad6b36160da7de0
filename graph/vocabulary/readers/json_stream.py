"""Streaming of JSON whose outer shape is known: one inner value is in memory at a time.

The values themselves are parsed by the standard library; here is only the way to them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from graph.vocabulary.readers.base import LARGEST_RECORD, VocabularyError

_CHUNK = 1 << 16
_SPACE = re.compile(r"[ \t\r\n]*")


class JsonStream:
    """A cursor over JSON text. Every method raises VocabularyError where the text is not as it must be."""

    def __init__(self, stream: TextIO, path: Path) -> None:
        self._stream, self._name = stream, path.name
        self._decoder = json.JSONDecoder()
        self._text, self._at, self._read = "", 0, 0
        self._ended = False

    def members(self) -> Iterator[str]:
        """The keys of the object here; the caller must consume each value before the next key."""
        self._take("{")
        if self.peek() == "}":
            self._take("}")
            return
        while True:
            key = self.value()
            if not isinstance(key, str):
                raise self._broken("a key that is no string")
            self._take(":")
            yield key
            if self._take(",}") == "}":
                return

    def items(self) -> Iterator[Any]:
        """The values in the array here."""
        for _ in self.elements():
            yield self.value()

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

    def skip(self) -> None:
        """Pass the value here; of an array or object no more than an inner value is held."""
        opened = self.peek()
        if opened == "[":
            for _ in self.items():
                pass
        elif opened == "{":
            for _ in self.members():
                self.value()
        else:
            self.value()

    def value(self) -> Any:
        """The whole value here."""
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise self._broken("values nested too deeply") from error
            except ValueError as error:
                held = len(self._text) - self._at
                if self._ended:
                    raise self._broken("broken or cut short") from error
                if held > LARGEST_RECORD:
                    raise self._broken("a value that is broken, or too large") from error
                # A cut value and a broken one look alike until more is read; doubling keeps that linear.
                self._fill(max(_CHUNK, held))
            else:
                # A number at the end of what was read may go on.
                if end == len(self._text) and not self._ended:
                    self._fill(_CHUNK)
                    continue
                self._at = end
                return value

    def peek(self) -> str:
        """The next character that is no white space, '' at the end."""
        while True:
            found = _SPACE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if self._ended:
                return ""
            self._fill(_CHUNK)

    def _take(self, allowed: str) -> str:
        character = self.peek()
        if not character or character not in allowed:
            raise self._broken(f"{character!r} instead of {' or '.join(map(repr, allowed))}")
        self._at += 1
        return character

    def _fill(self, size: int) -> None:
        more = self._stream.read(size)
        self._ended = not more
        self._read += self._at
        self._text, self._at = self._text[self._at :] + more, 0

    def _broken(self, what: str) -> VocabularyError:
        place = self._read + self._at
        return VocabularyError(
            f"{self._name}: broken JSON at character {place:,}: {what}", "Fetch it again; nothing was stored."
        )

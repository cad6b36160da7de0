"""Where the characters of a text went that was cleaned by `compose`.

Cleaning takes invisible characters out, normalises to NFC and changes white space; labels of parts of an abstract
("METHODS: ") become headings, without the mark behind them; it adds, drops and moves nothing else. So the two texts are
followed side by side, character by character, and nothing is ever searched for.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator

from graph import Span
from ingest.readers.compose import clean_line

# What becomes of no character: the mark behind a label, and labels that say that there is none.
_LABEL_MARK = re.compile(r"(?:UNLABELL?ED|UNASSIGNED)? ?[:.\u2013\u2014-]{1,3}")


class AlignmentError(Exception):
    """The clean text was not made of this one."""


class OffsetMap:
    """The offset in the clean text of every character of a text that was cleaned."""

    def __init__(self, length: int) -> None:
        self._starts = array("q", [-1]) * length
        self._ends = array("q", [-1]) * length

    def put(self, start: int, end: int, clean: Span) -> None:
        """The characters `[start, end)` became these."""
        for index in range(start, end):
            self._starts[index], self._ends[index] = clean.start, clean.end

    def take(self, other: OffsetMap, at: int) -> None:
        """What was found of a part that begins at `at`."""
        end = at + len(other._starts)
        self._starts[at:end], self._ends[at:end] = other._starts, other._ends

    def span(self, start: int, end: int) -> Span | None:
        """What `[start, end)` became; None when nothing of it is left."""
        starts = [offset for offset in self._starts[start:end] if offset >= 0]
        return Span(starts[0], max(self._ends[start:end])) if starts else None


def align(raw: str, text: str, at: int) -> tuple[OffsetMap, int]:
    """Follows `raw` through the clean text from `at`; also where it ends there. Raises AlignmentError."""
    aligned, dropped = OffsetMap(len(raw)), 0
    for start, end, normal in _segments(raw):
        if start < dropped:
            continue
        try:
            first, at = _follow(normal, text, at)
        except AlignmentError:
            mark = _LABEL_MARK.match(raw, start)
            if mark is None or not (text[at : at + 1] == "\n" or text[at - 1 : at].isspace()):
                raise
            dropped = mark.end()
            continue
        if first >= 0:
            aligned.put(start, end, Span(first, at))
    return aligned, at


def align_all(pieces: Iterable[str], text: str) -> list[OffsetMap]:
    """Follows pieces that the clean text was made of, in its order. Raises AlignmentError."""
    found, at = [], 0
    for piece in pieces:
        aligned, at = align(piece, text, at)
        found.append(aligned)
    return found


def align_lines(raw: str, text: str, at: int) -> OffsetMap:
    """Follows the lines of `raw`, some of which the clean text may lack, or have without a colon at the end.

    That is what the reader of plain text does with headings. Raises AlignmentError unless all of `text` is
    accounted for.
    """
    aligned, begin = OffsetMap(len(raw)), 0
    for raw_line in raw.splitlines(keepends=True):
        for candidate in (raw_line, raw_line.rstrip().rstrip(":")):
            try:
                part, after = align(candidate, text, at)
            except AlignmentError:
                continue
            aligned.take(part, begin)
            at = after
            break
        begin += len(raw_line)
    if text[at:].strip():
        raise AlignmentError
    return aligned


def _follow(normal: str, text: str, at: int) -> tuple[int, int]:
    """Where the visible characters of `normal` begin (-1 without any) and end in `text`, from `at`."""
    first = -1
    for character in normal:
        if character.isspace():
            continue
        while at < len(text) and text[at].isspace():
            at += 1
        if at == len(text) or text[at] != character:
            raise AlignmentError
        first, at = (at if first < 0 else first), at + 1
    return first, at


def _segments(raw: str) -> Iterator[tuple[int, int, str]]:
    """The smallest runs of characters that NFC changes apart from each other, and what it makes of them."""
    if raw.isprintable() and unicodedata.is_normalized("NFC", raw):
        yield from ((index, index + 1, character) for index, character in enumerate(raw))
        return
    pending: list[str] = []
    begin = end = 0
    for index, character in enumerate(raw):
        if not character.isprintable() and not character.isspace() and not clean_line(character):
            continue  # invisible: `compose` takes it out before it normalises
        if pending and _begins_anew(pending, character):
            yield begin, end, unicodedata.normalize("NFC", "".join(pending))
            pending = []
        begin = begin if pending else index
        pending.append(character)
        end = index + 1
    if pending:
        yield begin, end, unicodedata.normalize("NFC", "".join(pending))


def _begins_anew(pending: list[str], character: str) -> bool:
    """Whether a character begins anew: it is no mark of those before, and does not compose with them."""
    if character.isascii():
        return True
    if unicodedata.combining(character):
        return False
    before = "".join(pending)
    both = unicodedata.normalize("NFC", before + character)
    return both == unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", character)

"""Lists in running text: lines that a sentence with a colon leads in, as "Symptoms include:" does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph import Span
from graph.store import ChunkContent

# Lines that are quoted with their lead-in, and words of one that is not marked as an item; set by hand.
_ITEMS, _ITEM_WORDS = 12, 25
_MARKED = re.compile(r"[-\u2013*\u2022\u00b7\u25cf\u25aa\u25e6]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s")
_LEAD_IN = re.compile(r":[\s\"'\u201d)]*$")
_ENDED = re.compile(r"[.!?][\s\"'\u201d)\]]*$")


@dataclass(frozen=True, slots=True)
class TextList:
    """A list, or the part of it that a chunk holds.

    `lead_in` is None where it stands before the chunk; `lines` are spans of whole lines, in order.
    """

    lead_in: Span | None
    lines: tuple[Span, ...]

    @property
    def run(self) -> Span:
        """The lead-in and as many lines as are quoted with it."""
        start = self.lead_in.start if self.lead_in else self.lines[0].start
        return Span(start, self.lines[min(_ITEMS, len(self.lines)) - 1].end)


def list_around(content: ChunkContent, span: Span) -> TextList | None:
    """The list that a sentence of a chunk leads in or stands in; None where it does neither.

    Lines without a mark of an item count where they are short and have no full stop.
    """
    lines = _lines(content)
    at = next((n for n, line in enumerate(lines) if line.start <= span.start < line.end), None)
    if at is None:
        return None
    if _leads_in(content, span):
        items = _items_from(content, lines, at + 1)
        return TextList(span, items) if items else None
    form = _form(content, lines[at])
    if form is None:
        return None
    first = at
    while (
        first and _form(content, lines[first - 1]) == form and _share_section(content, lines, first - 1, at)
    ):
        first -= 1
    items = _items_from(content, lines, first)
    if first == 0:
        return TextList(None, items)
    led = _leads_in(content, lines[first - 1]) and _share_section(content, lines, first - 1, at)
    return TextList(_last_sentence(content, lines[first - 1]), items) if led else None


def lead_in_at_end(content: ChunkContent) -> Span | None:
    """The lead-in of the list that goes on after a chunk; None where it does not end within one."""
    lines = _lines(content)
    if lines and _leads_in(content, lines[-1]):
        return _last_sentence(content, lines[-1])
    found = list_around(content, lines[-1]) if lines else None
    return found.lead_in if found else None


def _lines(content: ChunkContent) -> list[Span]:
    """The lines of a chunk, and the marked items within one."""
    lines: list[Span] = []
    for span in content.chunk.sentences:
        gap = content.quote(Span(lines[-1].end, span.start)) if lines else "\n"
        if "\n" in gap or _MARKED.match(content.quote(span)):
            lines.append(span)
        else:
            lines[-1] = Span(lines[-1].start, span.end)
    return lines


def _items_from(content: ChunkContent, lines: Sequence[Span], first: int) -> tuple[Span, ...]:
    """The lines from one on that have its form."""
    form = _form(content, lines[first]) if first < len(lines) else None
    if form is None:
        return ()
    last = first
    while (
        last < len(lines)
        and _form(content, lines[last]) == form
        and _share_section(content, lines, max(0, first - 1), last)
    ):
        last += 1
    return tuple(lines[first:last])


def _form(content: ChunkContent, line: Span) -> str | None:
    """How a line is made as an item: by a mark, or by being short and without an end; None for running text."""
    text = content.quote(line)
    if _MARKED.match(text):
        return "marked"
    if _ENDED.search(text) or _LEAD_IN.search(text) or len(text.split()) > _ITEM_WORDS:
        return None
    return "plain"


def _leads_in(content: ChunkContent, line: Span) -> bool:
    return _LEAD_IN.search(content.quote(line)) is not None


def _last_sentence(content: ChunkContent, line: Span) -> Span:
    return [s for s in content.chunk.sentences if line.start <= s.start < line.end][-1]


def _share_section(content: ChunkContent, lines: Sequence[Span], first: int, second: int) -> bool:
    return content.section_of(lines[first]) == content.section_of(lines[second])

"""What text documents of offices have in common: paragraphs with roles, tables, notes, one inside the other."""

from __future__ import annotations

from typing import NamedTuple

from graph.parsing import TooLarge
from ingest.readers.compose.canonical import clean_line
from ingest.readers.compose.outline import Outline
from ingest.readers.compose.paragraphs import join_lines
from ingest.readers.compose.table_rows import TableRows

_MOST_EVENTS = 5_000_000  # elements; a bound on time, a book has under a million


class StyleRole(NamedTuple):
    """What a paragraph's style makes of it: `paragraph`, `heading` (of a level), `title`, `caption`, `left out`."""

    kind: str = "paragraph"
    level: int = 0


class OfficeWalk:
    """Gathers paragraphs as they end; `outline`, `title` and `notes` are what a document is made of.

    The title is what is styled as one; where the document has none of its own (`has_title`), a heading of the first
    level that it begins with.
    """

    def __init__(self, has_title: bool) -> None:
        self._has_title = has_title
        self.outline = Outline()
        self.title = ""
        self.notes: list[str] = []
        self.rows = TableRows()
        self.in_note = 0
        self._open: list[list[str]] = []
        self._began = False
        self._events = 0

    def begin_paragraph(self) -> None:
        """A paragraph begins, perhaps inside another, as those of text boxes do."""
        self._open.append([])

    def add(self, text: str) -> None:
        """Text of the innermost paragraph; a newline begins a line of its own."""
        if self._open:
            self._open[-1].append(text)

    def end_paragraph(self, role: StyleRole) -> None:
        """The innermost paragraph ends."""
        text = "".join(self._open.pop())
        if role.kind == "left out" or not text.strip():
            return
        if self.in_note:
            self.notes.append(clean_line(text))
        elif role.kind == "title" and not self._began:
            self.title = ": ".join(filter(None, (self.title, clean_line(text))))
        elif role == StyleRole("heading", 1) and not (self._began or self.title or self._has_title):
            self.title = clean_line(text)
        elif role.kind == "heading":
            self._began = True
            self.put(self.rows.spill())
            self.outline.heading(role.level, text)
        elif role.kind == "caption":
            self.outline.caption("", clean_line(text))
        else:
            self.put([join_lines(text.split("\n"))])

    def put(self, paragraphs: list[str]) -> None:
        """Paragraphs that are complete, into the cell that is open or into the document."""
        for paragraph in paragraphs:
            self._began = True
            if not self.rows.take(paragraph):
                self.outline.paragraph(paragraph)

    def count(self) -> None:
        """One more event; raises TooLarge."""
        self._events += 1
        if self._events > _MOST_EVENTS:
            raise TooLarge(f"more than {_MOST_EVENTS:,} elements and pieces of text")

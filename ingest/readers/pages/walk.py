"""A page's text, gathered from the parser's events: no tree is built, so that its text is all that a page costs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.parsing import TooLarge
from ingest.readers.compose.canonical import clean_line
from ingest.readers.compose.inline import EMPHASIS, are_apart, raised
from ingest.readers.compose.outline import Outline
from ingest.readers.compose.paragraphs import join_lines
from ingest.readers.compose.table_rows import TableRows
from ingest.readers.pages.meta import PageMeta
from ingest.readers.pages.roles import BLOCKS, HEADINGS, is_left_out, is_no_text

_MAIN = {"main", "article"}
_MOST_EVENTS = 5_000_000  # elements; a bound on time
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BRACKETS = re.compile(r"(?<=\[)\s*\[|\](?=\s*\])")


class PageWalk:
    """A parser's target: `outline` is the page's text, `meta` what its head says.

    The text is what `main` and `article` elements hold where that is most of the page. In a book nothing surrounds
    the text, and a chapter's heading is not the title.
    """

    def __init__(self, in_book: bool = False) -> None:
        self._in_book = in_book
        self.meta = PageMeta()
        self._everything, self._main = Outline(), Outline()
        self._letters, self._letters_in_main = 0, 0
        self._stack: list[str] = []
        self._in_main = self._in_pre = 0
        self._skipped = self._events = 0
        self._held = 0  # depth of the heading or caption whose text is being kept together
        self._text: list[str] = []
        self._rows = TableRows()
        self._brackets = CitationBrackets(self._text)
        self._after_term = False
        self._ended = ""  # the element that ended last, while nothing follows
        self._touching = False  # whether one of the same name began right after it

    @property
    def outline(self) -> Outline:
        """The sections of the page."""
        if self._in_book:
            return self._everything
        return self._main if self._letters_in_main > self._letters / 2 else self._everything

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._count()
        name = tag.rpartition("}")[2].casefold()
        if self._skipped or self._is_left_out(name, attributes):
            self._skipped += 1
            return
        self.meta.start(name, attributes)
        if name in BLOCKS:
            self._boundary(name)
        self._touching, self._ended = name == self._ended and name in EMPHASIS, ""
        self._stack.append(name)
        self._in_main += name in _MAIN
        self._in_pre += name == "pre"
        if name == "br":
            self._text.append("\n")
        elif name in {"a", "sup"}:
            self._brackets.start(name, attributes)
        elif not self._held and (name in HEADINGS or name == "figcaption"):
            self._held = len(self._stack)
            self._add(self._rows.spill())
        elif name in {"table", "tr", "td", "th"}:
            self._start_of_table(name)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
            return
        name = self._ended = self._stack.pop()
        if name in {"a", "sup"}:
            self._brackets.end(name)
        elif name == "title":
            self.meta.page_title = self.meta.page_title or clean_line(self._take_text())
        elif self._held == len(self._stack) + 1:
            self._held = 0
            self._end_of_held(name)
        elif name == "dt":
            self._text.append(" " if clean_line("".join(self._text))[-1:] in ".:;?!" else ": ")
            self._after_term = True
        elif name in BLOCKS:
            self._boundary(name)
        if name == "tr":
            self._add(self._rows.end())
        self._in_main -= name in _MAIN
        self._in_pre -= name == "pre"

    def data(self, text: str) -> None:
        """Characters."""
        self._count()
        if not self._skipped:
            self._ended = ""
            text = self._mended(text)
            self._text.append(text if self._in_pre else _SPACE.sub(" ", text))
            self._after_term = self._after_term and not text.strip()

    def _mended(self, text: str) -> str:
        """Text that begins in a run right after one in the same formatting, and what is raised."""
        before = self._text[-1] if self._text else ""
        if self._touching and text.strip():
            text = f" {text}" if are_apart(before, text) else text
        self._touching = False
        return raised(before, text) if self._stack[-1:] == ["sup"] else text

    def comment(self, text: str) -> None:
        """A comment: browsers write there where they saved the page from."""
        self.meta.comment(text)

    def close(self) -> PageWalk:
        """The page ends."""
        self._flush()
        return self

    def _count(self) -> None:
        self._events += 1
        if self._events > _MOST_EVENTS:
            raise TooLarge(f"more than {_MOST_EVENTS:,} elements and pieces of text")

    def _start_of_table(self, name: str) -> None:
        if name == "tr":
            self._rows.begin()
        elif name == "table":
            self._add(self._rows.spill())
        else:
            self._rows.cell()

    def _boundary(self, name: str) -> None:
        """Between two blocks; a definition goes on the line of its term."""
        if self._held:
            self._text.append("\n")
        elif name == "dt" or not self._after_term:
            self._after_term = False
            self._flush()

    def _flush(self) -> None:
        if paragraphs := self._take_text():
            self._add([paragraphs])

    def _take_text(self) -> str:
        """The text since the last block, a line a paragraph."""
        text = "".join(self._text)
        self._text.clear()
        text = _BRACKETS.sub("", text) if "[" in text else text
        return join_lines(text.strip().split("\n")) if text.strip() else ""

    def _add(self, paragraphs: list[str]) -> None:
        for paragraph in paragraphs:
            if not self._rows.take(paragraph):
                self._letters += len(paragraph)
                self._letters_in_main += len(paragraph) if self._in_main else 0
                for outline in self._outlines():
                    outline.paragraph(paragraph)

    def _end_of_held(self, name: str) -> None:
        text = self._take_text()
        level = HEADINGS.get(name, 0)
        if not text or (level == 1 and not self._in_book and self._is_title(text)):
            return
        for outline in self._outlines():
            if level:
                outline.heading(level, text)
            else:
                outline.caption("", text)

    def _is_left_out(self, name: str, attributes: Mapping[str, str]) -> bool:
        if self._in_book:
            return is_no_text(name, attributes)
        return is_left_out(name, attributes, self._stack[-1:], bool(self._in_main))

    def _is_title(self, text: str) -> bool:
        return self.meta.is_title(clean_line(text), bool(self._in_main))

    def _outlines(self) -> list[Outline]:
        return [self._everything, self._main] if self._in_main else [self._everything]


class CitationBrackets:
    """Puts brackets round citations: `cells<sup><a href="#r12">12</a></sup>` becomes `cells [12]`, no `cells12`."""

    def __init__(self, text: list[str]) -> None:
        self._text = text
        self._in_sup = self._in_link = self._is_open = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A raised text or a link begins."""
        if name == "sup":
            self._in_sup = True
        else:
            self._in_link = (attributes.get("href") or "").startswith("#")
        if self._in_sup and self._in_link and not self._is_open:
            self._text.append(" [")
            self._is_open = True

    def end(self, name: str) -> None:
        """It ends."""
        if name == "sup":
            self._in_sup = False
        else:
            self._in_link = False
        if self._is_open and not (self._in_sup or self._in_link):
            self._text.append("]")
            self._is_open = False

"""The text of marked-up narrative, block by block: HL7's narrative blocks (C-CDA, SPL) and the XHTML they resemble.

A paragraph, list item, heading or line is a block; a table gives one a row ("Header: cell; Header: cell").
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from graph.parsing import Element
from ingest.readers.clinical.narrative_table import table_rows
from ingest.readers.compose.canonical import clean_line
from ingest.readers.streams.xml_records import local_name

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {
    *("paragraph", "list", "item", "caption", "footnote", "text", "renderMultiMedia"),
    *(
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "br",
        "hr",
        "pre",
        "blockquote",
        "section",
        "article",
        "body",
    ),
    *("header", "footer", "main", "form", "fieldset", "address", "figure", "figcaption"),
    *_HEADINGS,
}
_LEFT_OUT = {"head", "script", "style", "title", "template", "noscript", "svg", "object", "iframe"}
_POWER = re.compile(r"[+\-\u2212]?\d+")


class Block(NamedTuple):
    """A line of the narrative, and whether it is the heading of what follows."""

    text: str
    heading: bool = False


def blocks(root: Element) -> list[Block]:
    """Everything inside `root` in reading order; footnotes follow the block they stand in."""
    reader = _Reader()
    reader.read(root)
    return reader.blocks


def paragraphs(root: Element) -> str:
    """The blocks as text, one a line."""
    return "\n".join(block.text for block in blocks(root))


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._text: list[str] = []
        # What is held back while a footnote, which is written where it is referred to, is read.
        self._before_note: list[str] | None = None
        self._notes: list[Block] = []

    def read(self, root: Element) -> None:
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            name = local_name(element)
            if event == "end":
                self._end(name)
                if element is not root and element.tail:
                    self._text.append(element.tail)
            elif name == "table":
                self._flush()
                self.blocks += map(Block, table_rows(element, paragraphs))
                events.skip_subtree()
            elif name in _LEFT_OUT or not name:
                events.skip_subtree()
            else:
                self._start(element, name)
        self._flush()

    def _start(self, element: Element, name: str) -> None:
        if name == "footnote" and self._before_note is None:
            self._before_note, self._text = self._text, []
        elif name in _BLOCKS:
            self._flush()
        before = self._text[-1] if self._text else ""
        if name == "sup" and before[-1:].isdigit() and _POWER.fullmatch(element.text or ""):
            self._text.append("^")  # 10 to the power of 9 must not become 109
        if element.text:
            self._text.append(element.text)

    def _end(self, name: str) -> None:
        if name == "footnote" and self._before_note is not None:
            note, self._text, self._before_note = clean_line("".join(self._text)), self._before_note, None
            self._notes += [Block(note)] if note else []
        elif name in _BLOCKS:
            self._flush(heading=name in _HEADINGS)

    def _flush(self, heading: bool = False) -> None:
        """Ends a block; inside a footnote, which is one block, only a word."""
        if self._before_note is not None:
            self._text.append(" ")
            return
        if text := clean_line("".join(self._text)):
            self.blocks.append(Block(text, heading))
        self.blocks += self._notes
        self._text, self._notes = [], []

"""A walk over JATS's block elements that flattens nested sections, without recursion."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from graph.model import SectionKind
from graph.parsing.xml import Element
from ingest.readers.compose.canonical import Part, line
from ingest.readers.compose.headings import kind_of
from ingest.readers.streams.xml_records import text_of

_SECTIONS = {"sec", "ack", "app", "notes", "glossary", "boxed-text"}
_FLOATS = {"fig", "table-wrap"}
# What begins and ends a paragraph; an element of no known name is taken as inline.
_BLOCKS = {
    *("p", "list", "list-item", "def-list", "def-item", "disp-quote", "statement", "speech", "attrib"),
    *("verse-group", "verse-line", "preformat", "code", "caption", "question", "answer"),
}
_SECTION_TYPES = {
    "intro": SectionKind.INTRODUCTION,
    "introduction": SectionKind.INTRODUCTION,
    "background": SectionKind.INTRODUCTION,
    "materials": SectionKind.METHODS,
    "methods": SectionKind.METHODS,
    "subjects": SectionKind.METHODS,
    "results": SectionKind.RESULTS,
    "discussion": SectionKind.DISCUSSION,
    "conclusion": SectionKind.CONCLUSION,
    "conclusions": SectionKind.CONCLUSION,
}


@dataclass(slots=True)
class _Open:
    """A section the walk is inside of; its heading is given to the first part it yields only."""

    heading: str
    kind: SectionKind


class Walk:
    """Collects `parts` from the elements given to `read`, in reading order.

    A section's captions follow its own text, so that a figure does not cut a paragraph in two.
    """

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._open: list[_Open] = []
        self._text: list[str] = []
        self._paragraphs: list[str] = []
        self._captions: list[Part] = []

    def read(self, root: Element, kind: SectionKind = SectionKind.OTHER) -> None:
        """Adds everything inside `root`, whose sections are of `kind` unless they say otherwise."""
        self._open.append(_Open(_heading(root), kind))
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            if event == "start":
                if element is not root and self._start(element):
                    events.skip_subtree()
                elif element.tag not in _FLOATS and element.text and not _is_heading(element):
                    self._text.append(element.text)
            elif element is not root:
                self._end(element)
        self._flush_section()
        self._open.pop()

    def _start(self, element: Element) -> bool:
        """Opens a block; True when the walk must not go inside."""
        tag = element.tag
        if tag in _SECTIONS:
            self._flush_section()
            self._open.append(self._section(element))
        elif tag in _FLOATS:
            label, caption = text_of(element.find("label")), element.find("caption")
            if caption is not None:
                self._captions.append(Part(label, SectionKind.CAPTION, _caption(caption)))
            return True
        elif _is_heading(element):
            return True
        elif tag in _BLOCKS and not _continues(element):
            self._flush_paragraph()
        return False

    def _end(self, element: Element) -> None:
        if element.tag in _SECTIONS:
            self._flush_section()
            self._open.pop()
        elif element.tag in _BLOCKS:
            self._flush_paragraph()
        elif element.tag in {"label", "term"} and not _is_heading(element):
            self._text.append(": " if element.tag == "term" else " ")
        if element.tail:
            self._text.append(element.tail)

    def _section(self, element: Element) -> _Open:
        heading, parent = _heading(element), self._open[-1].kind
        for name in element.get("sec-type", "").casefold().replace(" ", "|").split("|"):
            if name in _SECTION_TYPES and parent is not SectionKind.ABSTRACT:
                return _Open(heading, _SECTION_TYPES[name])
        return _Open(heading, parent if parent is not SectionKind.OTHER else kind_of(heading))

    def _flush_paragraph(self) -> None:
        paragraph = line("".join(self._text))
        self._text.clear()
        if paragraph:
            self._paragraphs.append(paragraph)

    def _flush_section(self) -> None:
        self._flush_paragraph()
        section = self._open[-1]
        if self._paragraphs:
            self.parts.append(Part(section.heading, section.kind, "\n".join(self._paragraphs)))
            section.heading = ""
        self.parts += self._captions
        self._paragraphs.clear()
        self._captions.clear()


def _is_heading(element: Element) -> bool:
    """Titles and labels of sections: taken when the section opens (`boxed-text` keeps its in a caption)."""
    return element.tag in {"title", "label"} and element.getparent().tag not in {
        "list-item",
        "def-item",
        "list",
    }


def _continues(element: Element) -> bool:
    """Whether a paragraph goes on the line that an item's label or a definition's term began."""
    return (
        element.getparent().tag in {"list-item", "def"}
        and getattr(element.getprevious(), "tag", "label") == "label"
    )


def _heading(element: Element) -> str:
    title = element.find("title")
    return text_of(title if title is not None else element.find("caption/title"))


def _caption(caption: Element) -> str:
    return "\n".join(filter(None, (text_of(child) for child in caption))) or text_of(caption)

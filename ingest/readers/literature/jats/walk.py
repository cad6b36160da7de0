"""A walk over JATS's block elements that flattens nested sections, without recursion."""

from __future__ import annotations

from lxml import etree

from graph import SectionKind
from graph.parsing import Element
from ingest.readers.compose.canonical import clean_line
from ingest.readers.compose.headings import kind_of
from ingest.readers.compose.outline import NestedSections
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


class JatsWalk:
    """Collects the sections of the elements given to `read`, in reading order."""

    def __init__(self) -> None:
        self.sections = NestedSections()
        self._text: list[str] = []

    def read(self, root: Element, kind: SectionKind = SectionKind.OTHER) -> None:
        """Adds everything inside `root`, whose sections are of `kind` unless they say otherwise."""
        self.sections.begin(_heading(root), kind)
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            if event == "start":
                if element is not root and self._start(element):
                    events.skip_subtree()
                elif element.tag not in _FLOATS and element.text and not _is_heading(element):
                    self._text.append(element.text)
            elif element is not root:
                self._end(element)
        self._flush_paragraph()
        self.sections.end()

    def _start(self, element: Element) -> bool:
        """Opens a block; True when the walk must not go inside."""
        tag = element.tag
        if tag in _SECTIONS:
            self._flush_paragraph()
            heading = _heading(element)
            self.sections.begin(heading, _kind(element, heading, self.sections.kind))
        elif tag in _FLOATS:
            label, caption = text_of(element.find("label")), element.find("caption")
            if caption is not None:
                self.sections.caption(label, _caption(caption))
            return True
        elif _is_heading(element):
            return True
        elif tag in _BLOCKS and not _continues(element):
            self._flush_paragraph()
        return False

    def _end(self, element: Element) -> None:
        if element.tag in _SECTIONS:
            self._flush_paragraph()
            self.sections.end()
        elif element.tag in _BLOCKS:
            self._flush_paragraph()
        elif element.tag in {"label", "term"} and not _is_heading(element):
            self._text.append(": " if element.tag == "term" else " ")
        if element.tail:
            self._text.append(element.tail)

    def _flush_paragraph(self) -> None:
        self.sections.paragraph(clean_line("".join(self._text)))
        self._text.clear()


def _kind(section: Element, heading: str, parent: SectionKind) -> SectionKind:
    """The kind its `sec-type` states, else its parent's, else the one that its heading names."""
    for name in section.get("sec-type", "").casefold().replace(" ", "|").split("|"):
        if name in _SECTION_TYPES and parent is not SectionKind.ABSTRACT:
            return _SECTION_TYPES[name]
    return parent if parent is not SectionKind.OTHER else kind_of(heading)


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

"""The text of a TEI document: abstract, divisions flattened in reading order, captions, notes.

Left out: reference lists, cells of tables, labels of formulas, title pages, indexes.
"""

from __future__ import annotations

from lxml import etree

from graph import SectionKind
from graph.parsing import Element
from ingest.readers.compose.canonical import Part, clean_line
from ingest.readers.compose.outline import Outline
from ingest.readers.streams.xml_records import child, child_text, text_of

_DROPPED = ("listBibl", "listOrg", "titlePage", "docTitle", "graphic", "index", "fw", "media")
_DIVISIONS = {"div", *(f"div{n}" for n in range(1, 8)), "group", "front", "body", "back"}
# What begins and ends a paragraph; an element of no known name is taken as inline.
_BLOCKS = {
    *("p", "ab", "lg", "l", "list", "item", "sp", "speaker", "stage", "epigraph", "argument", "head"),
    *("byline", "dateline", "opener", "closer", "salute", "signed", "trailer", "postscript", "formula"),
    *("cit", "listEvent", "castList", "castItem", "bibl", "biblStruct"),
}
_SPACES = {"lb", "pb", "cb", "s", "milestone"}


def parts_of(tei: Element, title: str) -> list[Part]:
    """Every section in reading order; the notes of the whole text are the last."""
    etree.strip_elements(tei, *_DROPPED, with_tail=False)
    for formula in tei.iter("formula"):
        for label in formula.findall("label"):
            label.text = None
    walk = _Walk(clean_line(title))
    for abstract in tei.iterfind("teiHeader/profileDesc/abstract"):
        walk.read(abstract, SectionKind.ABSTRACT)
    for text in tei.iterfind("text"):
        walk.read(text)
    return walk.outline.parts() + walk.notes()


class _Walk:
    """Goes over block elements without recursion, and fills the outline."""

    def __init__(self, title: str) -> None:
        self.outline = Outline()
        self._title = title
        self._text: list[str] = []
        self._notes: list[str] = []
        self._depth = 0

    def read(self, root: Element, kind: SectionKind | None = None) -> None:
        self._depth = 1
        self.outline.heading(1, child_text(root, "head"), kind)
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            if event == "end":
                self._end(element, element is root)
            elif element is not root and self._start(element):
                events.skip_subtree()
            elif element.text:
                self._text.append(element.text)

    def notes(self) -> list[Part]:
        """Foot and end notes: they stand for themselves, out of the sentences that call them."""
        return [Part("Notes", SectionKind.OTHER, "\n".join(self._notes))] if self._notes else []

    def _start(self, element: Element) -> bool:
        """Opens a block; True when the walk must not go inside."""
        tag = element.tag
        if tag in _DIVISIONS:
            self._flush()
            self._depth += 1
            self._open(element)
        elif tag in {"figure", "table"}:
            self.outline.caption(*_caption(element))
            return True
        elif tag == "note":
            self._notes.append(text_of(element))
            return True
        elif tag == "head" and element.getparent().tag in _DIVISIONS:
            return True
        elif tag in _BLOCKS:
            self._flush()
        return False

    def _open(self, division: Element) -> None:
        heading = child_text(division, "head")
        if heading and heading != self._title:
            kind = SectionKind.ABSTRACT if division.get("type") == "abstract" else None
            self.outline.heading(self._depth, heading, kind)

    def _end(self, element: Element, is_root: bool) -> None:
        if is_root or element.tag in _DIVISIONS:
            self._flush()
            self.outline.close(self._depth)
            self._depth -= 1
        elif element.tag in _BLOCKS:
            self._flush()
        elif element.tag in _SPACES or element.tag == "label":
            self._text.append(" ")
        if element.tail and not is_root:
            self._text.append(element.tail)

    def _flush(self) -> None:
        self.outline.paragraph(clean_line("".join(self._text)))
        self._text.clear()


def _caption(figure: Element) -> tuple[str, str]:
    """Label and text of a figure or table; GROBID writes "Table 1 :" into the head and "1" into the label."""
    head = child_text(figure, "head")
    description = [text_of(child(figure, "figDesc")), *map(text_of, figure.iterchildren("note", "p"))]
    text = "\n".join(filter(None, description))
    return (head.rstrip(" :."), text) if text else ("", head)

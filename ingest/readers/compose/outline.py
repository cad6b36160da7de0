"""Headings and paragraphs as they come, gathered into a document's parts."""

from __future__ import annotations

from dataclasses import dataclass

from graph import SectionKind
from ingest.readers.compose.canonical import Part, clean_line
from ingest.readers.compose.headings import heads_references, kind_of


@dataclass(slots=True)
class _Open:
    """A section that may still get text; its heading is given to the first part it yields only."""

    heading: str
    kind: SectionKind
    level: int = 0


class NestedSections:
    """Collects the parts of sections in reading order, nested ones flattened.

    Captions follow the text of their section, so that a figure does not cut a paragraph in two.
    """

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._open: list[_Open] = []
        self._paragraphs: list[str] = []
        self._captions: list[Part] = []

    @property
    def kind(self) -> SectionKind:
        """The kind of the section that is open."""
        return self._open[-1].kind

    def begin(self, heading: str, kind: SectionKind) -> None:
        """Begins a section inside the one that is open."""
        self._flush()
        self._open.append(_Open(heading, kind))

    def end(self) -> None:
        """Ends the section begun last."""
        self._flush()
        self._open.pop()

    def paragraph(self, text: str) -> None:
        """Adds a paragraph, or several of a line each, to the section that is open."""
        if text.strip():
            self._paragraphs.append(text)

    def caption(self, label: str, text: str) -> None:
        """Adds what stands below a figure or above a table."""
        self._captions.append(Part(label, SectionKind.CAPTION, text))

    def parts(self) -> list[Part]:
        """Everything so far."""
        self._flush()
        return self._parts

    def _flush(self) -> None:
        if self._paragraphs:
            section = self._open[-1]
            self._parts.append(Part(section.heading, section.kind, "\n".join(self._paragraphs)))
            section.heading = ""
        self._parts += self._captions
        self._paragraphs.clear()
        self._captions.clear()


class Outline(NestedSections):
    """Collects the parts of sections that headings begin, as in a page: a heading ends those of its level and below.

    A section is of its parent's kind unless that has none. One that holds nothing but smaller sections lends its
    heading to the first of them ("Side effects: Common"), so that no heading is lost. Lists of references are left out.
    """

    def __init__(self) -> None:
        super().__init__()
        self._open.append(_Open("", SectionKind.OTHER))
        self._references = 0  # the level of the list of references while it lasts

    def heading(self, level: int, text: str, kind: SectionKind | None = None) -> None:
        """Begins a section; `level` counts from 1, as h1 does."""
        self.close(level)
        above, text = self._open[-1], clean_line(text)
        is_list_of_references = heads_references(text)
        inherited = above.kind if above.kind is not SectionKind.OTHER else kind_of(text)
        if above.heading:
            text, above.heading = ": ".join(filter(None, (above.heading.rstrip(":"), text))), ""
        if is_list_of_references and not self._references:
            self._references = level
        self._open.append(_Open(text, kind or inherited, level))

    def paragraph(self, text: str) -> None:
        """Adds a paragraph, or several of a line each, to the section that is open."""
        if not self._references:
            super().paragraph(text)

    def caption(self, label: str, text: str) -> None:
        """Adds what stands below a figure or above a table."""
        if not self._references:
            super().caption(label, text)

    def close(self, level: int) -> None:
        """Ends the sections of this level and smaller ones; what follows belongs to the one above."""
        self._flush()
        while self._open[-1].level >= level:
            self._open.pop()
        if self._references >= level:
            self._references = 0

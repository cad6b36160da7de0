"""The outline of a BioC document: what its passages are, by the infons `section_type` and `type`.

Left out, as by the JATS reader: reference lists, cells of tables and their footnotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Generic, Protocol, TypeVar

from graph import SectionKind
from ingest.readers.compose.canonical import Part, clean_line
from ingest.readers.compose.headings import kind_of

_KINDS = {
    "ABSTRACT": SectionKind.ABSTRACT,
    "INTRO": SectionKind.INTRODUCTION,
    "METHODS": SectionKind.METHODS,
    "RESULTS": SectionKind.RESULTS,
    "DISCUSS": SectionKind.DISCUSSION,
    "CONCL": SectionKind.CONCLUSION,
}
_HEADING = re.compile(r"(?:abstract_|footnote_)?title(?:_\d+)?")
_LEFT_OUT = re.compile(r"ref|reference|table|table_foot\w*")


class _Role(Enum):
    TITLE = auto()
    HEADING = auto()
    TEXT = auto()
    CAPTION = auto()
    LEFT_OUT = auto()


class PassageLike(Protocol):
    """What a passage must have to be put in an outline."""

    @property
    def infons(self) -> Mapping[str, str]:
        """What the file says of the passage."""
        ...

    @property
    def text(self) -> str:
        """What it says itself."""
        ...


P = TypeVar("P", bound=PassageLike)


@dataclass(slots=True)
class OutlineSection(Generic[P]):
    """A section, and the passages it is made of: its heading's first when it has one."""

    kind: SectionKind
    heading: P | None = None
    paragraphs: list[P] = field(default_factory=list)

    @property
    def part(self) -> Part:
        """What is composed of it."""
        heading = self.heading.text if self.heading is not None else ""
        return Part(heading, self.kind, "\n".join(passage.text for passage in self.paragraphs))

    @property
    def passages(self) -> list[P]:
        """All its passages in the order of the text."""
        return self.paragraphs if self.heading is None else [self.heading, *self.paragraphs]


@dataclass(frozen=True, slots=True)
class BiocOutline(Generic[P]):
    """The passages of the title (one, or none) and the sections; none of them is empty."""

    title: list[P]
    sections: list[OutlineSection[P]]

    @property
    def full_text(self) -> bool:
        """Whether there is more than title and abstract."""
        return any(section.kind is not SectionKind.ABSTRACT for section in self.sections)


def outline_passages(passages: Sequence[P]) -> BiocOutline[P]:
    """Passages by their roles, in reading order; captions follow the text of the section they stand in."""
    builder: _Builder[P] = _Builder()
    plain = _untyped(passages)
    for number, passage in enumerate(passages):
        if not clean_line(passage.text):
            continue
        role = _role(passage.infons, bool(builder.title)) if not plain else _Role.TEXT
        if plain and number == 0 and len(passages) > 1:
            role = _Role.TITLE
        kind = SectionKind.ABSTRACT if plain and len(passages) == 2 else _kind(passage.infons)
        builder.add(passage, role, kind)
    builder.flush()
    return BiocOutline(builder.title, builder.sections)


def _untyped(passages: Sequence[PassageLike]) -> bool:
    """Some corpora (BioRED's JSON) leave infons out: a first passage before others is then the title."""
    return not any(p.infons.get("type") or p.infons.get("section_type") for p in passages)


def _role(infons: Mapping[str, str], titled: bool) -> _Role:
    kind, section = infons.get("type", "").casefold(), infons.get("section_type", "").upper()
    if section == "REF" or _LEFT_OUT.fullmatch(kind) or (section == "TABLE" and "footnote" in kind):
        return _Role.LEFT_OUT
    if not titled and (section == "TITLE" or (kind in {"title", "front"} and not section)):
        return _Role.TITLE
    if "caption" in kind or kind.startswith("fig") or section in {"FIG", "TABLE"}:
        return _Role.CAPTION
    return _Role.HEADING if _HEADING.fullmatch(kind) else _Role.TEXT


def _kind(infons: Mapping[str, str]) -> SectionKind:
    section = infons.get("section_type", "").upper()
    if section:
        return _KINDS.get(section, SectionKind.OTHER)
    return kind_of(infons.get("type", ""), kind_of(infons.get("section", "")))


class _Builder(Generic[P]):
    def __init__(self) -> None:
        self.title: list[P] = []
        self.sections: list[OutlineSection[P]] = []
        self._open: OutlineSection[P] = OutlineSection(SectionKind.OTHER)
        self._within = ""
        self._captions: list[OutlineSection[P]] = []

    def add(self, passage: P, role: _Role, kind: SectionKind) -> None:
        """Puts the next passage in its place."""
        if role is _Role.TITLE:
            self.title = [passage]
        elif role is _Role.HEADING:
            self.flush()
            self._open = OutlineSection(kind_of(passage.text) if kind is SectionKind.OTHER else kind, passage)
            self._within = passage.infons.get("section_type", "")
        elif role is _Role.CAPTION:
            self._caption(passage)
        elif role is _Role.TEXT:
            self._text(passage, kind)

    def _text(self, passage: P, kind: SectionKind) -> None:
        within, before = passage.infons.get("section_type", ""), self._open
        if within != self._within or kind not in (SectionKind.OTHER, before.kind):
            heading = None if before.paragraphs else before.heading
            self.flush()
            self._open = OutlineSection(
                before.kind if heading and kind is SectionKind.OTHER else kind, heading
            )
            self._within = within
        self._open.paragraphs.append(passage)

    def _caption(self, passage: P) -> None:
        """The title and the text of one figure's caption are passages of the same `id`."""
        last = self._captions[-1].paragraphs[-1] if self._captions else None
        if last is not None and (figure := passage.infons.get("id")) and last.infons.get("id") == figure:
            self._captions[-1].paragraphs.append(passage)
        else:
            self._captions.append(OutlineSection(SectionKind.CAPTION, None, [passage]))

    def flush(self) -> None:
        """Ends the section that is open; a heading without a text of its own is not kept, as with JATS."""
        if self._open.paragraphs:
            self.sections.append(self._open)
        self.sections += self._captions
        self._open, self._captions = OutlineSection(SectionKind.OTHER), []

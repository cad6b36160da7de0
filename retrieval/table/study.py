"""The part of a document that tells of its study in short, as sentences that know their section and role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph import Document, Section, SectionKind, Span, split_sentences
from retrieval.table.cell import Cell
from retrieval.table.role import Role, roles_of

_MOST = 6000  # characters; the longest structured abstracts have about 5,000. Set by hand
_TOLD = frozenset({SectionKind.RESULTS, SectionKind.CONCLUSION})
_STARTS_ANEW = frozenset({SectionKind.INTRODUCTION, SectionKind.METHODS})


@dataclass(frozen=True, slots=True)
class StudySentence:
    """One sentence at `span` of the document, in a section of that kind; `place` is its number in the study."""

    span: Span
    text: str
    kind: SectionKind
    role: Role
    place: int

    @property
    def is_own(self) -> bool:
        """Whether it tells what this paper did or found."""
        return self.role is Role.FINDING

    def cell(self, start: int, end: int, value: str, confidence: float) -> Cell:
        """The cell of the characters `[start, end)` of this sentence; `value` where it is not what stands there."""
        quote = self.text[start:end]
        return Cell(value or quote, quote, self.span.start + start, self.span.start + end, confidence)

    def cell_of(self, match: re.Match[str], group: str | int = 0, value: str = "", *, sure: float) -> Cell:
        """The cell of a group of a match in this sentence."""
        return self.cell(match.start(group), match.end(group), value, sure)


@dataclass(frozen=True, slots=True)
class Study:
    """A document as a study: its sentences, the title's first, to the end of its abstract."""

    document: Document
    sentences: tuple[StudySentence, ...]

    @property
    def title(self) -> str:
        """The title as it stands in the text, or ''."""
        return " ".join(s.text for s in self.sentences if s.kind is SectionKind.TITLE)

    @property
    def body(self) -> tuple[StudySentence, ...]:
        """All sentences but the title's."""
        return tuple(s for s in self.sentences if s.kind is not SectionKind.TITLE)

    @property
    def own(self) -> tuple[StudySentence, ...]:
        """The sentences of the body that tell what this paper did or found."""
        return tuple(s for s in self.body if s.is_own)


def study_of(document: Document) -> Study:
    """The document as a study.

    Of a paper in full the abstract is read alone: it ends where another introduction or a second part on methods begins
    after results were told, or a second abstract for other readers after the conclusion, or after 6,000 characters.
    """
    found: list[tuple[Span, SectionKind]] = []
    for section in _abstract(document.sections):
        spans = split_sentences(document.text, section.start, section.end)
        found.extend((span, section.kind) for span in spans)
    texts = [(span.of(document.text), kind) for span, kind in found]
    roles = roles_of(texts)
    sentences = (
        StudySentence(span, text, kind, role, place)
        for place, ((span, kind), (text, _), role) in enumerate(zip(found, texts, roles, strict=True))
    )
    return Study(document, tuple(sentences))


def _abstract(sections: Sequence[Section]) -> Iterator[Section]:
    read, told, concluded = 0, False, False
    for section in sections:
        starts_anew = (told and section.kind in _STARTS_ANEW) or (
            concluded and section.kind is SectionKind.ABSTRACT
        )
        if starts_anew or read > _MOST:
            return
        told = told or section.kind in _TOLD
        concluded = concluded or section.kind is SectionKind.CONCLUSION
        read += section.end - section.start
        yield section

"""Made-up papers, for tests of what the table reads in them."""

from __future__ import annotations

from typing import Any

from graph import Document, Section, SectionKind
from retrieval.table import study_of
from retrieval.table.study import Study

KINDS = {
    "a": SectionKind.ABSTRACT,
    "i": SectionKind.INTRODUCTION,
    "m": SectionKind.METHODS,
    "r": SectionKind.RESULTS,
    "c": SectionKind.CONCLUSION,
}


def paper(title: str = "", *, id: str = "pmid:1", **parts: Any) -> Document:
    """A document of sections by the letters of `KINDS`, in the order given; other names are fields of it."""
    text, sections = title, [Section(0, len(title), kind=SectionKind.TITLE)]
    for letter in [name for name in parts if name in KINDS]:
        text += "\n\n"
        start = len(text)
        text += parts.pop(letter)
        sections.append(Section(start, len(text), kind=KINDS[letter]))
    return Document(id=id, text=text, title=title, sections=tuple(sections), **parts)


def study(title: str = "", **parts: Any) -> Study:
    """The same, as a study."""
    return study_of(paper(title, **parts))

"""Structured abstracts written in one run, "BACKGROUND: ... METHODS: ...", taken apart at their labels."""

from __future__ import annotations

import re

from graph import SectionKind
from ingest.readers.compose.canonical import Part
from ingest.readers.compose.headings import kind_of

# A label begins the abstract, a line or a sentence, and is written in capitals or begins with one.
_LABEL = re.compile(
    r"(?:^|(?<=[.?!)\]%] )|(?<=\n))(?P<label>"
    r"[A-Z]{2,}+['\u2019]?(?:[ ,/&()-]++[A-Z'\u2019]++){0,7}+\)?"
    r"|[A-Z][a-z]++['\u2019]?(?:[ ,/&]++[A-Za-z]++){0,4}+):\s"
)
_UNLABELLED = {"UNLABELLED", "UNLABELED", "UNASSIGNED"}
_LEAST_LETTERS = 6  # a label no paper shares ("FUNDING") is longer than an abbreviation ("COPD")


def split_abstract(text: str) -> list[Part]:
    """The abstract's sections; one without a heading when it is not structured."""
    marks = [mark for mark in _LABEL.finditer(text) if _is_label(mark["label"])]
    if not marks or marks[0].start() or not _is_structured([mark["label"] for mark in marks]):
        return [Part("", SectionKind.ABSTRACT, text)]
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [
        _part(mark["label"], text[mark.end() : end].strip()) for mark, end in zip(marks, ends, strict=True)
    ]


def _part(label: str, text: str) -> Part:
    label = "" if label in _UNLABELLED else label
    return Part(label, kind_of(label, SectionKind.ABSTRACT), text)


def _is_label(label: str) -> bool:
    shared = label in _UNLABELLED or kind_of(label) is not SectionKind.OTHER
    return shared or (label.isupper() and sum(map(str.isalpha, label)) >= _LEAST_LETTERS)


def _is_structured(labels: list[str]) -> bool:
    """One label in capitals is enough; an ordinary sentence may begin "Results: " once."""
    return labels[0].isupper() or len(labels) > 1

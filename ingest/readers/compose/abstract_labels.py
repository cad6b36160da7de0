"""Structured abstracts written in one run, "BACKGROUND: ... METHODS: ...", taken apart at their labels."""

from __future__ import annotations

import re

from graph import SectionKind
from ingest.readers.compose.canonical import Part
from ingest.readers.compose.headings import kind_of

# A label is written in capitals or begins with one, and ends with a colon.
_LABEL = re.compile(
    r"(?P<label>"
    r"(?<![A-Z])[A-Z]{2,}+['\u2019]?(?:[ ,/&()-]++[A-Z'\u2019]++){0,7}+\)?"
    r"|[A-Z][a-z]++['\u2019]?(?:[ ,/&]++[A-Za-z]++){0,4}+) ?:\s"
)
# Words that hardly begin a sentence of their own: they are labels with less than a colon behind them.
_WORD = (
    r"backgrounds?|introduction|objectives?|aims?|purpose|context|importance|rationale|hypothesis"
    r"|(?:study )?design|settings?|participants|patients|subjects|interventions?|measurements?|materials?"
    r"|data sources|methods?|methodology|main outcome measures?|main results|main outcomes|measures|results?|findings"
    r"|discussion|interpretation|limitations?|(?:principal |main )?conclusions?|relevance|significance"
)
_SURE = re.compile(
    rf"(?P<label>(?=[A-Z])(?i:(?:{_WORD})(?:(?: and | ?& ?|, ?| ?/ ?)(?:{_WORD}))*+))"
    r"(?P<mark>\s?[\u2013\u2014]\s*+|\s-+\s+|\.[\u2013\u2014-]{1,2}\s*+|\.\s+|\s+)"
    r"(?!(?:AND|OR|OF|FOR|IN)\b)(?=[^\sa-z:.,;&/\u2013\u2014-])"
)
# Where a line or a sentence begins with what may be a label; one expression, as most sentences begin with none.
_BEGINS = re.compile(
    r"[.?!)\]%\"\u201d\n](?:(?<=\n)| )(?=[A-Z])(?="
    + "|".join(
        label.pattern.replace("?P<label>", "?:").replace("?P<mark>", "?:") for label in (_LABEL, _SURE)
    )
    + ")"
)
_SAYS_PART = re.compile(r"(?:conclusion|result|method|background|objective|aim)s?|discussion", re.IGNORECASE)
_UNLABELLED = {"UNLABELLED", "UNLABELED", "UNASSIGNED"}
_LEAST_LETTERS = 6  # a label no paper shares ("FUNDING") is longer than an abbreviation ("COPD")
_RUN_ON = 3  # labels of different kinds without any mark behind them that make a structured abstract
_OWN_PART = {SectionKind.METHODS, SectionKind.RESULTS, SectionKind.CONCLUSION}

Mark = re.Match[str]


def split_abstract(text: str) -> list[Part]:
    """The abstract's sections; one without a heading when it is not structured, and for what precedes a label."""
    marks = _marks(text)
    if not marks:
        return [Part("", SectionKind.ABSTRACT, text)]
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    parts = [
        _part(mark["label"], text[mark.end() : end].strip()) for mark, end in zip(marks, ends, strict=True)
    ]
    before = text[: marks[0].start()].strip()
    return [Part("", SectionKind.ABSTRACT, before), *parts] if before else parts


def _marks(text: str) -> list[Mark]:
    """The labels in order: those with a colon, and sure words with another mark where several stand so."""
    starts = [0, *(begin.end() for begin in _BEGINS.finditer(text))]
    with_colon = [
        mark for start in starts if (mark := _LABEL.match(text, start)) and _is_label(mark["label"])
    ]
    dashed: list[Mark] = []
    stopped: list[Mark] = []
    run_on: list[Mark] = []
    for mark in filter(None, (_SURE.match(text, start) for start in starts)):
        sign = mark["mark"].strip()
        (stopped if sign == "." else dashed if sign else run_on).append(mark)
    found = [
        *(dashed if _are_labels(dashed, 2) else filter(_says_part, dashed)),
        *(stopped if _are_labels(stopped, 2) else ()),
        *(run_on if _are_labels(run_on, _RUN_ON) else ()),
        *(with_colon if _is_structured(with_colon) else ()),
    ]
    return sorted(found, key=lambda mark: mark.start())


def _are_labels(marks: list[Mark], least: int) -> bool:
    """Whether so many different kinds of part are announced in the same way that these are labels."""
    kinds = {kind_of(mark["label"]) for mark in marks}
    return len(kinds) >= least and bool(kinds & _OWN_PART)


def _part(label: str, text: str) -> Part:
    """A section; a label above nothing ("Methods" right above "Subjects") is text itself, lest it be lost."""
    if not text:
        return Part("", kind_of(label, SectionKind.ABSTRACT), label)
    label = "" if label in _UNLABELLED else label
    return Part(label, kind_of(label, SectionKind.ABSTRACT), text)


def _is_label(label: str) -> bool:
    shared = label in _UNLABELLED or kind_of(label) is not SectionKind.OTHER
    return shared or (label.isupper() and sum(map(str.isalpha, label)) >= _LEAST_LETTERS)


def _says_part(mark: Mark) -> bool:
    return _SAYS_PART.fullmatch(mark["label"]) is not None


def _is_structured(marks: list[Mark]) -> bool:
    """Whether words with a colon are labels: two are, and one in capitals.

    One in small letters is where it says what part follows, and something precedes it: an ordinary sentence may
    begin "Results: " once, and one about patients "Patients: ".
    """
    if not marks:
        return False
    shared = [each for each in marks if kind_of(each["label"]) is not SectionKind.OTHER]
    if len(shared) > 1 or (len(marks) > 1 and marks[0].start() == 0):
        return True
    first = shared[0] if shared else marks[0]
    if first["label"].isupper():
        return first.start() == 0 or bool(shared)
    return first.start() > 0 and _says_part(first)

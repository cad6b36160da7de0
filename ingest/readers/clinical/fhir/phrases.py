"""Sentences out of coded facts, worded so that the assertion stage reads them as the record means them.

A thing that is not so ("refuted", "not taken") must never be read as so, whatever its name: every such sentence is
tried on the rules of that stage, which the reader is given. Where the name defeats the words around it, a field says
it of the whole sentence ("status: not taken"); only where it defeats that too do its codes stand instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from graph import Assertion, split_sentences
from ingest.readers.clinical.fhir.values import codes, concept

ReadAssertions: TypeAlias = Callable[[str, Sequence[tuple[int, int]]], Sequence[Assertion]]
"""The assertion of each span (offsets in the sentence) of a sentence."""

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.?!]\s+(?=[A-Z])")
# Read as of everything in its sentence: `ingest.assertion.fields`.
_FIELD = "status: not present"
_STANDS_ALONE = re.compile(r"(?:no|not|none|without)\b(?!-)", re.IGNORECASE)


class RecordStatement(NamedTuple):
    """One statement: the section it belongs to, its date for the order (`''` first), and the sentence."""

    section: str
    date: str
    text: str


class Wording(NamedTuple):
    """What stands before and after a name, and how the rules must read the name in between."""

    before: str
    after: str
    assertion: Assertion


# Before and behind the name, since either alone reaches only 60 characters.
ABSENT = Wording("No evidence of", "not present", Assertion.NEGATED)
NOT_DONE = Wording("No", "not observed", Assertion.NEGATED)
POSSIBLE = Wording("Possible", "", Assertion.UNCERTAIN)


def sentence(name: str, *details: str) -> str:
    """`Name, first detail; second detail.`; semicolons keep what is said of one from what is said of another."""
    name = name.rstrip(" .?!;:,")
    first, *others = [*filter(None, details), ""]
    joined = "; ".join(detail.rstrip(" .;") for detail in [first, *others] if detail)
    return f"{name}, {joined}." if joined else f"{name}."


def qualified(
    read_assertions: ReadAssertions, wording: Wording, value: object, *details: str, noun: str = ""
) -> str:
    """A sentence of a coded thing that is not simply so; `noun` stands before its name ("No use of").

    The first of `details` is its status.
    """
    name = _SENTENCE_END.sub("; ", concept(value)).rstrip(" .?!;:,")
    if name and _STANDS_ALONE.match(name):
        # "No known allergy": refuted, it must not read as denied all the same.
        if wording.assertion is not Assertion.NEGATED:
            return sentence(name, *details)
    elif name:
        with_name = _qualified(wording, noun, name, details)
        if _reads_as(read_assertions, with_name, name, wording.assertion):
            return with_name
        if wording.assertion is Assertion.NEGATED:
            status, *others = details or ("",)
            with_field = sentence(
                f"{wording.before} {noun} {name}".replace("  ", " "), _FIELD, status, *others
            )
            if _reads_as(read_assertions, with_field, name, wording.assertion):
                return with_field
    return _qualified(wording, noun, codes(value) or "what was recorded", details)


def _qualified(wording: Wording, noun: str, name: str, details: tuple[str, ...]) -> str:
    return sentence(" ".join(filter(None, (wording.before, noun, name))), wording.after, *details)


def _reads_as(read_assertions: ReadAssertions, text: str, name: str, assertion: Assertion) -> bool:
    """Whether `text` is one sentence in which `name`, and every word of it, would have the assertion as a mention."""
    if len(split_sentences(text, 0, len(text))) != 1:
        return False
    start = text.index(name)
    words = [(start + m.start(), start + m.end()) for m in _WORD.finditer(name)]
    # One at a time: a name is recognised in some of its words, and what is around it is not.
    return all(read_assertions(text, [span])[0] is assertion for span in [(start, start + len(name)), *words])

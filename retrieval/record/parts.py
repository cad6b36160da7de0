"""A line that asks several things of a record, cut into its questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.vocabulary.lexicon import Lexicon
from retrieval.record.question import RecordQuestion, Wanted, parse

_SENTENCE = re.compile(r"(?<=\?)\s++(?=\w)|(?<!\s)\s*+;\s+")
_ASKS = (
    r"(?:which|what|when|why|how|who|is|are|was|were|do(?:es)?|did|ha[sd]|have|can|could|may|should|will|would|any|if"
    r"|whether)"
)
# "..., and can she have amoxicillin": what follows has a verb or a question word of its own.
_JOINED = re.compile(
    rf"(?<![,\s])(?:,|\s++(?:and|or|but|plus|also|&|\+|/))++\s++(?:also\s++|then\s++)?(?={_ASKS}\b)",
    re.IGNORECASE,
)
_AND = re.compile(
    r"(?<!\s)(?:\s*+,\s*+(?:and\s++)?|\s++(?:and|plus|&|\+|/)\s++)(?:(?:her|his|their|the|any|all|current)\s++)*+",
    re.I,
)
# "When was it stopped", "why": what the question before named.
_POINTS_BACK = re.compile(
    r"\b(?:it|that|those|these|this|them|one|ones)\b|^\W*(?:and |so )?(?:why|when|since when|how (?:much|often|long)"
    r"|what dose|at what dose)\b[^,]{0,24}$",
    re.IGNORECASE,
)


def questions_of(
    text: str, lexicon: Lexicon, of_patient: bool = False
) -> list[tuple[str, RecordQuestion | None]]:
    """Each question of a text with what it asks of a record, None where it asks nothing of one.

    "Any allergies, and can she have amoxicillin?" are two, so are "allergies and medications?" and "On digoxin? Since
    when?", whose second asks of the first's. `of_patient` is as in `parse`.
    """
    whole = parse(text, lexicon, of_patient)
    of_patient = of_patient or (whole is not None and whole.personal)
    asked: list[tuple[str, RecordQuestion | None]] = []
    for part in _parts(text, lexicon, of_patient):
        question = parse(part, lexicon, of_patient)
        before = next((q for _, q in reversed(asked) if q is not None), None)
        asked.append((part, _completed(part, question, before)))
    return asked if len(asked) > 1 and sum(q is not None for _, q in asked) > 1 else [(text, whole)]


def _completed(
    part: str, question: RecordQuestion | None, before: RecordQuestion | None
) -> RecordQuestion | None:
    """A question with what it leaves to the one before it: its kind of entry, or the thing that it points back to."""
    if before is None or (question is not None and question.terms and question.category is not None):
        return question
    points_back = _POINTS_BACK.search(part) is not None
    if question is None:
        return replace(before, text=part, wanted=Wanted.ALL) if points_back else None
    if question.terms or not points_back:
        return question
    return replace(question, alternatives=before.alternatives, category=question.category or before.category)


def _parts(text: str, lexicon: Lexicon, of_patient: bool) -> Iterator[str]:
    for sentence in filter(None, map(str.strip, _SENTENCE.split(text))):
        for part in filter(None, map(str.strip, _JOINED.split(sentence))):
            yield from _kinds(part, lexicon, of_patient)


def _kinds(text: str, lexicon: Lexicon, of_patient: bool) -> Iterator[str]:
    """A question cut where it names another kind of entry and nothing else: "allergies and current medications"."""
    first = 0
    for joint in _AND.finditer(text):
        left, rest = text[first : joint.start()], text[joint.end() :]
        following = _AND.split(rest, maxsplit=1)[0]
        one, other = parse(left, lexicon, of_patient), parse(following, lexicon, of_patient)
        if one and other and one.category and other.category not in (None, one.category) and not other.terms:
            yield left
            first = joint.end()
    yield text[first:]

"""What a document tells about its mentions: the long forms of short ones, and what else it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from graph.linking.candidates import Candidates
from graph.linking.columns import COLUMNS, DOCUMENT_FEATURES
from graph.linking.ranker import Values

_CAUSE_ADDED = COLUMNS.index("cause_added")
_NEVER = 100.0
_FIRST = len(COLUMNS) - len(DOCUMENT_FEATURES)
_SHORT = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z][A-Za-z0-9]{1,6}")
_WORD = re.compile(r"[^\W_]+")
_PASSED = frozenset("of the and in or to for with by".split())


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a document names beyond doubt, what is near that in the hierarchy, and whether it names a chemical."""

    named: set[int]
    kin: set[int]
    chemical: bool

    def completed(self, candidates: Candidates) -> Values:
        """The candidates' values with those of DOCUMENT_FEATURES."""
        values = candidates.values.copy()
        values[:, _FIRST:] = [
            (number in self.named, number in self.kin, 0.0) for number in candidates.concepts
        ]
        if self.chemical:
            values[:, _FIRST + 2] = values[:, _CAUSE_ADDED] > 0
        return values

    def unfounded(self, values: Values) -> Values:
        """What to take from the scores of "drug-induced" names where neither mention nor document names a cause."""
        return np.where((values[:, _CAUSE_ADDED] > 0) & (not self.chemical), _NEVER, 0.0)


def expanded(written: Iterable[str], long_forms: Mapping[str, str]) -> list[str]:
    """The mentions with every short form, alone or inside, as the document defines it."""
    if not long_forms:
        return list(written)
    choices = "|".join(re.escape(short) for short in sorted(long_forms, key=lambda s: (-len(s), s)))
    pattern = re.compile(rf"(?<!\w)(?:{choices})(?=s?(?!\w))")
    return [pattern.sub(lambda found: long_forms[found[0]], words) for words in written]


def is_short(written: str) -> bool:
    """Whether a mention can be an abbreviation: one word with two capitals."""
    return _SHORT.fullmatch(written) is not None


def initials(phrase: str) -> str:
    """The capitals that would stand for a phrase: `ALF` of "acute liver failure"."""
    return "".join(word[0] for word in _WORD.findall(phrase.lower()) if word not in _PASSED).upper()

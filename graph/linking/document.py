"""What the document adds to a mention: the long forms of abbreviations, and which other concepts it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from graph.linking.candidates import Candidates
from graph.linking.columns import COLUMNS, DOCUMENT_FEATURES
from graph.linking.ranker import Values

_CAUSE_ADDED = COLUMNS.index("cause_added")
_EXCLUDED = 100.0  # more than any score: the candidate cannot win
_FIRST_DOCUMENT_COLUMN = len(COLUMNS) - len(DOCUMENT_FEATURES)
_ABBREVIATION = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z][A-Za-z0-9]{1,6}")
_WORD = re.compile(r"[^\W_]+")
_SKIPPED = frozenset("of the and in or to for with by".split())


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """The concepts a document certainly names, those next to them in the hierarchy, and whether it names a chemical."""

    named: set[int]
    related: set[int]
    chemical: bool

    def with_document_features(self, candidates: Candidates) -> Values:
        """The candidates' values, shape `(concepts, COLUMNS)`, with those of DOCUMENT_FEATURES filled in."""
        values = candidates.values.copy()
        values[:, _FIRST_DOCUMENT_COLUMN:] = [
            (number in self.named, number in self.related, 0.0) for number in candidates.concepts
        ]
        if self.chemical:
            values[:, _FIRST_DOCUMENT_COLUMN + 2] = values[:, _CAUSE_ADDED] > 0
        return values

    def cause_penalty(self, values: Values) -> Values:
        """The penalty on scores of "drug-induced" names where neither mention nor document names a chemical."""
        return np.where((values[:, _CAUSE_ADDED] > 0) & (not self.chemical), _EXCLUDED, 0.0)


def expand_abbreviations(written: Iterable[str], long_forms: Mapping[str, str]) -> list[str]:
    """The mentions with every short form, alone or inside, as the document defines it."""
    if not long_forms:
        return list(written)
    choices = "|".join(re.escape(short) for short in sorted(long_forms, key=lambda s: (-len(s), s)))
    pattern = re.compile(rf"(?<!\w)(?:{choices})(?=s?(?!\w))")
    return [pattern.sub(lambda found: long_forms[found[0]], words) for words in written]


def is_abbreviation(written: str) -> bool:
    """Whether a mention can be an abbreviation: one word with two capitals."""
    return _ABBREVIATION.fullmatch(written) is not None


def initials(phrase: str) -> str:
    """The capitals that would stand for a phrase: `ALF` of "acute liver failure"."""
    return "".join(word[0] for word in _WORD.findall(phrase.lower()) if word not in _SKIPPED).upper()

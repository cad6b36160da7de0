"""What the document adds to a mention: the long forms of abbreviations, and which other concepts it names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.linking.candidate_values import Candidates
from graph.linking.columns import COLUMNS, DOCUMENT_FEATURES
from graph.linking.defined_forms import DefinedForms
from graph.linking.ranker import Values

_CAUSE_ADDED = COLUMNS.index("cause_added")
_CAUSE_IN_BOTH = COLUMNS.index("cause_in_both")
_INDUCED = re.compile(r"(?:[ -](?:induced|related|associated))? $")
_CAUSED_BY = re.compile(
    r" (?:(?:was |were )?(?:induced|caused|produced|provoked) by|due to|secondary to) (?:the |an? )?"
)
_LONGEST_CAUSE = 24  # characters between a chemical and what it causes
_EXCLUDED = 100.0  # more than any score: the candidate cannot win
_FIRST_DOCUMENT_COLUMN = len(COLUMNS) - len(DOCUMENT_FEATURES)


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """The concepts a document certainly names, those next to them in the hierarchy, and those it says are induced.

    `caused` are "drug-induced" concepts that a mention of the document names with their cause.
    """

    named: set[int]
    related: set[int]
    caused: set[int]

    def with_document_features(self, candidates: Candidates) -> Values:
        """The candidates' values, shape `(concepts, COLUMNS)`, with those of DOCUMENT_FEATURES filled in."""
        values = candidates.values.copy()
        values[:, _FIRST_DOCUMENT_COLUMN:] = [
            (number in self.named, number in self.related, 0.0) for number in candidates.concepts
        ]
        values[:, _FIRST_DOCUMENT_COLUMN + 2] = self._are_caused(candidates) & (values[:, _CAUSE_ADDED] > 0)
        return values

    def cause_penalty(self, candidates: Candidates) -> Values:
        """The penalty on scores of "drug-induced" names where neither mention nor document speaks of the cause."""
        added = candidates.values[:, _CAUSE_ADDED] > 0
        return np.where(added & ~self._are_caused(candidates), _EXCLUDED, 0.0)

    def _are_caused(self, candidates: Candidates) -> NDArray[np.bool_]:
        caused = (number in self.caused or number in self.named for number in candidates.concepts)
        return np.fromiter(caused, np.bool_, len(candidates.concepts))


def concepts_with_cause(found: Iterable[Candidates], induced: Iterable[bool]) -> set[int]:
    """The "drug-induced" concepts that mentions name together with their cause ("cocaine-induced").

    `induced` says of each mention that its cause stands before it.
    """
    return {
        number
        for one, has_cause in zip(found, induced, strict=True)
        for number, values in zip(one.concepts, one.values, strict=True)
        if values[_CAUSE_IN_BOTH] or (has_cause and values[_CAUSE_ADDED])
    }


def are_induced(
    text: str, spans: Iterable[tuple[int, int]], starts: Collection[int], ends: Collection[int]
) -> Iterator[bool]:
    """Whether the text says of each span that a chemical caused it: "levodopa-induced -", "- caused by levodopa".

    `starts` and `ends` are those of the chemicals' names.
    """
    for start, end in spans:
        before = _INDUCED.search(text, max(0, start - _LONGEST_CAUSE), start)
        after = _CAUSED_BY.match(text, end, end + _LONGEST_CAUSE)
        yield (before is not None and before.start() in ends) or (after is not None and after.end() in starts)


def expand_abbreviations(written: Iterable[str], long_forms: Mapping[str, str]) -> list[str]:
    """The mentions with every short form, alone or inside, as the document defines it.

    One of which it only says that it stands for something ('') stays.
    """
    forms = DefinedForms(short for short, long in long_forms.items() if long)
    return [_expanded(words, forms, long_forms) for words in written]


def _expanded(words: str, forms: DefinedForms, long_forms: Mapping[str, str]) -> str:
    parts, at = list[str](), 0
    for span in forms.spans(words):
        parts += words[at : span.start], long_forms[span.of(words)]
        at = span.end
    return "".join((*parts, words[at:]))

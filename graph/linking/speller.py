"""Misspellings: a word no name has, and the one word of the names that it must be.

Only differences that no two drugs or diseases have: one letter left out or put in, two exchanged, or one vowel for
another, inside a long word whose first and last three letters are right. A word that some name has is never corrected:
`prednisone` is no misspelling of `prednisolone`.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.vocabulary.names.opposites import are_opposites

# Set by hand, both; no pair of tests/graph/linking/test_confusable.py passes.
_SHORTEST, _EDGE = 8, 3
_VOWELS = frozenset("aeiouy")


class Speller:
    """The long words of all names, by their first and last letters."""

    def __init__(self, words: Iterable[str]) -> None:
        self._near: dict[str, list[str]] = {}
        for word in words:
            if len(word) >= _SHORTEST and word.isalpha():
                self._near.setdefault(word[:_EDGE] + word[-_EDGE:], []).append(word)

    def correction(self, word: str) -> str:
        """The one word that this is a misspelling of; '' when there is none, or more than one."""
        if len(word) < _SHORTEST or not word.isalpha():
            return ""
        near = self._near.get(word[:_EDGE] + word[-_EDGE:], ())
        corrections = [
            candidate
            for candidate in near
            if _is_misspelling(word, candidate) and not are_opposites(word, candidate)
        ]
        return corrections[0] if len(corrections) == 1 else ""


def _is_misspelling(written: str, correction: str) -> bool:
    difference = len(written) - len(correction)
    if abs(difference) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(written, correction, strict=False)) if a != b), -1)
    if start < 0:
        return False
    if difference:
        longer, shorter = (written, correction) if difference > 0 else (correction, written)
        return longer[:start] + longer[start + 1 :] == shorter
    a, b = written[start:], correction[start:]
    if a[1:] == b[1:]:
        return a[0] in _VOWELS and b[0] in _VOWELS
    return a[:2] == b[1::-1] and a[2:] == b[2:]

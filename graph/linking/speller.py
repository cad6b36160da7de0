"""Slips of the pen: a word no name has, and the one word of the names that it must be.

Only slips that no two drugs or diseases differ by: one letter left out or put in, two exchanged, or one vowel for
another, inside a long word whose first and last three letters are right. A word that some name has is never taken for
another one: `prednisone` is not a slip for `prednisolone`.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.vocabulary.names.opposites import are_opposites

_SHORTEST = 8
_EDGE = 3
_VOWELS = frozenset("aeiouy")


class Speller:
    """The long words of all names, by their first and last letters."""

    def __init__(self, words: Iterable[str]) -> None:
        self._near: dict[str, list[str]] = {}
        for word in words:
            if len(word) >= _SHORTEST and word.isalpha():
                self._near.setdefault(word[:_EDGE] + word[-_EDGE:], []).append(word)

    def meant(self, word: str) -> str:
        """The one word that this is a slip of; '' when there is none, or more than one."""
        if len(word) < _SHORTEST or not word.isalpha():
            return ""
        near = self._near.get(word[:_EDGE] + word[-_EDGE:], ())
        found = [known for known in near if _is_slip(word, known) and not are_opposites(word, known)]
        return found[0] if len(found) == 1 else ""


def _is_slip(written: str, meant: str) -> bool:
    difference = len(written) - len(meant)
    if abs(difference) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(written, meant, strict=False)) if a != b), -1)
    if start < 0:
        return False
    if difference:
        longer, shorter = (written, meant) if difference > 0 else (meant, written)
        return longer[:start] + longer[start + 1 :] == shorter
    a, b = written[start:], meant[start:]
    if a[1:] == b[1:]:
        return a[0] in _VOWELS and b[0] in _VOWELS
    return a[:2] == b[1::-1] and a[2:] == b[2:]

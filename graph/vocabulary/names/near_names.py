"""Names that are equal but for the order of their words, or for a misspelling in one of them; they only suggest.

A misspelling is an edit distance of 1, in words of ten letters and more of 2 (optimal string alignment: a letter
inserted, deleted or replaced, or two neighbours exchanged). Words that are opposites are no misspelling of each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from graph.model import Entity
from graph.vocabulary.names.opposites import are_opposites
from graph.vocabulary.names.tokens import key_of

_SHORTEST, _LONG = (
    6,
    10,
)  # set by hand: shorter words have too many neighbours; a person decides on every suggestion
_ENDS = 4  # letters at the beginning or end of a word that must be equal; set by hand


class NearNames:
    """Entities by the words of their names."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._ordered: dict[tuple[str, ...], list[Entity]] = defaultdict(list)
        self._near: dict[tuple[tuple[str, ...], int, str], list[tuple[Entity, str]]] = defaultdict(list)
        for entity in entities:
            words = key_of(entity.name).split()
            self._ordered[tuple(sorted(words))].append(entity)
            for rest, index, word, end in _ends(words):
                self._near[rest, index, end].append((entity, word))

    def similar_to(self, key: str) -> Iterator[tuple[int, Entity, str]]:
        """The entities whose names are nearly this normalised name, each with the edit distance and the difference."""
        words = key.split()
        for entity in self._ordered.get(tuple(sorted(words)), ()):
            if not are_opposites(entity.name, key):
                yield 0, entity, "in another order"
        for rest, index, word, end in _ends(words):
            for entity, other in self._near.get((rest, index, end), ()):
                edits = edit_distance(word, other)
                most = 2 if min(len(word), len(other)) >= _LONG else 1
                if 0 < edits <= most and not (are_opposites(word, other) or are_opposites(entity.name, key)):
                    yield edits, entity, f"but for {other!r}"


def _ends(words: Sequence[str]) -> Iterator[tuple[tuple[str, ...], int, str, str]]:
    """Each word that is long enough to be misspelt, with the others, and its beginning and end: one is left intact."""
    for index, word in enumerate(words):
        if len(word) >= _SHORTEST and word.isalpha():
            rest = (*words[:index], *words[index + 1 :])
            yield rest, index, word, f"{word[:_ENDS]}-"
            yield rest, index, word, f"-{word[-_ENDS:]}"


def edit_distance(a: str, b: str) -> int:
    """The least number of letters inserted, deleted, replaced or exchanged with their neighbour (Damerau 1964)."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a):
        earlier, before, row = before, row, [i + 1]
        for j, y in enumerate(b):
            cost = min(before[j] + (x != y), before[j + 1] + 1, row[j] + 1)
            if i and j and x == b[j - 1] and y == a[i - 1]:
                cost = min(cost, earlier[j - 1] + 1)
            row.append(cost)
    return row[-1]

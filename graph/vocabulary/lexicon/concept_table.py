"""The concepts of all vocabularies by number, and which of them hold a name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from graph.vocabulary.lexicon.vocabulary_names import VocabularyNames
from graph.vocabulary.names.curies import prefix_of


class ConceptTable:
    """Concepts of several vocabularies, one after another; a concept's place counts from 0 over all of them."""

    def __init__(self, parts: Iterable[VocabularyNames]) -> None:
        self.parts = list(parts)
        self._begins = list(accumulate((len(part.ids) for part in self.parts), initial=0))
        self.ids = [id_ for part in self.parts for id_ in part.ids]
        self.names = [name for part in self.parts for name in part.names]
        self.categories = [category for part in self.parts for category in part.categories]
        self.places: dict[str, int] = {}
        """The place of each id: of the first concept with it that has a name."""
        for place, (id_, name) in enumerate(zip(self.ids, self.names, strict=True)):
            if name:
                self.places.setdefault(id_, place)

    def own_key(self, place: int) -> str:
        """The normal form of a concept's preferred name, '' where it has none."""
        part = bisect_right(self._begins, place) - 1
        return self.parts[part].own_key(place - self._begins[part])

    def keys_of(self, place: int) -> list[str]:
        """The normal forms of all its names."""
        part = bisect_right(self._begins, place) - 1
        return self.parts[part].keys_of(place - self._begins[part])

    def misfiled(self) -> dict[int, str]:
        """The places of records under an id that an earlier vocabulary's concept has, with the id of whose name it is.

        Lists of drugs give the heading of what a drug does as its id: what is called "Lithium" is MeSH's Lithium,
        though the list files it under Lithium Compounds. So says the name where it is another concept's own and none
        of those of the concept with the id.
        """
        found: dict[tuple[str, str], list[int]] = {}
        for place, (id_, name) in enumerate(zip(self.ids, self.names, strict=True)):
            first = self.places.get(id_, place)
            if first != place and name and (key := self.own_key(place)) not in self.keys_of(first):
                found.setdefault((prefix_of(id_), key), []).append(place)
        owners: dict[int, str] = {}
        keys = {key for _, key in found}
        for id_, first in self.places.items() if found else ():
            if (key := self.own_key(first)) in keys:
                owners |= {place: id_ for place in found.get((prefix_of(id_), key), ()) if place > first}
        return owners

    def pairs(self, field: str) -> Iterator[tuple[str, str]]:
        """(id, id) of every statement: `parents`, `same_as` or `different_from`."""
        for part in self.parts:
            for id_, others in zip(part.ids, getattr(part, field), strict=True):
                for other in others.split():
                    yield id_, other


class Holders:
    """Who holds a key: nearly always one, so that one integer stands for it, and a list where there are more."""

    def __init__(self) -> None:
        self.first: dict[str, int] = {}
        self.more: dict[str, list[int]] = {}

    def add(self, key: str, holder: int) -> None:
        """Note a holder of a key."""
        former = self.first.setdefault(key, holder)
        if former != holder:
            self.more.setdefault(key, [former]).append(holder)

    def of(self, key: str) -> Sequence[int]:
        """The holders of a key in the order they were added."""
        return self.more.get(key) or ((self.first[key],) if key in self.first else ())

"""Searching the concepts of a workspace's vocabularies by a part of a name."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, islice

from graph.model import Concept
from graph.store.roles.vocabulary import VocabularyStore
from graph.vocabulary.lexicon.lexicon import Lexicon

_BEGIN = "\x1e"  # before each name and id
_END = "\x1f"  # behind the last name of a concept, and behind each id
_FEW = 1_000  # so many are sorted out one by one, which is quicker than to search all names again


class ConceptNames:
    """The names of all concepts, case-folded, in one string of bytes that is searched as a whole.

    Concepts stand in it by the length of their name, then by id: the first places found are the best ones, and a
    search ends when it has enough. What that takes is in docs/decisions/0007-store.md. Immutable; safe to share
    between threads.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        """`concepts` in order of priority; those without a name are only mappings, and are left out."""
        shown: dict[str, str] = {}
        folded: dict[str, str] = {}
        for concept in concepts:
            if concept.name:
                shown.setdefault(concept.id, concept.name)
                names = "".join(_BEGIN + name.casefold() for name in (concept.name, *concept.synonyms))
                folded[concept.id] = folded.get(concept.id, "") + names
        self._ids = sorted(shown, key=lambda id_: (len(shown[id_]), id_))
        self._names = _Texts(folded[id_] + _END for id_ in self._ids)
        self._folded_ids = _Texts(_BEGIN + id_.casefold() + _END for id_ in self._ids)

    def search(self, text: str) -> Iterator[str]:
        """The ids of the concepts that have the text as their id or in a name or synonym, in any case; best first.

        The concept of that id comes first, then those of which a name begins with the text, then those that hold it
        elsewhere; each group is ordered by the length of the concept's name, then by id.
        """
        folded = text.casefold()
        if not folded or _BEGIN in folded or _END in folded:
            return
        found: set[int] = set()
        for number in chain(self._folded_ids.holding(_BEGIN + folded + _END), self._holding(folded)):
            if number not in found:
                found.add(number)
                yield self._ids[number]

    def _holding(self, folded: str) -> Iterator[int]:
        """Those of which a name begins with the text, then all that hold it."""
        begins, holding = self._names.holding(_BEGIN + folded), self._names.holding(folded)
        few = list(islice(holding, _FEW + 1))
        if len(few) > _FEW:  # a frequent text: the best ones are found early, in either search
            return chain(begins, few, holding)
        return chain((number for number in few if self._names.holds(number, _BEGIN + folded)), few)


def search_concepts(
    text: str, names: ConceptNames, store: VocabularyStore, lexicon: Lexicon, limit: int
) -> list[Concept]:
    """At most `limit` concepts: those of exactly this name first, then the others that `names` finds."""
    text = text.strip()
    if not text:
        return []
    exact = store.concepts(lexicon.lookup(text))
    others = (id_ for id_ in names.search(text) if id_ not in exact)
    ids = list(islice(others, max(limit - len(exact), 0)))
    concepts = store.concepts(ids)
    return [*exact.values(), *(concepts[id_] for id_ in ids if id_ in concepts)][:limit]


class _Texts:
    """Numbered texts that are searched for bytes at once."""

    def __init__(self, texts: Iterable[str]) -> None:
        # A name read with the wrong encoding may hold a lone surrogate; it is found as it is.
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        self._starts = array("Q", accumulate(map(len, encoded), initial=0))
        self._bytes = b"".join(encoded)

    def holding(self, text: str) -> Iterator[int]:
        """The numbers of the texts that hold `text`, in order."""
        pattern = text.encode("utf-8", "surrogatepass")
        place = self._bytes.find(pattern)
        while place >= 0:
            number = bisect_right(self._starts, place) - 1
            yield number
            place = self._bytes.find(pattern, self._starts[number + 1])

    def holds(self, number: int, text: str) -> bool:
        """Whether that one of the texts holds `text`."""
        pattern = text.encode("utf-8", "surrogatepass")
        return self._bytes.find(pattern, self._starts[number], self._starts[number + 1]) >= 0

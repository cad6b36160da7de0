"""All names of the concepts of a workspace in one string of bytes, kept in a file beside it."""

from __future__ import annotations

import json
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, islice
from pathlib import Path

from graph import Concept, damaged, open_sealed, sealed_file

_FORMAT = "medgraph-concept-names 1"
_BEGIN = "\x1e"  # before each name and id
_END = "\x1f"  # behind the last name of a concept, and behind each id
_FEW = 1_000  # so many are sorted out one by one, which is quicker than to search all names again


class ConceptNames:
    """The names of all concepts, case-folded, in one string of bytes that is searched as a whole.

    Concepts stand in it by the length of their name, then by id: the first places found are the best ones, and a
    search ends when it has enough. What that takes is in docs/decisions/0007-store.md. Immutable; safe to share
    between threads.
    """

    def __init__(self, ids: list[str], names: _Texts) -> None:
        self._ids = ids
        self._names = names
        self._folded_ids = _Texts.of(_BEGIN + id_.casefold() + _END for id_ in ids)

    @classmethod
    def build(cls, concepts: Iterable[Concept]) -> ConceptNames:
        """The names of `concepts`, given in order of priority; one without a name is only a mapping, and left out."""
        shown: dict[str, str] = {}
        folded: dict[str, str] = {}
        for concept in concepts:
            if concept.name:
                shown.setdefault(concept.id, concept.name)
                names = "".join(_BEGIN + name.casefold() for name in (concept.name, *concept.synonyms))
                folded[concept.id] = folded.get(concept.id, "") + names
        ids = sorted(shown, key=lambda id_: (len(shown[id_]), id_))
        return cls(ids, _Texts.of(folded[id_] + _END for id_ in ids))

    @classmethod
    def load(cls, path: Path) -> ConceptNames:
        """What `save` wrote. Raises DamagedFileError for anything else, FileNotFoundError where nothing is there."""
        with open_sealed(path) as file:
            header = json.loads(file.readline())
            if (header["format"], header["order"]) != (_FORMAT, sys.byteorder):
                raise damaged(path)
            ids = json.loads(file.read(header["ids"]))
            starts = array("Q", file.read(header["starts"]))
            return cls(ids, _Texts(starts, file.read()))

    def save(self, path: Path) -> None:
        """Write the file; a reader sees the old one or the new one."""
        ids, starts = json.dumps(self._ids).encode(), self._names.starts.tobytes()
        header = {"format": _FORMAT, "order": sys.byteorder, "ids": len(ids), "starts": len(starts)}
        with sealed_file(path) as file:
            file.writelines((json.dumps(header).encode() + b"\n", ids, starts, self._names.joined))

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


class _Texts:
    """Numbered texts, joined, that are searched for bytes all at once."""

    def __init__(self, starts: array[int], joined: bytes) -> None:
        """`starts` holds where each text begins in `joined`, and at the end the length of that."""
        self.starts = starts
        self.joined = joined

    @classmethod
    def of(cls, texts: Iterable[str]) -> _Texts:
        encoded = list(map(_encoded, texts))
        return cls(array("Q", accumulate(map(len, encoded), initial=0)), b"".join(encoded))

    def holding(self, text: str) -> Iterator[int]:
        """The numbers of the texts that hold `text`, in order."""
        pattern = _encoded(text)
        place = self.joined.find(pattern)
        while place >= 0:
            number = bisect_right(self.starts, place) - 1
            yield number
            place = self.joined.find(pattern, self.starts[number + 1])

    def holds(self, number: int, text: str) -> bool:
        """Whether that one of the texts holds `text`."""
        return self.joined.find(_encoded(text), self.starts[number], self.starts[number + 1]) >= 0


def _encoded(text: str) -> bytes:
    # A name that was read with the wrong encoding may hold a lone surrogate; it is found as it is.
    return text.encode("utf-8", "surrogatepass")

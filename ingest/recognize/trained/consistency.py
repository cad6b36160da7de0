"""One name, one reading in a document: what is a disease in the title is one in the abstract's last sentence.

After the document-level label consistency of Krishnan and Manning (ACL 2006), with the model's own probabilities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.recognize.trained.decode import DecodedName, certainty

_Places = dict[str, list[int]]
_MAX_CASED_LETTERS = 3  # shorter words count in their own case only, as acronyms do; set by hand


def add_missed_occurrences(
    found: Sequence[DecodedName], probabilities: NDArray[np.float32], words: Sequence[str], threshold: float
) -> list[DecodedName]:
    """The names with those added that are read elsewhere in the document and only just missed here.

    A missed occurrence is added where the mean certainty of all occurrences of that name for that type is at least
    `threshold`. Nothing is added inside another name.
    """
    keys = [word if len(word) <= _MAX_CASED_LETTERS else word.lower() for word in words]
    places: _Places = defaultdict(list)
    for place, key in enumerate(keys):
        places[key].append(place)
    named: dict[tuple[int, tuple[str, ...]], dict[int, DecodedName]] = defaultdict(dict)
    for one in found:
        named[one.kind, tuple(keys[one.first : one.last + 1])][one.first] = one
    taken = {word for one in found for word in range(one.first, one.last + 1)}
    added = []
    for (kind, name), here in sorted(named.items(), key=lambda item: (-len(item[0][1]), item[0])):
        missed = [
            DecodedName(at, at + len(name) - 1, kind, certainty(probabilities, at, at + len(name) - 1, kind))
            for at in _occurrences(name, keys, places)
            if at not in here and taken.isdisjoint(range(at, at + len(name)))
        ]
        scores = [one.score for one in (*here.values(), *missed)]
        if missed and sum(scores) / len(scores) >= threshold:
            added += missed
            taken.update(word for one in missed for word in range(one.first, one.last + 1))
    return sorted([*found, *added], key=lambda f: (f.first, f.last, f.kind))


def _occurrences(name: tuple[str, ...], keys: Sequence[str], places: _Places) -> Iterator[int]:
    for at in places[name[0]]:
        if tuple(keys[at : at + len(name)]) == name:
            yield at

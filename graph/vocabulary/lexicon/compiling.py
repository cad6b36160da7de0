"""From concepts to a compiled lexicon: which names count, and whose they are when several concepts hold one."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, chain

import numpy as np

from graph.model import Concept
from graph.vocabulary.lexicon.adjacency import Adjacency
from graph.vocabulary.lexicon.blocks import chosen
from graph.vocabulary.lexicon.compiled import (
    BY_SURFACE,
    CASED,
    CONCEPT_SHIFT,
    GOES_ON,
    PREFERRED,
    SILENT,
    SURFACE,
    CompiledNames,
)
from graph.vocabulary.lexicon.concept_table import ConceptTable, Holders
from graph.vocabulary.lexicon.equivalence import canonical_of
from graph.vocabulary.lexicon.vocabulary_names import PREFERRED_VARIANT, VocabularyNames, names_of
from graph.vocabulary.names.common_words import COMMON
from graph.vocabulary.names.curies import prefix_of
from graph.vocabulary.names.tokens import surface_of

# Categories of things that are in every vocabulary but are not medical entities: people, places, publications,
# disciplines, methods of study, physics. They can be looked up, and are never recognised in text.
UNRECOGNISED = frozenset(
    {
        "InformationContentEntity",
        "PopulationOfIndividualOrganisms",
        "GeographicLocation",
        "Publication",
        "PhysicalEntity",
    }
)
# Names that begin so are never looked for: a quarter of a text's tokens would have to be tried for a handful of names.
_NEVER_FIRST = frozenset(
    "the in a_ was for by is or after on as an at of to with from and that than were this these during be been (".split()  # noqa: E501
)
# Longer names (systematic names of chemicals) are not written in prose; they can be looked up.
_MOST_TOKENS = 12  # set by hand

# A claim on a name: (the vocabulary's place, how directly the concept holds the name, the concept's number, the row of
# the name).
_Claim = tuple[int, int, int, int]


def compile_names(
    concepts: Iterable[Concept], priority: Mapping[str, int] | Sequence[str] = ()
) -> CompiledNames:
    """Compile the concepts' names; see `Lexicon.build`."""
    return compile_vocabularies([VocabularyNames.of(concepts)], priority)


def compile_vocabularies(
    parts: Iterable[VocabularyNames], priority: Mapping[str, int] | Sequence[str] = ()
) -> CompiledNames:
    """Compile the names of several vocabularies, in order of priority.

    Whose name it is: the first vocabulary's that holds it; there, the concept's whose preferred name it is, else
    the one that holds it as a synonym; when several do, no one's.
    """
    table = ConceptTable(parts)
    rank = _ranking(table, priority)
    compiled = CompiledNames(canonical=canonical_of(table, rank))
    numbers: dict[str, int] = {}
    # In order of priority, so that a merged concept's names find the one they are merged into.
    for identifier, place in sorted(table.places.items(), key=lambda item: rank(prefix_of(item[0]))):
        numbers[identifier] = len(compiled.ids)
        compiled.ids.append(identifier)
        compiled.names.append(table.names[place])
        compiled.categories.append(table.categories[place])
    _add_hierarchy(compiled, table, numbers)
    _assign_names(compiled, _Claims(table, compiled.canonical, numbers, rank))
    del table, numbers  # there are a million names: what is done with leaves before the prefixes come
    _add_prefixes(compiled.entries, list(compiled.entries))
    return compiled


class _Claims:
    """Every row of every vocabulary as a claim on a name, the rows numbered through."""

    def __init__(
        self,
        table: ConceptTable,
        canonical: Mapping[str, str],
        numbers: Mapping[str, int],
        rank: Callable[[str], int],
    ) -> None:
        self._parts = table.parts
        self._begins = list(accumulate((len(part.keys) for part in self._parts), initial=0))
        self.holders = Holders()
        self._levels, self._concepts, self._places = array("B"), array("I"), array("H")
        misfiled, place = table.misfiled(), -1
        for part, begin in zip(self._parts, self._begins, strict=False):
            for row, key in enumerate(part.keys, begin):
                self.holders.add(key, row)
            self._levels.extend(part.levels)
            for concept, given in enumerate(part.ids):
                identifier = misfiled.get(place := place + 1, given)
                rows = part.starts[concept + 1] - part.starts[concept]
                # A merged concept's names lead to its equal, but count as its own vocabulary's.
                number = numbers[canonical.get(identifier, identifier)] if rows else 0
                self._concepts.extend([number] * rows)
                self._places.extend([rank(prefix_of(identifier))] * rows)

    def claim(self, row: int) -> _Claim:
        """What a row claims."""
        return self._places[row], self._levels[row], self._concepts[row], row

    def surfaces(self, rows: Iterable[int]) -> dict[int, str]:
        """The names of some rows as written."""
        wanted = sorted(rows)
        found: dict[int, str] = {}
        for part, begin, end in zip(self._parts, self._begins, self._begins[1:], strict=False):
            own = wanted[bisect_left(wanted, begin) : bisect_left(wanted, end)]
            found.update(zip(own, chosen(part.surfaces, [row - begin for row in own]), strict=True))
        return found


def _assign_names(compiled: CompiledNames, claims: _Claims) -> None:
    # The table of who holds a name becomes that of what it stands for: there are a million names, and not twice.
    compiled.entries = entries = claims.holders.first
    shared = claims.holders.more
    for key, row in entries.items():
        if key not in shared:
            entries[key] = _entry(compiled, key, claims.claim(row))
    disputed: dict[str, list[_Claim]] = {}
    for key, rows in shared.items():
        best = _best([claims.claim(row) for row in rows])
        if len({number for _, _, number, _ in best}) > 1 and not key.startswith(CASED):
            disputed[key] = best
        _assign_owner(compiled, key, best)
    surfaces = claims.surfaces({row for best in disputed.values() for *_, row in best})
    for key, best in disputed.items():
        _assign_by_surface(compiled, key, best, surfaces)


def add_names(compiled: CompiledNames, names: Iterable[tuple[str, int]]) -> CompiledNames:
    """The same with further names of concepts, given by number; a name that another concept has stays that one's."""
    entries, added = dict(compiled.entries), []
    for name, number in names:
        for key, _, _ in names_of(Concept("", name)):
            value = entries.get(key, 0)
            if not value & ~GOES_ON and key not in compiled.ambiguous:
                entries[key] = (number + 1) << CONCEPT_SHIFT | _is_plain_word(key) * SILENT | value
                added.append(key)
    _add_prefixes(entries, added)
    return replace(compiled, entries=entries)


def _add_hierarchy(compiled: CompiledNames, table: ConceptTable, numbers: Mapping[str, int]) -> None:
    """The hierarchy, with the children of each concept in the order of their ids."""
    above = (
        (numbers[child], numbers[p])
        for child, p in table.pairs("parents")
        if p in numbers and child in numbers
    )
    pairs = np.unique(np.fromiter(chain.from_iterable(above), dtype=np.int64).reshape(-1, 2), axis=0)
    count, ids = len(compiled.ids), compiled.ids
    compiled.parents = Adjacency.from_pairs(count, pairs)
    order = np.empty(count, dtype=np.int64)
    order[sorted(range(count), key=ids.__getitem__)] = np.arange(count)
    downwards = pairs[np.argsort(order[pairs[:, 0]], kind="stable")][:, ::-1]
    compiled.children = Adjacency.from_pairs(count, downwards)


def _ranking(table: ConceptTable, priority: Mapping[str, int] | Sequence[str]) -> Callable[[str], int]:
    given = (
        priority if isinstance(priority, Mapping) else {name: place for place, name in enumerate(priority)}
    )
    places = {name.lower(): place for name, place in given.items()}
    following = max(places.values(), default=-1) + 1
    for prefix in dict.fromkeys(prefix_of(identifier).lower() for identifier in table.places):
        if prefix not in places:
            places[prefix] = following
            following += 1
    return lambda prefix: places.get(prefix.lower(), following)


def _best(claims: Sequence[_Claim]) -> list[_Claim]:
    """The claims of the first vocabulary, and there the most direct ones."""
    first, level = min(claims)[:2]
    return [claim for claim in claims if claim[:2] == (first, level)]


def _assign_owner(compiled: CompiledNames, key: str, best: Sequence[_Claim]) -> None:
    owners = sorted({number for _, _, number, _ in best})
    if len(owners) > 1:
        compiled.ambiguous[key] = owners
        compiled.entries[key] = 0
    else:
        compiled.entries[key] = _entry(compiled, key, best[0])


def _entry(compiled: CompiledNames, key: str, claim: _Claim) -> int:
    _, level, number, _ = claim
    silent = compiled.categories[number] in UNRECOGNISED or _is_plain_word(key)
    preferred = level <= PREFERRED_VARIANT
    return (number + 1) << CONCEPT_SHIFT | preferred * PREFERRED | silent * SILENT


def _assign_by_surface(
    compiled: CompiledNames, key: str, claims: Sequence[_Claim], surfaces: Mapping[int, str]
) -> None:
    """Where plural or spelling alone tells concepts apart, each keeps the name in its own letters."""
    written: dict[str, list[_Claim]] = {}
    for claim in claims:
        written.setdefault(surface_of(surfaces[claim[3]]).lower(), []).append(claim)
    if len(written) > 1:
        compiled.entries[key] = BY_SURFACE
        for surface, own in written.items():
            _assign_owner(compiled, SURFACE + surface, own)


def _is_plain_word(key: str) -> bool:
    """Whether a name is an everyday word, a number or a letter, or too long to be written in prose."""
    if key.startswith(CASED):
        return len(key) <= 2
    return key in COMMON or len(key) <= 2 or key.isdigit() or key.count(" ") >= _MOST_TOKENS


def _add_prefixes(entries: dict[str, int], names: Iterable[str]) -> None:
    """Add the prefixes of the names, so that the matcher can walk to a name token by token."""
    for key in names:
        first, space, _ = key.partition(" ")
        if key.startswith(SURFACE) or not space or first in _NEVER_FIRST or key.count(" ") >= _MOST_TOKENS:
            continue
        end = key.rfind(" ")
        while end > 0:
            prefix = key[:end]
            value = entries.get(prefix, 0)
            if value & GOES_ON:
                break
            entries[prefix] = value | GOES_ON
            end = key.rfind(" ", 0, end)

"""From concepts to a compiled lexicon: which names count, and whose they are when several concepts hold one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.model import Concept
from graph.vocabulary.lexicon.adjacency import Adjacency
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
from graph.vocabulary.lexicon.equivalence import canonical_ids
from graph.vocabulary.names.common_words import COMMON
from graph.vocabulary.names.curies import prefix_of
from graph.vocabulary.names.names import is_acronym, variants
from graph.vocabulary.names.tokens import key_of, surface_of

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

# A claim on a name: (the vocabulary's place, how directly the concept holds the name, the concept's number, the name
# as written).
_Claim = tuple[int, int, int, str]
_PREFERRED_NAME, _PREFERRED_VARIANT, _SYNONYM, _SYNONYM_VARIANT = range(4)


def compile_names(
    concepts: Iterable[Concept], priority: Mapping[str, int] | Sequence[str] = ()
) -> CompiledNames:
    """Compile the concepts' names; see `Lexicon.build`.

    Whose name it is: the first vocabulary's that holds it; there, the concept's whose preferred name it is, else
    the one that holds it as a synonym; when several do, no one's.
    """
    everything = list(concepts)
    kept = [concept for concept in everything if concept.name]
    rank = _ranking(kept, priority)
    compiled = CompiledNames(canonical=canonical_ids(everything, rank))
    numbers: dict[str, int] = {}
    # In order of priority, so that a merged concept's names find the one they are merged into.
    for concept in sorted(kept, key=lambda c: rank(prefix_of(c.id))):
        if concept.id not in numbers:
            numbers[concept.id] = len(compiled.ids)
            compiled.ids.append(concept.id)
            compiled.names.append(concept.name)
            compiled.categories.append(concept.category)
    claims: dict[str, list[_Claim]] = {}
    for concept in kept:
        # A merged concept's names lead to its equal, but count as its own vocabulary's.
        place = rank(prefix_of(concept.id))
        number = numbers[compiled.canonical.get(concept.id, concept.id)]
        for key, level, surface in _names(concept):
            claims.setdefault(key, []).append((place, level, number, surface))
    for key, claim in claims.items():
        _assign_owner(compiled, key, claim)
    _add_prefixes(compiled.entries, list(compiled.entries))
    _add_hierarchy(compiled, kept, numbers)
    return compiled


def add_names(compiled: CompiledNames, names: Iterable[tuple[str, int]]) -> CompiledNames:
    """The same with further names of concepts, given by number; a name that another concept has stays that one's."""
    entries, added = dict(compiled.entries), []
    for name, number in names:
        for key, _, _ in _names(Concept("", name)):
            value = entries.get(key, 0)
            if not value & ~GOES_ON and key not in compiled.ambiguous:
                entries[key] = (number + 1) << CONCEPT_SHIFT | _is_plain_word(key) * SILENT | value
                added.append(key)
    _add_prefixes(entries, added)
    return replace(compiled, entries=entries)


def _add_hierarchy(compiled: CompiledNames, concepts: Sequence[Concept], numbers: Mapping[str, int]) -> None:
    """The hierarchy, with the children of each concept in the order of their ids."""
    pairs = {
        (numbers[concept.id], numbers[parent])
        for concept in concepts
        for parent in concept.parents
        if parent in numbers
    }
    count, ids = len(compiled.ids), compiled.ids
    compiled.parents = Adjacency.from_pairs(count, sorted(pairs))
    downwards = sorted(((parent, child) for child, parent in pairs), key=lambda pair: ids[pair[1]])
    compiled.children = Adjacency.from_pairs(count, downwards)


def _ranking(
    concepts: Sequence[Concept], priority: Mapping[str, int] | Sequence[str]
) -> Callable[[str], int]:
    given = (
        priority if isinstance(priority, Mapping) else {name: place for place, name in enumerate(priority)}
    )
    places = {name.lower(): place for name, place in given.items()}
    following = max(places.values(), default=-1) + 1
    for prefix in dict.fromkeys(prefix_of(concept.id).lower() for concept in concepts):
        if prefix not in places:
            places[prefix] = following
            following += 1
    return lambda prefix: places.get(prefix.lower(), following)


def _names(concept: Concept) -> Iterator[tuple[str, int, str]]:
    """The keys of a concept's names, each with how directly the concept holds it and the name as written."""
    for name, level in ((concept.name, _PREFERRED_NAME), *((s, _SYNONYM) for s in concept.synonyms)):
        for place, text in enumerate(variants(name)):
            key = CASED + surface_of(text) if is_acronym(text) else key_of(text)
            if len(key) > 1 and any(c.isalnum() for c in key):
                yield key, level + (1 if place else 0), text


def _assign_owner(compiled: CompiledNames, key: str, claims: list[_Claim]) -> None:
    first, level = min(claims)[:2]
    best = [claim for claim in claims if claim[:2] == (first, level)]
    owners = sorted({number for _, _, number, _ in best})
    if len(owners) > 1:
        compiled.ambiguous[key] = owners
        compiled.entries[key] = 0
        if not key.startswith((CASED, SURFACE)):
            _assign_by_surface(compiled, key, best)
        return
    silent = compiled.categories[owners[0]] in UNRECOGNISED or _is_plain_word(key)
    preferred = level <= _PREFERRED_VARIANT
    compiled.entries[key] = (owners[0] + 1) << CONCEPT_SHIFT | preferred * PREFERRED | silent * SILENT


def _assign_by_surface(compiled: CompiledNames, key: str, claims: list[_Claim]) -> None:
    """Where plural or spelling alone tells concepts apart, each keeps the name in its own letters."""
    written: dict[str, list[_Claim]] = {}
    for claim in claims:
        written.setdefault(surface_of(claim[3]).lower(), []).append(claim)
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

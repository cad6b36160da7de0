"""Pairs of entities that may be one, for a person to decide. Likeness of names only ever suggests.

Two entities may be one that hold the same name by the rules of spelling, and an unlinked one that is called like a
concept, or nearly so (`near_names`). Never suggested are names that are opposites, two concepts of one vocabulary,
which tells them apart on purpose, what a mapping says is not the same, and two drugs: the names of drugs differ by a
letter or two (dapagliflozin, canagliflozin), and brands and salts share synonyms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.model import Concept, Entity
from graph.vocabulary.lexicon.compiled import CASED, CONCEPT_SHIFT, SURFACE
from graph.vocabulary.lexicon.lexicon import Lexicon
from graph.vocabulary.names.categories import category_agreement
from graph.vocabulary.names.curies import prefix_of
from graph.vocabulary.names.near_names import NearNames
from graph.vocabulary.names.opposites import are_opposites
from graph.vocabulary.names.tokens import key_of

UNLINKED = "text"
# Set by hand: they order suggestions and decide nothing.
_SAME, _SYNONYM, _REORDERED, _OTHER_CATEGORY = 1.0, 0.95, 0.9, 0.1


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`entity` may be `into`: `score` in (0, 1] ranks suggestions, `documents` name the former."""

    entity: Entity
    into: Entity
    score: float
    reason: str
    documents: int


def suggest(
    used: Iterable[tuple[Entity, int]], concepts: Mapping[str, Concept], lexicon: Lexicon
) -> list[Suggestion]:
    """Suggestions, best first, for entities with the documents that name them; `concepts` are those among them."""
    documents: dict[Entity, int] = dict(used)
    unlinked = [entity for entity in documents if prefix_of(entity.id) == UNLINKED]
    found: dict[tuple[str, str], Suggestion] = {}
    for one, other, score, reason in (
        *_of_one_name(documents, concepts, lexicon),
        *_named_as_a_concept(unlinked, lexicon),
        *_nearly_named(unlinked, lexicon),
    ):
        if one.id == other.id or are_opposites(one.name, other.name) or _denied(one, other, concepts):
            continue
        sure = round(score - (_OTHER_CATEGORY if one.category != other.category else 0), 4)
        pair = (one.id, other.id)
        if pair not in found or found[pair].score < sure:
            found[pair] = Suggestion(one, other, sure, reason, documents[one])
    return sorted(found.values(), key=lambda s: (-s.score, -s.documents, s.entity.id, s.into.id))


def _denied(one: Entity, other: Entity, concepts: Mapping[str, Concept]) -> bool:
    pairs = ((one, other), (other, one))
    return any(b.id in concepts[a.id].different_from for a, b in pairs if a.id in concepts)


_Pair = tuple[Entity, Entity, float, str]


def _of_one_name(
    documents: Mapping[Entity, int], concepts: Mapping[str, Concept], lexicon: Lexicon
) -> Iterator[_Pair]:
    """Concepts of different vocabularies, or unlinked entities of different kinds, that hold one name."""
    holders: dict[str, list[tuple[Entity, bool]]] = defaultdict(list)
    for entity in documents:
        concept = concepts.get(entity.id)
        preferred = key_of(concept.name if concept else entity.name)
        for key in {preferred, *map(key_of, concept.synonyms if concept else ())}:
            holders[key].append((entity, key == preferred))
    places = {id_: place for place, id_ in enumerate(lexicon.compiled.ids)}
    for key, each in holders.items():
        for (a, of_a), (b, of_b) in combinations(each, 2):
            if (prefix_of(a.id) == UNLINKED) != (prefix_of(b.id) == UNLINKED):
                continue  # found by the lexicon, which knows whose name it is
            if prefix_of(a.id) == prefix_of(b.id) != UNLINKED or not key:
                continue
            if not (of_a and of_b) and _is_drug(a) and _is_drug(b):
                continue
            one, other = sorted(
                (a, b), key=lambda e: (places.get(e.id, 0), -documents[e], e.id), reverse=True
            )
            reason = f"both are called {key!r}" if of_a and of_b else f"{key!r} is a name of both"
            yield one, other, _SAME if of_a and of_b else _SYNONYM, reason


def _named_as_a_concept(unlinked: Sequence[Entity], lexicon: Lexicon) -> Iterator[_Pair]:
    for entity in unlinked:
        for id_ in lexicon.lookup(entity.name):
            concept = _concept(id_, lexicon)
            same = key_of(concept.name) == key_of(entity.name)
            reason = f"{concept.name!r} is {'' if same else 'also '}called {entity.name!r}"
            yield entity, concept, _SAME if same else _SYNONYM, reason


def _nearly_named(unlinked: Sequence[Entity], lexicon: Lexicon) -> Iterator[_Pair]:
    """Unlinked entities, met by every name of every concept; those of drugs are near only to other drugs."""
    unlinked = [entity for entity in unlinked if not _is_drug(entity)]
    near = NearNames(unlinked)
    fewest: dict[Entity, int] = {}
    met: list[tuple[int, Entity, str, str]] = []
    for key, id_ in _names(lexicon) if unlinked else ():
        for edits, entity, how in near.similar_to(key):
            fewest[entity] = min(edits, fewest.get(entity, edits))
            met.append((edits, entity, id_, f"called like its name {key!r} {how}"))
    # Only the nearest counts: a misspelling of one drug's name is often close to another drug's name.
    for edits, entity, id_, reason in met:
        if edits == fewest[entity] and not _is_drug(concept := _concept(id_, lexicon)):
            yield entity, concept, _REORDERED - edits / 10, reason


def _names(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Every normalised name with its concept; acronyms, which differ by a letter on purpose, are left out."""
    compiled = lexicon.compiled
    for key, value in compiled.entries.items():
        if value >> CONCEPT_SHIFT and not key.startswith((CASED, SURFACE)):
            yield key, lexicon.canonical(compiled.ids[(value >> CONCEPT_SHIFT) - 1])


def _concept(id_: str, lexicon: Lexicon) -> Entity:
    return Entity(id_, lexicon.name(id_), lexicon.category(id_))


def _is_drug(entity: Entity) -> bool:
    return category_agreement(entity.category, "ChemicalEntity") > 0

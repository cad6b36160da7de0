"""Pairs of entities that may be one, for a person to decide. Likeness of names only ever suggests.

Three things suggest it: two entities hold the same name by the rules of spelling; an unlinked one is called like a
concept but for the order of the words, or but for a slip in one of them (edit distance 1, or 2 in ten letters and
more; optimal string alignment, Boytsov 2011). Never suggested are names that are opposites, and two concepts of one
vocabulary, which tells them apart on purpose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.model import Concept, Entity
from graph.vocabulary.compiled import CASED, CONCEPT_SHIFT, SURFACE
from graph.vocabulary.lexicon import Lexicon
from graph.vocabulary.opposites import are_opposites
from graph.vocabulary.readers.curies import prefix_of
from graph.vocabulary.tokens import key_of

UNLINKED = "text"
_SAME, _SYNONYM, _REORDERED, _OTHER_KIND = 1.0, 0.95, 0.9, 0.1
_SHORTEST, _LONG = 6, 10
_ENDS = 4


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
        if one.id == other.id or are_opposites(one.name, other.name):
            continue
        sure = round(score - (_OTHER_KIND if one.category != other.category else 0), 4)
        pair = (one.id, other.id)
        if pair not in found or found[pair].score < sure:
            found[pair] = Suggestion(one, other, sure, reason, documents[one])
    return sorted(found.values(), key=lambda s: (-s.score, -s.documents, s.entity.id, s.into.id))


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
    """Unlinked entities by their words, met by every name of every concept."""
    ordered: dict[tuple[str, ...], list[Entity]] = defaultdict(list)
    near: dict[tuple[tuple[str, ...], int, str], list[tuple[Entity, str]]] = defaultdict(list)
    for entity in unlinked:
        words = key_of(entity.name).split()
        ordered[tuple(sorted(words))].append(entity)
        for rest, place, word, end in _ends(words):
            near[rest, place, end].append((entity, word))
    if not unlinked:
        return
    for key, number in _names(lexicon):
        words = key.split()
        met = [(entity, _REORDERED, "in another order") for entity in ordered.get(tuple(sorted(words)), ())]
        for rest, place, word, end in _ends(words):
            for entity, other in near.get((rest, place, end), ()):
                slips = _distance(word, other)
                if 0 < slips <= (2 if min(len(word), len(other)) >= _LONG else 1) and not are_opposites(
                    word, other
                ):
                    met.append((entity, _REORDERED - slips / len(key), f"but for {other!r}"))
        for entity, score, how in met:
            if not are_opposites(entity.name, key):
                yield entity, _concept(number, lexicon), score, f"called like its name {key!r} {how}"


def _ends(words: Sequence[str]) -> Iterator[tuple[tuple[str, ...], int, str, str]]:
    """Each word that is long enough to be misspelt, with the others, and its beginning and end: one is left intact."""
    for place, word in enumerate(words):
        if len(word) >= _SHORTEST and word.isalpha():
            rest = (*words[:place], *words[place + 1 :])
            for end in {f"{word[:_ENDS]}-", f"-{word[-_ENDS:]}"}:
                yield rest, place, word, end


def _names(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Every normalised name with its concept; acronyms, which differ by a letter on purpose, are left out."""
    compiled = lexicon.compiled
    for key, value in compiled.entries.items():
        if value >> CONCEPT_SHIFT and not key.startswith((CASED, SURFACE)):
            yield key, lexicon.canonical(compiled.ids[(value >> CONCEPT_SHIFT) - 1])


def _concept(id_: str, lexicon: Lexicon) -> Entity:
    return Entity(id_, lexicon.name(id_), lexicon.category(id_))


def _distance(a: str, b: str) -> int:
    """Letters to insert, delete, replace or swap with the next one."""
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

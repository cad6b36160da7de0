"""What a document calls its entities: the concept's preferred name, or another of its names that is used instead."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph import Concept, Entity, Mention
from graph.vocabulary.names import is_acronym, key_of, uninverted


def named_by_use(
    entities: Iterable[Entity], mentions: Iterable[Mention], text: str, concepts: Mapping[str, Concept]
) -> tuple[Entity, ...]:
    """The entities, each under the name of its concept that the document uses most, where it never uses the preferred.

    A table that gives names in no order would have "acovil" stand for ramipril. Only names that the vocabulary has, as
    it spells them, and no acronyms: what a document calls a thing by mistake heads no page.
    """
    used: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        if mention.entity_id in concepts:
            used[mention.entity_id][" ".join(text[mention.start : mention.end].split())] += 1
    return tuple(
        replace(each, name=_usual_name(concepts[each.id], used[each.id])) if each.id in used else each
        for each in entities
    )


def _usual_name(concept: Concept, used: Mapping[str, int]) -> str:
    if concept.name in used:
        return concept.name
    counts: Counter[str] = Counter()
    for form, uses in used.items():
        if not is_acronym(form):
            counts[key_of(form)] += uses
    if counts.keys() & _keys(concept.name):
        return concept.name
    names = {key: name for name in reversed(concept.synonyms) for key in _keys(name)}
    best = min((key for key in counts if key in names), key=lambda key: (-counts[key], key), default=None)
    return (uninverted(names[best]) or names[best]) if best else concept.name


def _keys(name: str) -> set[str]:
    return {key_of(name), key_of(uninverted(name) or name)}

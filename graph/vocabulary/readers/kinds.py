"""The kinds of concepts that only others tell: the headings above them, or the branch they are in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from typing import TypeAlias

from graph.model import Concept
from graph.vocabulary.readers.branches import as_qualifiers, has_qualifiers, qualifiers_of
from graph.vocabulary.readers.categories import NAMED_THING, most_telling

Known: TypeAlias = Callable[[Collection[str]], Mapping[str, Concept]]
"""Gives the concepts of some ids, as far as they are loaded."""

_BATCH = 2000  # concepts held while their headings are looked up


def with_kinds(concepts: Iterator[Concept], kind: str, known: Known | None) -> Iterator[Concept]:
    """The concepts, those of unknown kind with that of the headings above them, else with `kind`."""
    while batch := list(islice(concepts, _BATCH)):
        above = {parent for concept in batch if concept.category == NAMED_THING for parent in concept.parents}
        headings = known(above) if known and above else {}
        for concept in batch:
            if concept.category == NAMED_THING:
                found = most_telling(headings[p].category for p in concept.parents if p in headings)
                yield replace(concept, category=kind if found == NAMED_THING else found)
            else:
                yield concept


def with_qualifiers(concepts: Iterator[Concept], again: Callable[[], Iterator[Concept]]) -> Iterator[Concept]:
    """The concepts of an ontology that has branches of mere qualifiers, which are known when it was read once."""
    for first in concepts:
        rest = chain([first], concepts)
        yield from as_qualifiers(rest, qualifiers_of(again())) if has_qualifiers(first.id) else rest

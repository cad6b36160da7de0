"""The last look at every concept, whichever reader made it: what a store, the lexicon or a screen cannot hold.

Readers say what a file means; here is what no file may bring in: control characters, half characters, ids that are no
CURIEs, names without end, a concept that is above or equal to itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.model import RETRACTED_PUBLICATION, Concept
from graph.parsing.reader import Problem
from graph.vocabulary.names.curies import is_curie, prefix_of
from graph.vocabulary.readers.base import LoadedVocabulary
from graph.vocabulary.readers.hierarchy import ParentGraph

_LONGEST_ID = 256  # characters; CURIEs of IRIs have under a hundred
# Systematic names of chemicals run to two thousand characters.
_LONGEST_NAME = 4000
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
_UNPRINTABLE_LINE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


def sanitized(loaded: LoadedVocabulary) -> Iterator[Concept]:
    """The concepts, cleaned; those that cannot be kept, and circles of IS_A, become problems."""
    hierarchy = ParentGraph()
    for concept in loaded.concepts:
        cleaned = _cleaned(concept, loaded)
        if cleaned is not None:
            hierarchy.add(cleaned)
            yield cleaned
    loaded.problems.extend(Problem(loaded.source, "", circle) for circle in hierarchy.circles())


def _cleaned(concept: Concept, loaded: LoadedVocabulary) -> Concept | None:
    if not _is_id(concept.id):
        loaded.problems.append(Problem(loaded.source, "", f"{concept.id[:80]!r} is no identifier"))
        return None
    name = _line(concept.name)
    if (not name and not loaded.mappings) or len(name) > _LONGEST_NAME:
        loaded.problems.append(Problem(loaded.source, "", f"{concept.id} has no usable name"))
        return None
    synonyms = [text for synonym in concept.synonyms if (text := _line(synonym)) and text != name]
    kept = tuple(text for text in dict.fromkeys(synonyms) if len(text) <= _LONGEST_NAME)
    if len(kept) < len(dict.fromkeys(synonyms)):
        reason = f"a synonym of {concept.id} is longer than {_LONGEST_NAME} characters"
        loaded.problems.append(Problem(loaded.source, "", reason))
    # Two concepts of one vocabulary are two things, whatever a file says.
    same_as = tuple(o for o in _others(concept.same_as, concept.id) if prefix_of(o) != prefix_of(concept.id))
    different_from = tuple(_others(concept.different_from, concept.id))
    if not name and not same_as and not different_from and concept.category != RETRACTED_PUBLICATION:
        loaded.problems.append(Problem(loaded.source, "", f"{concept.id} is mapped to no identifier"))
        return None
    return replace(
        concept,
        name=name,
        synonyms=kept,
        definition=_UNPRINTABLE_LINE.sub(" ", concept.definition).strip(),
        category=concept.category if concept.category.isalnum() else "NamedThing",
        parents=tuple(_others(concept.parents, concept.id)),
        same_as=same_as,
        different_from=different_from,
    )


def _line(text: str) -> str:
    """One line with single blanks: what looks for the parts of a name slows down on long runs of them."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


def _is_id(text: str) -> bool:
    return len(text) <= _LONGEST_ID and text.isprintable() and is_curie(text)


def _others(ids: Iterable[str], own: str) -> Iterator[str]:
    return (each for each in dict.fromkeys(ids) if each != own and _is_id(each))

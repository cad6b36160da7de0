"""Examples with other names in them, so that the model learns from the context of a name and not the name by heart."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph import Concept
from training.ner.corpora import NerExample

_TYPES = {
    "ChemicalEntity": "Chemical",
    "Disease": "Disease",
    "PhenotypicFeature": "Disease",
    "Gene": "Gene",
    "Protein": "Gene",
    "AnatomicalEntity": "Anatomy",
    "Cell": "Cell",
}
_MAX_CHARACTERS, _MAX_WORDS = 40, 4


def names_by_type(concepts: Iterable[Concept]) -> dict[str, list[str]]:
    """Names a text might use, by type: short ones, in natural word order."""
    found: dict[str, list[str]] = defaultdict(list)
    for concept in concepts:
        kind = _TYPES.get(concept.category)
        if kind:
            for name in (concept.name, *concept.synonyms):
                if len(name) <= _MAX_CHARACTERS and len(name.split()) <= _MAX_WORDS and "," not in name:
                    found[kind].append(name)
    return found


def renamed(
    example: NerExample, names: Mapping[str, Sequence[str]], share: float, chance: random.Random
) -> NerExample:
    """The example with some of its names replaced, each of them by the same name wherever it occurs."""
    chosen: dict[tuple[str, str], str] = {}
    pieces, spans, unsure, place, shift = list[str](), list[tuple[int, int, str]](), [], 0, 0
    moved: list[tuple[int, int]] = []
    for at, (start, end, kind) in enumerate(example.spans):
        overlapping = [s for i, s in enumerate(example.spans) if i != at and s[0] < end and s[1] > start]
        surface = example.text[start:end]
        key = kind, surface.casefold()
        if key not in chosen:
            swap = kind in names and len(surface) > 1 and chance.random() < share
            chosen[key] = chance.choice(names[kind]) if swap else ""
        other = chosen[key]
        if not other or overlapping or start < place:
            spans.append((start + shift, end + shift, kind))
            continue
        # A name in a vocabulary begins with a capital; in the middle of a sentence it does not.
        other = other if surface[:1].isupper() or not other[1:].islower() else other.lower()
        pieces += [example.text[place:start], other]
        spans.append((start + shift, start + shift + len(other), kind))
        place, shift = end, shift + len(other) - (end - start)
        moved.append((end, shift))
    text = "".join([*pieces, example.text[place:]])
    for start, end, kind in example.unsure:
        by = next((s for at, s in reversed(moved) if at <= start), 0)
        unsure.append((start + by, end + by, kind))
    return NerExample(example.id, text, tuple(spans), example.annotated, tuple(unsure))

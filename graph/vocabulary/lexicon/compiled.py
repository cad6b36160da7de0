"""The data of a compiled lexicon."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from graph.vocabulary.lexicon.adjacency import Adjacency

# The key of a name that must be found in exactly its own letters begins so; no normal form does.
CASED = "\x01"

# The key of a name that tells apart concepts whose names have one normal form (Amphetamine, Amphetamines).
SURFACE = "\x02"

# An entry is one integer: the concept's number + 1 (0: none, or ambiguous) above these bits.
GOES_ON = 1  # a longer name begins with this one
PREFERRED = 2
SILENT = 4  # known by name, never recognised in text
BY_SURFACE = 8  # ambiguous, but the word as written may tell
CONCEPT_SHIFT = 4


@dataclass(slots=True)
class CompiledNames:
    """Names and what they stand for: `ids`, `names` and `categories` are parallel, by the concept's number.

    `parents` and `children` hold the loaded concepts that one IS_A, and that are it, whatever vocabulary says so.
    """

    ids: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    entries: dict[str, int] = field(default_factory=dict)
    ambiguous: dict[str, list[int]] = field(default_factory=dict)
    canonical: dict[str, str] = field(default_factory=dict)
    parents: Adjacency = field(default_factory=lambda: Adjacency(array("I", [0]), array("I")))
    children: Adjacency = field(default_factory=lambda: Adjacency(array("I", [0]), array("I")))

"""The names of one vocabulary, brought to their normal forms: what takes longest, and depends on no other vocabulary.

Kept on disk for each vocabulary, so that adding one does not take the others' names apart again.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.model import Concept
from graph.vocabulary.lexicon.blocks import (
    Block,
    as_array,
    joined,
    read_blocks,
    split,
    write_blocks,
)
from graph.vocabulary.lexicon.compiled import CASED
from graph.vocabulary.names.names import is_acronym, uninverted, variants
from graph.vocabulary.names.tokens import key_of, surface_of

# Raise when the rules of spelling or of names change.
FORMAT = "medgraph-vocabulary-names 1"
PREFERRED_NAME, PREFERRED_VARIANT, SYNONYM, SYNONYM_VARIANT = range(4)
_NO_ROW = 255  # of a concept whose name has no normal form, or that has no name


@dataclass(slots=True)
class VocabularyNames:
    """Concepts, and the rows of their names; the lists of each are parallel.

    `parents`, `same_as` and `different_from` hold identifiers with blanks between them. The rows of concept `c` are
    `[starts[c], starts[c + 1])`: the key, how directly the concept holds the name (`levels`), and in `surfaces`,
    joined, the name as written. `own_rows` says which of its rows, from 0, is its preferred name in natural word order.
    """

    ids: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    same_as: list[str] = field(default_factory=list)
    different_from: list[str] = field(default_factory=list)
    own_rows: array[int] = field(default_factory=lambda: array("B"))
    starts: array[int] = field(default_factory=lambda: array("I", [0]))
    keys: list[str] = field(default_factory=list)
    levels: array[int] = field(default_factory=lambda: array("B"))
    surfaces: bytes = b""

    @classmethod
    def of(cls, concepts: Iterable[Concept]) -> VocabularyNames:
        """The names of these concepts, in their order."""
        found = cls()
        surfaces: list[str] = []
        for concept in concepts:
            found.ids.append(concept.id)
            found.names.append(concept.name)
            found.categories.append(concept.category)
            found.parents.append(" ".join(concept.parents))
            found.same_as.append(" ".join(concept.same_as))
            found.different_from.append(" ".join(concept.different_from))
            own, natural = _NO_ROW, uninverted(concept.name) or concept.name
            rows: dict[tuple[str, str], int] = {}
            # A concept without a name is a mapping, and names nothing.
            for key, level, surface in names_of(concept) if concept.name else ():
                # What is written twice, but for its capitals, is one name, held as directly as at the most direct.
                row = rows.setdefault((key, surface.lower()), len(rows))
                if own == _NO_ROW and surface == natural:
                    own = min(row, _NO_ROW)
                if (number := found.starts[-1] + row) < len(found.keys):
                    found.levels[number] = min(found.levels[number], level)
                    continue
                found.keys.append(key)
                found.levels.append(level)
                surfaces.append(surface)
            found.own_rows.append(own)
            found.starts.append(len(found.keys))
        found.surfaces = b"".join(joined(surfaces))
        return found

    def own_key(self, concept: int) -> str:
        """The normal form of the preferred name, '' where it has none."""
        row = self.own_rows[concept]
        key = self.keys[self.starts[concept] + row] if row != _NO_ROW else ""
        # Two vocabularies may write a name with other capitals (APUdoma, Apudoma).
        return key_of(key[1:]) if key.startswith(CASED) else key

    def keys_of(self, concept: int) -> list[str]:
        """The normal forms of all its names."""
        return self.keys[self.starts[concept] : self.starts[concept + 1]]


def names_of(concept: Concept) -> Iterator[tuple[str, int, str]]:
    """The keys of a concept's names, each with how directly the concept holds it and the name as written."""
    for name, level in ((concept.name, PREFERRED_NAME), *((s, SYNONYM) for s in concept.synonyms)):
        for place, text in enumerate(variants(name)):
            key = CASED + surface_of(text) if is_acronym(text) else key_of(text)
            if len(key) > 1 and any(c.isalnum() for c in key):
                yield key, level + (1 if place else 0), text


def save(names: VocabularyNames, path: Path) -> None:
    """Write the file; a reader sees the old one or the new one."""
    write_blocks(path, FORMAT, _blocks(names))


def _blocks(n: VocabularyNames) -> Iterator[Block]:
    for numbers in (n.starts, n.own_rows, n.levels):
        yield [numbers.tobytes()]
    for texts in (n.ids, n.names, n.categories, n.parents, n.same_as, n.different_from, n.keys):
        yield joined(texts)
    yield [n.surfaces]


def load(path: Path) -> VocabularyNames:
    """Read what `save` wrote. Raises DamagedFileError when it is of another version or damaged."""
    blocks = read_blocks(path, FORMAT)
    once: dict[str, str] = {}
    starts, own_rows, levels = (
        as_array(next(blocks)),
        as_array(next(blocks), "B"),
        as_array(next(blocks), "B"),
    )
    # One text that is empty, and none at all, are the same bytes.
    columns = [split(next(blocks)) or [""] * (len(starts) - 1) for _ in range(6)]
    ids, names, categories, parents, same_as, different_from = columns
    # Few headings have all the records under them.
    categories = [once.setdefault(kind, kind) for kind in categories]
    parents = [once.setdefault(above, above) for above in parents]
    keys, surfaces = split(next(blocks)), next(blocks)
    return VocabularyNames(
        ids, names, categories, parents, same_as, different_from, own_rows, starts, keys, levels, surfaces
    )

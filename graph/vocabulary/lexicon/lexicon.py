"""All names of a workspace's vocabularies, compiled for finding them in text.

Leftmost-longest dictionary matching over normalised tokens. The names are a trie kept in one hash table (every
prefix of a name that has a continuation is an entry), because that loads in a fraction of the time an
Aho-Corasick automaton takes to build or unpickle, and the tokens must be normalised one by one anyway:
docs/decisions/0006-lexicon.md holds the measurements. Two spellings are the same name only by the rules of
`graph.vocabulary.names.spelling`; nothing is ever matched by similarity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat
from pathlib import Path

from graph.model import Concept
from graph.store.values.merges import Merge, canonical_ids
from graph.vocabulary.lexicon import lexicon_file
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
from graph.vocabulary.lexicon.compiling import add_names, compile_names
from graph.vocabulary.lexicon.guards import is_blocked
from graph.vocabulary.lexicon.scan import NameStart, NameStarts, NormalForms
from graph.vocabulary.names.names import uninverted
from graph.vocabulary.names.tokens import ends_paragraph, key_of, pieces_of, surface_of, token_of

# Ordered as the precision on BC5CDR and NCBI train is, the values set by hand: a preferred name, another name, an
# acronym that no definition in the text has confirmed.
_PREFERRED_SCORE, _SYNONYM_SCORE, _ACRONYM_SCORE = 1.0, 0.95, 0.8
_UNSEEN: NameStart = ("", 0, "", "", False)


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a text: `[start, end)` in characters, and the concept it is a name of."""

    start: int
    end: int
    concept_id: str
    score: float
    preferred: bool


class Lexicon:
    """Finds the names of concepts in text, and concepts by name. Immutable once built; safe to share by threads."""

    def __init__(self, compiled: CompiledNames, roots: Mapping[str, str] | None = None) -> None:
        self._compiled = compiled
        self._roots = roots or {}
        self._ids = [self._roots.get(id_, id_) for id_ in compiled.ids] if roots else compiled.ids
        self._entries = compiled.entries
        self._index = {identifier: index for index, identifier in enumerate(compiled.ids)}
        self._words = NormalForms()
        self._starts = NameStarts(compiled.entries)

    @classmethod
    def build(cls, concepts: Iterable[Concept], priority: Mapping[str, int] | Sequence[str] = ()) -> Lexicon:
        """Compile the names of all concepts.

        `priority` orders the vocabularies by CURIE prefix, any case (`{"mesh": 0, "doid": 1}` or
        `["mesh", "doid"]`): a name two of them hold belongs to the first. Those not named follow in the order of
        their first concept.
        """
        return cls(compile_names(concepts, priority))

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """A lexicon that `save` wrote. Raises DamagedFileError when it is of another version or damaged."""
        return cls(lexicon_file.load(path))

    def save(self, path: Path) -> None:
        """Write the compiled lexicon, replacing the file in one step."""
        lexicon_file.save(self._compiled, path)

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of everything that decides what is matched."""
        return lexicon_file.fingerprint(self._compiled)

    def __len__(self) -> int:
        """How many concepts have a name in the lexicon."""
        return len(self._compiled.ids)

    def __contains__(self, concept_id: str) -> bool:
        return concept_id in self._index

    def category(self, concept_id: str) -> str:
        """The Biolink category of a concept; `NamedThing` when it is not here."""
        index = self._index.get(concept_id)
        return self._compiled.categories[index] if index is not None else "NamedThing"

    def name(self, concept_id: str) -> str:
        """The preferred name of a concept; its id when it is not here."""
        index = self._index.get(concept_id)
        return self._compiled.names[index] if index is not None else concept_id

    def canonical(self, concept_id: str) -> str:
        """The id that stands for an entity that a person or the vocabularies say is another, else the id itself."""
        if concept_id in self._roots:
            return self._roots[concept_id]
        canonical = self._compiled.canonical.get(concept_id, concept_id)
        return self._roots.get(canonical, canonical)

    def joined(self, concept_id: str) -> list[str]:
        """The concepts of other vocabularies that this one stands for, as the vocabularies say."""
        return [id_ for id_, target in self._compiled.canonical.items() if target == concept_id]

    def merged(self, merges: Sequence[Merge]) -> Lexicon:
        """The same after what a person merged: a merged entity's names are those of the one that stands for it."""
        if not merges:
            return self
        stands = canonical_ids(merges)
        names = [
            (each.entity.name, self._index[stands[each.entity.id]])
            for each in merges
            if each.entity.id not in self._index and stands[each.entity.id] in self._index
        ]
        return Lexicon(add_names(self._compiled, names), stands)

    def parents(self, concept_id: str) -> list[str]:
        """The loaded concepts that this one IS_A."""
        return self._related(self._compiled.parents, concept_id)

    def children(self, concept_id: str) -> list[str]:
        """The concepts that are directly IS_A this one, ordered by id."""
        return self._related(self._compiled.children, concept_id)

    def _related(self, hierarchy: Adjacency, concept_id: str) -> list[str]:
        index = self._index.get(concept_id)
        return [] if index is None else [self._ids[number] for number in hierarchy.neighbours(index)]

    @property
    def compiled(self) -> CompiledNames:
        """What it was made of; not to be changed."""
        return self._compiled

    def lookup(self, name: str) -> list[str]:
        """The (canonical) ids of the concepts with this name; several when it is ambiguous, none when unknown."""
        return list(dict.fromkeys(self._ids[number] for number in self.numbers(name)))

    def numbers(self, name: str) -> list[int]:
        """The same as the concepts' places in `compiled`."""
        for text in (name, uninverted(name)):
            surface = surface_of(text)
            for key in (CASED + surface, SURFACE + surface.lower(), key_of(text)) if text else ():
                if key in self._compiled.ambiguous:
                    return self._compiled.ambiguous[key]
                value = self._entries.get(key, 0) >> CONCEPT_SHIFT
                if value:
                    return [value - 1]
        return []

    def match(self, text: str) -> list[Match]:
        """The names in the text, left to right, longest first, never overlapping."""
        pieces = pieces_of(text)
        found = list(self._find(pieces))
        if not found:
            return []
        ends = [0, *accumulate(map(len, pieces))]
        return [
            self._match(ends[first], ends[last] + len(token_of(pieces[last])), value, cased)
            for first, last, value, cased in found
        ]

    def _find(self, pieces: list[str]) -> Iterator[tuple[int, int, int, bool]]:
        """(first piece, last piece, entry, whether by exact case) of every match."""
        free, final = 0, len(pieces) - 1
        starts, words, entries = self._starts, self._words, self._entries
        # `map` keeps the many tokens that begin no name in C.
        for first, start in enumerate(map(starts.get, pieces, repeat(_UNSEEN))):
            if start is None or first < free:
                continue
            start = starts[pieces[first]] if start is _UNSEEN else start  # noqa: PLW2901
            if start is None:
                continue
            key, value, cased, further, alone = start
            # Most starts are everyday words that only begin a name: one look at the next token settles them.
            if not alone and (first == final or further + words[pieces[first + 1]] not in entries):
                continue
            last, value = self._longest(pieces, first, key, value) if value else (-1, 0)
            exact = False
            if cased:
                cased_last, cased_value = self._longest(pieces, first, cased, entries[cased])
                if cased_value and cased_last >= last:
                    last, value, exact = cased_last, cased_value, True
            if value and not is_blocked(pieces, first, last, exact):
                yield first, last, value, exact
                free = last + 1

    def _longest(self, pieces: list[str], first: int, key: str, value: int) -> tuple[int, int]:
        """The last piece and the entry of the longest name that begins with piece `first`; entry 0 if none.

        `key` is the name's first token, `value` its entry.
        """
        entries = self._entries
        best, best_value = (first, value) if value >> CONCEPT_SHIFT and not value & SILENT else (-1, 0)
        if value & BY_SURFACE and (own := self._by_surface(pieces, first, first)):
            best, best_value = first, own
        position, end = first, len(pieces) - 1
        while value & GOES_ON and position < end and not ends_paragraph(pieces[position]):
            position += 1
            piece = pieces[position]
            key = f"{key} {token_of(piece) if key[0] == CASED else self._words[piece]}"
            value = entries.get(key, 0)
            if value >> CONCEPT_SHIFT and not value & SILENT:
                best, best_value = position, value
            elif value & BY_SURFACE and (own := self._by_surface(pieces, first, position)):
                best, best_value = position, own
        return best, best_value

    def _by_surface(self, pieces: list[str], first: int, last: int) -> int:
        """The entry of the one concept that holds the name in exactly these letters, any case; else 0."""
        surface = " ".join(map(token_of, pieces[first : last + 1])).lower()
        value = self._entries.get(SURFACE + surface, 0)
        return value if value >> CONCEPT_SHIFT and not value & SILENT else 0

    def _match(self, start: int, end: int, value: int, cased: bool) -> Match:
        preferred = bool(value & PREFERRED)
        score = _PREFERRED_SCORE if preferred else _ACRONYM_SCORE if cased else _SYNONYM_SCORE
        return Match(start, end, self._ids[(value >> CONCEPT_SHIFT) - 1], score, preferred)

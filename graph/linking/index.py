"""All names of a compiled lexicon as words with their senses: which names share a mention's words.

An inverted index over senses, kept as flat arrays: built once from the compiled lexicon, loaded in milliseconds.
Candidates come from the postings of a mention's rarest senses, so the work for a mention does not grow with the
square of anything, and common words ("disease") are never looked up at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from graph.vocabulary.lexicon.compiled import CASED, CONCEPT_SHIFT, PREFERRED, SURFACE, CompiledNames
from graph.vocabulary.names.senses import WordClass, classify_word, component_senses, sense_of

Integers = NDArray[np.int32]
# The most names looked at for one mention; the rarest sense alone may have more, then the first of them. Set by hand to
# bound the time of a mention (times in docs/linking.md, "Figures").
_MOST_ROWS = 3000
_PREFERRED_FLAG, _CASED_FLAG = 1, 2
_UNSEEN = 8.0  # the weight of a word that no name has, as of one in a few thousand names; set by hand
_INDUCED = sense_of("induced")
# How much of its rarity a word of each class counts for. Set by hand; `ranker.json` was trained with these.
_CLASS_WEIGHTS = {WordClass.EMPTY: 0.05, WordClass.MODIFIER: 0.5, WordClass.DISORDER: 0.5}


def words_of(key: str) -> list[str]:
    """The words of a name's normal form, without marks."""
    return [word for word in key.split() if any(map(str.isalnum, word))]


@dataclass(slots=True)
class NameRows:
    """Names as arrays: row `i` is a name of concept `concepts[i]`, its words `tokens[starts[i]:starts[i + 1]]`."""

    words: list[str]
    concepts: Integers
    flags: Integers
    starts: Integers
    tokens: Integers


def name_rows(compiled: CompiledNames) -> NameRows:
    """One row for each name and concept, one more for a name with words that come apart."""
    numbers: dict[str, int] = {}
    concepts: list[int] = []
    flags: list[int] = []
    starts: list[int] = [0]
    tokens: list[int] = []
    for key, concept, flag in _names(compiled):
        cased = key.startswith(CASED)
        words = words_of(key[1:] if cased else key)
        versions = [words] if cased else [words, *split_compounds(words)]
        for version in versions if words else ():
            tokens.extend(numbers.setdefault(word, len(numbers)) for word in version)
            starts.append(len(tokens))
            concepts.append(concept)
            flags.append(flag | (_CASED_FLAG if cased else 0))
    as_array = np.asarray
    return NameRows(
        list(numbers),
        as_array(concepts, dtype=np.int32),
        as_array(flags, dtype=np.int32),
        as_array(starts, dtype=np.int32),
        as_array(tokens, dtype=np.int32),
    )


def split_compounds(
    words: Sequence[str], parts: Callable[[str], tuple[str, ...]] = component_senses
) -> Iterator[list[str]]:
    """The words with those that are built of parts taken apart, when there are any."""
    found = [parts(word) for word in words]
    if any(found):
        yield [part for word, made in zip(words, found, strict=True) for part in made or (word,)]


def _names(compiled: CompiledNames) -> Iterator[tuple[str, int, int]]:
    for key, value in compiled.entries.items():
        if key.startswith(SURFACE):
            continue
        if value >> CONCEPT_SHIFT:
            yield key, (value >> CONCEPT_SHIFT) - 1, _PREFERRED_FLAG if value & PREFERRED else 0
        for owner in compiled.ambiguous.get(key, ()):
            yield key, owner, 0


def join_letters(words: Iterable[str]) -> str:
    """Words without what stands between them: "cis-platin" and "cisplatin" are one."""
    return "".join(words)


@dataclass(frozen=True, slots=True)
class IndexArrays:
    """Arrays derived from the rows, and kept on disk with them.

    `sense_numbers` gives each word's position in `senses`; the rows of a sense are
    `postings[posting_starts[s]:posting_starts[s + 1]]`; `hashes` are those of
    the names' joined letters, sorted, and `hashed` their rows.
    """

    senses: list[str]
    sense_numbers: Integers
    posting_starts: Integers
    postings: Integers
    hashes: NDArray[np.uint32]
    hashed: Integers


def build_arrays(rows: NameRows) -> IndexArrays:
    """Senses, postings and hashes of the rows; names that only count in exact capitals have no postings."""
    numbers: dict[str, int] = {}
    sense_numbers = np.array(
        [numbers.setdefault(sense_of(word), len(numbers)) for word in rows.words], dtype=np.int32
    )
    count, lengths = len(rows.concepts), np.diff(rows.starts)
    plain = np.repeat(rows.flags & _CASED_FLAG == 0, lengths)
    senses = sense_numbers[rows.tokens[plain]]
    postings = np.repeat(np.arange(count, dtype=np.int32), lengths)[plain][np.argsort(senses, kind="stable")]
    ends = np.cumsum(np.bincount(senses, minlength=len(numbers)))
    text = [rows.words[token] for token in rows.tokens.tolist()]
    bounds = rows.starts.tolist()
    codes = [crc32("".join(text[a:b]).encode()) for a, b in pairwise(bounds)]
    hashes = np.array(codes, dtype=np.uint32)
    hashed = np.argsort(hashes, kind="stable").astype(np.int32)
    starts = np.concatenate([[0], ends]).astype(np.int32)
    return IndexArrays(list(numbers), sense_numbers, starts, postings, hashes[hashed], hashed)


class NameIndex:
    """Finds the names that share words with a phrase. Immutable; safe to share by threads."""

    def __init__(self, rows: NameRows, arrays: IndexArrays | None = None) -> None:
        self.rows = rows
        self.arrays = arrays = arrays or build_arrays(rows)
        self.word_ids = {word: number for number, word in enumerate(rows.words)}
        self._sense_ids = {sense: number for number, sense in enumerate(arrays.senses)}
        self._unseen = min(_UNSEEN, float(np.log1p(len(rows.concepts))))
        self._caused: Integers | None = None
        frequency = np.diff(arrays.posting_starts)
        self._weights = np.log1p(len(rows.concepts) / (1.0 + frequency)).astype(np.float32)
        shares = [_CLASS_WEIGHTS.get(classify_word(sense), 1.0) for sense in arrays.senses]
        self._weights *= np.array(shares, dtype=np.float32)

    def words(self, row: int) -> list[str]:
        """The words of a row."""
        starts, words = self.rows.starts, self.rows.words
        return [words[token] for token in self.rows.tokens[starts[row] : starts[row + 1]].tolist()]

    def is_preferred(self, row: int) -> bool:
        """Whether the row is its concept's preferred name."""
        return bool(self.rows.flags[row] & _PREFERRED_FLAG)

    def weight(self, sense: str) -> float:
        """The weight of a sense: the rarer it is among the names, the higher."""
        number = self._sense_ids.get(sense)
        return float(self._weights[number]) if number is not None else self._unseen

    def joined_letters(self, row: int) -> str:
        """The words of a row, joined."""
        return join_letters(self.words(row))

    def same_letters(self, joined_letters: str, cased: bool) -> list[int]:
        """The rows whose words, joined, are these letters."""
        code = np.uint32(crc32(joined_letters.encode()))
        first = np.searchsorted(self.arrays.hashes, code, side="left")
        last = np.searchsorted(self.arrays.hashes, code, side="right")
        return [
            row
            for row in self.arrays.hashed[first:last].tolist()
            if bool(self.rows.flags[row] & _CASED_FLAG) == cased
            and self.joined_letters(row) == joined_letters
        ]

    def sharing(self, senses: Iterable[str], most: int) -> Integers:
        """Up to `most` rows that share the most with these senses, weighed by rarity, best first."""
        classes = {self._sense_ids[s]: classify_word(s) for s in senses if s in self._sense_ids}
        seeds = [s for s, word_class in classes.items() if word_class is WordClass.CONTENT] or [
            s for s, word_class in classes.items() if word_class is not WordClass.EMPTY
        ]
        rows = self._rows_with_any(sorted(seeds, key=self._frequency))
        if not len(rows):
            return rows
        starts = self.rows.starts[rows]
        lengths = self.rows.starts[rows + 1] - starts
        ends = np.cumsum(lengths)
        places = np.arange(ends[-1]) - np.repeat(ends - lengths - starts, lengths)
        senses_of = self.arrays.sense_numbers[self.rows.tokens[places]]
        weights = self._weights[senses_of]
        hit = np.isin(senses_of, np.fromiter(classes, np.int32, len(classes)))
        first = ends - lengths
        shared = np.add.reduceat(np.where(hit, weights, 0), first)
        name_weight = np.add.reduceat(weights, first)
        query_weight = float(self._weights[list(classes)].sum())
        score = shared / np.sqrt(name_weight * query_weight)
        best = np.argsort(-score, kind="stable")[:most]
        return rows[best]

    def with_cause(self, senses: Iterable[str]) -> list[int]:
        """The rows that have all these senses and say that something causes it ("drug-induced")."""
        ids = [self._sense_ids.get(sense) for sense in senses]
        if not ids or None in ids:
            return []
        if self._caused is None:
            cause = self._sense_ids.get(_INDUCED)
            self._caused = self.rows.concepts[:0] if cause is None else np.unique(self._rows_of(cause))
        rows = self._caused
        for sense in sorted((s for s in ids if s is not None), key=self._frequency):
            rows = np.intersect1d(rows, self._rows_of(sense), assume_unique=False)
        return [int(row) for row in rows.tolist()]

    def _rows_of(self, sense: int) -> Integers:
        starts = self.arrays.posting_starts
        return self.arrays.postings[starts[sense] : starts[sense + 1]]

    def _rows_with_any(self, seeds: Sequence[int]) -> Integers:
        """The rows that have any of these senses, rarest sense first, up to `_MOST_ROWS`."""
        parts: list[Integers] = []
        total = 0
        for seed in seeds:
            posting = self.arrays.postings[
                self.arrays.posting_starts[seed] : self.arrays.posting_starts[seed + 1]
            ]
            if parts and total + len(posting) > _MOST_ROWS:
                break
            parts.append(posting[:_MOST_ROWS])
            total += len(posting)
        return np.unique(np.concatenate(parts)) if parts else np.zeros(0, dtype=np.int32)

    def _frequency(self, sense: int) -> int:
        return int(self.arrays.posting_starts[sense + 1] - self.arrays.posting_starts[sense])

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

from graph.vocabulary.lexicon.compiled import CASED, CONCEPT_SHIFT, PREFERRED, SURFACE, Compiled
from graph.vocabulary.names.senses import Kind, kind_of, parts_of, sense_of

Integers = NDArray[np.int32]
# The most names looked at for one mention; the rarest sense alone may have more, then the first of them.
_MOST_ROWS = 3000
_PREFERRED_ROW, _CASED_ROW = 1, 2
_UNSEEN = 8.0
_INDUCED = sense_of("induced")
# How much of its rarity a word of each kind counts for.
_SHARE_OF_KIND = {Kind.EMPTY: 0.05, Kind.MODIFIER: 0.5, Kind.TROUBLE: 0.5}


def words_of(key: str) -> list[str]:
    """The words of a name's normal form, without marks."""
    return [word for word in key.split() if any(map(str.isalnum, word))]


@dataclass(slots=True)
class Rows:
    """Names as arrays: row `i` is a name of concept `concepts[i]`, its words `tokens[starts[i]:starts[i + 1]]`."""

    words: list[str]
    concepts: Integers
    flags: Integers
    starts: Integers
    tokens: Integers


def rows_of(compiled: Compiled) -> Rows:
    """One row for each name and concept, one more for a name with words that come apart."""
    numbers: dict[str, int] = {}
    concepts: list[int] = []
    flags: list[int] = []
    starts: list[int] = [0]
    tokens: list[int] = []
    for key, concept, flag in _names(compiled):
        cased = key.startswith(CASED)
        words = words_of(key[1:] if cased else key)
        versions = [words] if cased else [words, *apart(words)]
        for version in versions if words else ():
            tokens.extend(numbers.setdefault(word, len(numbers)) for word in version)
            starts.append(len(tokens))
            concepts.append(concept)
            flags.append(flag | (_CASED_ROW if cased else 0))
    as_array = np.asarray
    return Rows(
        list(numbers),
        as_array(concepts, dtype=np.int32),
        as_array(flags, dtype=np.int32),
        as_array(starts, dtype=np.int32),
        as_array(tokens, dtype=np.int32),
    )


def apart(words: Sequence[str], parts: Callable[[str], tuple[str, ...]] = parts_of) -> Iterator[list[str]]:
    """The words with those that are built of parts taken apart, when there are any."""
    found = [parts(word) for word in words]
    if any(found):
        yield [part for word, made in zip(words, found, strict=True) for part in made or (word,)]


def _names(compiled: Compiled) -> Iterator[tuple[str, int, int]]:
    for key, value in compiled.entries.items():
        if key.startswith(SURFACE):
            continue
        if value >> CONCEPT_SHIFT:
            yield key, (value >> CONCEPT_SHIFT) - 1, _PREFERRED_ROW if value & PREFERRED else 0
        for owner in compiled.ambiguous.get(key, ()):
            yield key, owner, 0


def squash(words: Iterable[str]) -> str:
    """Words without what stands between them: "cis-platin" and "cisplatin" are one."""
    return "".join(words)


@dataclass(frozen=True, slots=True)
class Arrays:
    """What is derived of the rows, and kept on disk with them.

    `meanings` by word is a place in `senses`; the rows of a sense are
    `postings[posting_starts[s]:posting_starts[s + 1]]`; `hashes` of squashed names are sorted, `hashed` their rows.
    """

    senses: list[str]
    meanings: Integers
    posting_starts: Integers
    postings: Integers
    hashes: NDArray[np.uint32]
    hashed: Integers


def arrays_of(rows: Rows) -> Arrays:
    """Senses, postings and hashes of the rows; names that only count in exact capitals have no postings."""
    numbers: dict[str, int] = {}
    meanings = np.array(
        [numbers.setdefault(sense_of(word), len(numbers)) for word in rows.words], dtype=np.int32
    )
    count, lengths = len(rows.concepts), np.diff(rows.starts)
    plain = np.repeat(rows.flags & _CASED_ROW == 0, lengths)
    senses = meanings[rows.tokens[plain]]
    postings = np.repeat(np.arange(count, dtype=np.int32), lengths)[plain][np.argsort(senses, kind="stable")]
    ends = np.cumsum(np.bincount(senses, minlength=len(numbers)))
    text = [rows.words[token] for token in rows.tokens.tolist()]
    bounds = rows.starts.tolist()
    codes = [crc32("".join(text[a:b]).encode()) for a, b in pairwise(bounds)]
    hashes = np.array(codes, dtype=np.uint32)
    hashed = np.argsort(hashes, kind="stable").astype(np.int32)
    starts = np.concatenate([[0], ends]).astype(np.int32)
    return Arrays(list(numbers), meanings, starts, postings, hashes[hashed], hashed)


class NameIndex:
    """Finds the names that share words with a phrase. Immutable; safe to share by threads."""

    def __init__(self, rows: Rows, arrays: Arrays | None = None) -> None:
        self.rows = rows
        self.arrays = arrays = arrays or arrays_of(rows)
        self.word_ids = {word: number for number, word in enumerate(rows.words)}
        self._sense_ids = {sense: number for number, sense in enumerate(arrays.senses)}
        self._unseen = min(_UNSEEN, float(np.log1p(len(rows.concepts))))
        self._caused: Integers | None = None
        frequency = np.diff(arrays.posting_starts)
        self._weights = np.log1p(len(rows.concepts) / (1.0 + frequency)).astype(np.float32)
        shares = [_SHARE_OF_KIND.get(kind_of(sense), 1.0) for sense in arrays.senses]
        self._weights *= np.array(shares, dtype=np.float32)

    def words(self, row: int) -> list[str]:
        """The words of a row."""
        starts, words = self.rows.starts, self.rows.words
        return [words[token] for token in self.rows.tokens[starts[row] : starts[row + 1]].tolist()]

    def is_preferred(self, row: int) -> bool:
        """Whether the row is its concept's preferred name."""
        return bool(self.rows.flags[row] & _PREFERRED_ROW)

    def weight(self, sense: str) -> float:
        """How much a sense tells: the rarer among the names, the more."""
        number = self._sense_ids.get(sense)
        return float(self._weights[number]) if number is not None else self._unseen

    def squashed(self, row: int) -> str:
        """The words of a row, joined."""
        return squash(self.words(row))

    def same_letters(self, squashed: str, cased: bool) -> list[int]:
        """The rows whose words, joined, are these letters."""
        code = np.uint32(crc32(squashed.encode()))
        first = np.searchsorted(self.arrays.hashes, code, side="left")
        last = np.searchsorted(self.arrays.hashes, code, side="right")
        return [
            row
            for row in self.arrays.hashed[first:last].tolist()
            if bool(self.rows.flags[row] & _CASED_ROW) == cased and self.squashed(row) == squashed
        ]

    def sharing(self, senses: Iterable[str], most: int) -> Integers:
        """Up to `most` rows that share the most with these senses, weighed by rarity, best first."""
        known = {self._sense_ids[s]: kind_of(s) for s in senses if s in self._sense_ids}
        telling = [s for s, kind in known.items() if kind is Kind.CONTENT] or [
            s for s, kind in known.items() if kind is not Kind.EMPTY
        ]
        rows = self._seeded(sorted(telling, key=self._frequency))
        if not len(rows):
            return rows
        starts = self.rows.starts[rows]
        lengths = self.rows.starts[rows + 1] - starts
        ends = np.cumsum(lengths)
        places = np.arange(ends[-1]) - np.repeat(ends - lengths - starts, lengths)
        senses_of = self.arrays.meanings[self.rows.tokens[places]]
        weights = self._weights[senses_of]
        hit = np.isin(senses_of, np.fromiter(known, np.int32, len(known)))
        first = ends - lengths
        shared = np.add.reduceat(np.where(hit, weights, 0), first)
        whole = np.add.reduceat(weights, first)
        wanted = float(self._weights[list(known)].sum())
        score = shared / np.sqrt(whole * wanted)
        best = np.argsort(-score, kind="stable")[:most]
        return rows[best]

    def with_cause(self, senses: Iterable[str]) -> list[int]:
        """The rows that have all these senses and say that something causes it ("drug-induced")."""
        known = [self._sense_ids.get(sense) for sense in senses]
        if not known or None in known:
            return []
        if self._caused is None:
            cause = self._sense_ids.get(_INDUCED)
            self._caused = self.rows.concepts[:0] if cause is None else np.unique(self._rows_of(cause))
        wanted = sorted((s for s in known if s is not None), key=self._frequency)
        rows = self._caused
        for sense in wanted:
            rows = np.intersect1d(rows, self._rows_of(sense), assume_unique=False)
        return [int(row) for row in rows.tolist()]

    def _rows_of(self, sense: int) -> Integers:
        starts = self.arrays.posting_starts
        return self.arrays.postings[starts[sense] : starts[sense + 1]]

    def _seeded(self, seeds: Sequence[int]) -> Integers:
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

"""Misspelled names: the name that is meant where only one can be, the ones it may be where several can.

A word is only looked at that neither the vocabularies nor any document knows; the names near it by edit distance
(optimal string alignment, Damerau 1964) are those of the vocabularies and the words of the documents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.index import RecordField, RecordIndex
from graph.vocabulary.lexicon import Lexicon
from graph.vocabulary.names import COMMON, are_opposites, edit_distance, key_of

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Letters of a word that is looked at, and from which on two may be wrong; shorter words have too many neighbours.
_SHORTEST, _LONG = (
    6,
    9,
)  # measured on medquad's questions and on real misspellings: docs/decisions/0016-questions.md
_MOST_SLIPS = 2
_CHEMICALS = frozenset({"ChemicalEntity", "Drug", "SmallMolecule", "MolecularMixture"})
_NAME_PIECES = 2  # word pieces from which a word is not an everyday one of the encoder's


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word of a question that nothing knows, and what it may be meant for.

    `meant`: the names near it, nearest first. `searched`: the one that is searched for in its place, '' where more than
    one may be meant, so that a person has to say which.
    """

    written: str
    meant: tuple[str, ...]
    searched: str


class Speller:
    """Checks the words of questions against one workspace."""

    def __init__(
        self,
        lexicon: Lexicon,
        records: RecordIndex,
        stems: Callable[[str], list[str]],
        frequency: Callable[[str], int],
        token_lengths: Callable[[Sequence[str]], list[int]],
    ) -> None:
        self._lexicon = lexicon
        self._records = records
        self._stems = stems
        self._frequency = frequency
        self._token_lengths = token_lengths

    def check(self, text: str, known: Iterable[tuple[int, int]]) -> tuple[str, tuple[Spelling, ...]]:
        """The text with what was surely meant, and all that was found; `known` are the places of recognised names."""
        taken = list(known)
        words = list(_WORD.finditer(text))
        found = list(self._joined(words))
        taken += [(start, end) for start, end, _ in found]
        for match in words:
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            if self._is_unknown(match.group()) and (spelling := self._near(match.group())):
                found.append((*match.span(), spelling))
        for start, end, spelling in sorted(found, key=lambda each: -each[0]):
            if spelling.searched:
                text = text[:start] + spelling.searched + text[end:]
        return text, tuple(spelling for _, _, spelling in sorted(found, key=lambda each: each[0]))

    def _is_unknown(self, word: str) -> bool:
        """Whether no vocabulary and no document has the word, and it is none that everybody knows."""
        lower = word.lower()
        if len(word) < _SHORTEST or lower in COMMON or word.isupper():
            return False
        return not self._knows(lower) and self._token_lengths([lower])[0] >= _NAME_PIECES

    def _knows(self, word: str) -> bool:
        return bool(self._lexicon.numbers(word)) or self._records.documents_with(RecordField.TEXT, word) > 0

    def _joined(self, words: Sequence[re.Match[str]]) -> Iterator[tuple[int, int, Spelling]]:
        """ "cipro floxacin": two words, one of them unknown, that are one name."""
        for first, second in zip(words, words[1:], strict=False):
            whole = first.group() + second.group()
            between = second.start() - first.end()
            if between != 1 or len(whole) < _LONG or not self._lexicon.numbers(whole):
                continue
            if any(self._is_unfamiliar(word.group()) for word in (first, second)):
                yield (
                    first.start(),
                    second.end(),
                    Spelling(f"{first.group()} {second.group()}", (whole.lower(),), whole),
                )

    def _is_unfamiliar(self, word: str) -> bool:
        return not any(self._frequency(stem) for stem in self._stems(word)) and not self._lexicon.numbers(
            word
        )

    def _near(self, word: str) -> Spelling | None:
        """The names one slip away; where there is none, and the word is long, those two away, as a question."""
        lower = word.lower()
        if any(self._frequency(stem) for stem in self._stems(word)):
            # Another form of a word that is known: only a drug's name has one spelling ("amiodaron").
            forms = [
                name
                for name in self._one_slip(lower)
                if self._is_drug(name) and self._stems(name) == self._stems(word)
            ]
            return Spelling(word, (forms[0],), forms[0]) if len(forms) == 1 else None
        one = [name for name in self._one_slip(lower) if not are_opposites(lower, name)]
        if len(one) == 1 and one[0][0] == lower[0]:
            return Spelling(word, tuple(one), one[0])
        if one:
            return Spelling(word, tuple(one), "")
        if len(lower) < _LONG:
            return None
        two = [name for name in self._two_slips(lower) if not are_opposites(lower, name)]
        return Spelling(word, tuple(two), "") if two else None

    def _one_slip(self, word: str) -> list[str]:
        """The names one edit away, of different concepts: two spellings of one drug are one."""
        names: dict[tuple[int, ...] | str, str] = {}
        for edit in sorted(set(_edits(word))):
            if numbers := self._lexicon.numbers(edit):
                names.setdefault(tuple(numbers), edit)
            elif self._is_name_of_corpus(edit):
                names.setdefault(edit, edit)
        return _one_of_each_stem(names.values(), self._stems)

    def _two_slips(self, word: str) -> list[str]:
        """Names two edits away that begin with the same two letters and are about as long, from the documents."""
        near = [
            (count, term)
            for term, count in self._records.terms(word[:2])
            if abs(len(term) - len(word)) <= _MOST_SLIPS and edit_distance(word, term) == _MOST_SLIPS
        ]
        names = [term for _, term in sorted(near, key=lambda each: (-each[0], each[1]))]
        return _one_of_each_stem([n for n in names if self._is_drug(n)], self._stems)

    def _is_drug(self, word: str) -> bool:
        """Whether a word names a chemical: other words that are two letters apart are mostly two words."""
        categories = {self._lexicon.category(id_) for id_ in self._lexicon.lookup(word)}
        return bool(categories & _CHEMICALS)

    def _is_name_of_corpus(self, word: str) -> bool:
        return (
            self._records.documents_with(RecordField.TEXT, word) > 0
            and key_of(word) not in COMMON
            and self._token_lengths([word])[0] >= _NAME_PIECES
        )


def _one_of_each_stem(names: Iterable[str], stems: Callable[[str], list[str]]) -> list[str]:
    return list({tuple(stems(name)): name for name in reversed(list(names))}.values())[::-1]


def _edits(word: str) -> Iterator[str]:
    """Every word that is one letter inserted, deleted, replaced or exchanged with its neighbour away."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail and letter != tail[0]:
                yield head + letter + tail[1:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1 and tail[0] != tail[1]:
            yield head + tail[1] + tail[0] + tail[2:]

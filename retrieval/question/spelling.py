"""Misspelled names: the name that is meant where only one can be, the ones it may be where several can.

A word is only looked at that neither the vocabularies nor any document knows; the names near it by edit distance
(optimal string alignment, Damerau 1964) are those of the vocabularies and the words of the documents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.index import RecordField, RecordIndex
from graph.vocabulary.lexicon import Lexicon
from graph.vocabulary.names import COMMON, are_opposites, edit_distance, key_of, unlinked_id

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Letters of a word that is looked at, and from which on two may be wrong; shorter words have too many neighbours.
_SHORTEST, _LONG = (
    6,
    9,
)  # measured on medquad's questions and on real misspellings: docs/decisions/0016-questions.md
_MOST_SLIPS = 2
_ENDING = 4  # letters by which forms of one word differ
_DISEASES = frozenset({"Disease", "PhenotypicFeature", "DiseaseOrPhenotypicFeature"})
_CHEMICAL = "ChemicalEntity"
_CHEMICALS = frozenset({_CHEMICAL, "Drug", "SmallMolecule", "MolecularMixture"})
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
    """Checks the words of questions against one workspace.

    `is_used`: whether any document mentions an entity of these ids; `stems`: of a word, as the index holds them;
    `token_lengths`: the encoder's, by which an everyday word is one piece.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        records: RecordIndex,
        is_used: Callable[[Collection[str]], bool],
        stems: Callable[[str], list[str]],
        token_lengths: Callable[[Sequence[str]], list[int]],
    ) -> None:
        self._lexicon = lexicon
        self._records = records
        self._is_used = is_used
        self._stems = stems
        self._token_lengths = token_lengths

    def check(self, text: str, known: Iterable[tuple[int, int]]) -> tuple[str, tuple[Spelling, ...]]:
        """The text with what was surely meant, and all that was found; `known` are the places of recognised names."""
        words = list(_WORD.finditer(text))
        found = list(self._joined(words))
        taken = [*known, *((start, end) for start, end, _ in found)]
        for match in words:
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            if self._is_unknown(match.group()) and (spelling := self._near(match.group())):
                found.append((*match.span(), spelling))
        found.sort(key=lambda each: each[0])
        for start, end, spelling in reversed(found):
            if spelling.searched:
                text = text[:start] + spelling.searched + text[end:]
        return text, tuple(spelling for _, _, spelling in found)

    def _is_unknown(self, word: str) -> bool:
        """Whether no vocabulary and no document has the word, and it is none that everybody knows."""
        lower = word.lower()
        if len(word) < _SHORTEST or key_of(lower) in COMMON or word.isupper() or self._is_known(lower):
            return False
        return self._token_lengths([lower])[0] >= _NAME_PIECES

    def _is_known(self, word: str) -> bool:
        return bool(self._lexicon.numbers(word)) or self._is_written(word)

    def _is_written(self, word: str) -> bool:
        """Whether some document has the word, in these letters."""
        return self._records.documents_with(RecordField.TEXT, word) > 0

    def _joined(self, words: Sequence[re.Match[str]]) -> Iterator[tuple[int, int, Spelling]]:
        """ "cipro floxacin": two words, one of them unknown, that documents have as one name."""
        for first, second in pairwise(words):
            whole = (first.group() + second.group()).lower()
            if second.start() - first.end() != 1 or len(whole) < _LONG or not self._is_written(whole):
                continue
            unknown = not (self._is_known(first.group().lower()) and self._is_known(second.group().lower()))
            if unknown and self._names(whole) & _CHEMICALS:
                written = f"{first.group()} {second.group()}"
                yield first.start(), second.end(), Spelling(written, (whole,), whole)

    def _near(self, word: str) -> Spelling | None:
        """The one name a slip away that the documents have; of several, or further away, the question which is meant.

        A drug has one spelling, so that any slip is one. Names of diseases have forms ("eosinophilic"): only a slip
        before the last letter is one.
        """
        lower = word.lower()
        near = [name for name in self._one_slip(lower) if not are_opposites(lower, name)]
        here = [name for name in near if self._is_here(name)]
        if len(near) == 1:
            return Spelling(word, tuple(here), here[0] if here[0][0] == lower[0] else "") if here else None
        if near:
            return Spelling(word, tuple(near), "") if here else None
        two = self._two_slips(lower) if len(lower) >= _LONG else []
        return Spelling(word, tuple(two), "") if two else None

    def _one_slip(self, word: str) -> list[str]:
        """The names of drugs and diseases one edit away, of different concepts: two spellings of one are one."""
        names: dict[tuple[int, ...], str] = {}
        entries = self._lexicon.compiled.entries
        for edit in sorted(set(_edits(word))):
            # Most edits are nobody's name: one look into the table of normal forms settles that.
            if edit not in entries and not self._is_written(edit):
                continue
            kinds = self._names(edit)
            if kinds & _CHEMICALS or (kinds & _DISEASES and edit[0] + edit[-1] == word[0] + word[-1]):
                concept = tuple(self._lexicon.numbers(edit)) or (hash(edit),)
                if concept not in names or self._is_written(edit):
                    names[concept] = edit
        return list({tuple(self._stems(name)): name for name in names.values()}.values())

    def _two_slips(self, word: str) -> list[str]:
        """The drugs of the documents two edits away, with the same first two letters, commonest first.

        A word that only ends otherwise is another form: "hydrochloric" is not meant by "hydrochloride".
        """
        near = [
            term
            for term, _ in self._records.terms(word[:2])
            if abs(len(term) - len(word)) <= _MOST_SLIPS
            and term[: len(term) - _ENDING] != word[: len(term) - _ENDING]
            # A slip changes two letters of the set at most: this spares most of the slow comparisons.
            and len(set(word).symmetric_difference(term)) <= 2 * _MOST_SLIPS
            and edit_distance(word, term) == _MOST_SLIPS
        ]
        return [name for name in near if self._names(name) & _CHEMICALS and not are_opposites(word, name)]

    def _names(self, word: str) -> set[str]:
        """The Biolink categories of what is called so: of a vocabulary, or where it has none, of the documents."""
        if numbers := self._lexicon.numbers(word):
            return {self._lexicon.compiled.categories[number] for number in numbers}
        if not self._is_written(word):
            return set()
        return {_CHEMICAL} if self._is_used([unlinked_id(_CHEMICAL, word)]) else set()

    def _is_here(self, name: str) -> bool:
        """Whether documents write the name, or name its concept otherwise."""
        return self._is_written(name) or self._is_used(self._lexicon.lookup(name))


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

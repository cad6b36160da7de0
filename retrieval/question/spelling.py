"""Misspelled names: the name that is meant where only one can be, the ones it may be where several can.

A word is only looked at that neither the vocabularies nor any document knows; the names near it by edit distance
(optimal string alignment, Damerau 1964) are those of the vocabularies, of common medicines and the words of the
documents. A brand that no vocabulary knows is searched as its medicine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.index import RecordField, RecordIndex
from graph.vocabulary.lexicon import Lexicon
from graph.vocabulary.names import COMMON, are_opposites, edit_distance, key_of, unlinked_id
from retrieval.question.brands import medicine_words, medicines_meant
from retrieval.question.edits import edits, is_other_letter, sound_alikes, typing_slips

_WORD = re.compile(r"[^\W\d_]+")
# Letters of a word that is looked at, and from which on two may be wrong; shorter words have too many neighbours.
# Measured on medquad's questions and on real misspellings: docs/decisions/0016-questions.md.
_SHORTEST, _SHORT, _LONG = 5, 6, 9
_WORD_SHORTEST, _WORD_DOCUMENTS = 6, 5  # of a word that is no name: its letters, documents that have it
_MOST_SLIPS = 2
_COMBINED = 2  # medicines of a brand that are searched together
_ENDING = 4  # letters by which forms of one word differ
_DISEASES = frozenset({"Disease", "PhenotypicFeature", "DiseaseOrPhenotypicFeature"})
_CHEMICAL, _DISEASE = "ChemicalEntity", "Disease"
_CHEMICALS = frozenset({_CHEMICAL, "Drug", "SmallMolecule", "MolecularMixture"})
_NAME_PIECES = 2  # word pieces from which a word is not an everyday one of the encoder's


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word of a question that nothing knows, or a brand, and what it may be meant for.

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
            if spelling := self._of_brand(match.group()) or self._of_slip(match.group()):
                found.append((*match.span(), spelling))
        found.sort(key=lambda each: each[0])
        for start, end, spelling in reversed(found):
            if spelling.searched:
                text = text[:start] + spelling.searched + text[end:]
        return text, tuple(spelling for _, _, spelling in found)

    def _of_brand(self, word: str) -> Spelling | None:
        """The medicine of a brand; of a combination both."""
        meant = () if key_of(word.lower()) in COMMON else medicines_meant(word, self._documents_with)
        return (
            Spelling(word, meant, " and ".join(meant) if len(meant) <= _COMBINED else "") if meant else None
        )

    def _is_unknown(self, word: str) -> bool:
        """Whether no vocabulary and no document has the word, and it is none that everybody knows."""
        lower = word.lower()
        if len(word) < _SHORTEST or key_of(lower) in COMMON or word.isupper() or self._is_known(lower):
            return False
        return self._token_lengths([lower])[0] >= _NAME_PIECES

    def _is_known(self, word: str) -> bool:
        return bool(self._lexicon.numbers(word)) or self._is_written(word) or word in medicine_words()

    def _is_written(self, word: str) -> bool:
        """Whether some document has the word, in these letters."""
        return self._documents_with(word) > 0

    def _documents_with(self, word: str) -> int:
        return self._records.documents_with(RecordField.TEXT, word)

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

    def _of_slip(self, word: str) -> Spelling | None:
        return self._near(word) if self._is_unknown(word) else None

    def _near(self, word: str) -> Spelling | None:
        """The one name a slip away that the documents have; of several, or further away, the question which is meant.

        A drug has one spelling, so that any slip is one; where another letter stands for one, it is asked. Names of
        diseases have forms ("eosinophilic"): only a slip before the last letter is one, and no other letter.
        """
        lower = word.lower()
        near = [name for name in self._one_slip(lower) if not are_opposites(lower, name)]
        if any(key_of(name) == key_of(lower) for name in near):
            return None  # British or American: one word
        here = [name for name in near if self._is_here(name)]
        if len(near) == 1:
            return self._only(word, here[0]) if here else None
        if near:
            return Spelling(word, tuple(near), "") if here else None
        two = self._two_slips(lower) if len(lower) >= _LONG else []
        if two:
            return Spelling(word, tuple(two), "")
        common = self._common_word(lower) if word[1:].islower() else ""
        return Spelling(word, (common,), common) if common else None

    def _only(self, word: str, name: str) -> Spelling:
        """What is searched for where one name is near: of a brand its medicine, nothing for another name."""
        if name[0] != word[0].lower() or is_other_letter(word.lower(), name):
            return Spelling(word, (name,), "")
        brand = self._of_brand(name)
        return Spelling(word, brand.meant, brand.searched) if brand else Spelling(word, (name,), name)

    def _common_word(self, word: str) -> str:
        """The one word of many documents that is meant; '' for none, or several."""
        if len(word) < _WORD_SHORTEST:
            return ""
        near = [each for each in typing_slips(word) if self._documents_with(each) >= _WORD_DOCUMENTS]
        return near[0] if len(near) == 1 and key_of(near[0]) != key_of(word) else ""

    def _one_slip(self, word: str) -> list[str]:
        """The names of drugs and diseases one edit away, of different concepts: two spellings of one are one."""
        names: dict[tuple[int, ...], str] = {}
        entries = self._lexicon.compiled.entries
        for edit in sorted({*edits(word), *sound_alikes(word)}):
            if len(word) < _SHORT and len(edit) <= len(word):
                continue  # of a short word only a letter may be missing: "sores" are no soles
            # Most edits are nobody's name: one look into the table of normal forms settles that.
            if edit not in entries and edit not in medicine_words() and not self._is_written(edit):
                continue
            kinds = self._names(edit)
            is_disease = kinds & _DISEASES and edit[0] + edit[-1] == word[0] + word[-1]
            if kinds & _CHEMICALS or (is_disease and not is_other_letter(word, edit)):
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
        if word in medicine_words():
            return {_CHEMICAL}
        if not self._is_written(word):
            return set()
        return {each for each in (_CHEMICAL, _DISEASE) if self._is_used([unlinked_id(each, word)])}

    def _is_here(self, name: str) -> bool:
        """Whether documents write the name, or name its concept otherwise."""
        return (
            self._is_written(name)
            or self._is_used(self._lexicon.lookup(name))
            or bool(medicines_meant(name, self._documents_with))
        )

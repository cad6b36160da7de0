"""The concepts that a phrase may mean, each with what speaks for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from graph.linking.columns import COLUMNS, DOCUMENT_FEATURES, NAME_FEATURES
from graph.linking.features import FEATURES, Phrase, features, phrase_of
from graph.linking.index import NameIndex, apart, squash, words_of
from graph.linking.ranker import Ranker, Values
from graph.linking.short_names import SHORT_NAMES
from graph.linking.speller import Speller
from graph.linking.usual_names import USUAL_NAMES
from graph.vocabulary.lexicon.lexicon import Lexicon
from graph.vocabulary.names.curies import prefix_of
from graph.vocabulary.names.kinds import DISEASES, kinship
from graph.vocabulary.names.opposites import are_opposites
from graph.vocabulary.names.senses import broader_of
from graph.vocabulary.names.tokens import key_of

_MOST_NAMES = 20
_MOST_CONCEPTS = 8
_MOST_CACHED = 50_000
_CHARGE = re.compile(r"\s?\(?(?:\d?[+-]|[+-]\d?)\)?$")
_LETTERS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Concepts (numbers of the lexicon) with their values, shape `(concepts, COLUMNS)`, and how each was found.

    `sure` says that the one candidate is the phrase's name in the vocabulary, and of the right kind.
    """

    phrase: str = ""
    concepts: tuple[int, ...] = ()
    values: Values = field(default_factory=lambda: np.zeros((0, len(COLUMNS))))
    methods: tuple[str, ...] = ()
    sure: bool = False

    @property
    def open(self) -> bool:
        """Whether there is something to choose."""
        return bool(self.concepts) and not self.sure


_DIFFERENCES = [
    COLUMNS.index(name)
    for name in ("content_dropped", "content_added", "modifiers_dropped", "modifiers_added", "other_trouble")
]


def settled(concept: int, method: str) -> Candidates:
    """The one candidate that needs no ranking."""
    return Candidates("", (concept,), np.zeros((1, len(COLUMNS))), (method,), sure=True)


class CandidateFinder:
    """Candidates by exact name, short name, same letters and shared words; remembers what it found for a phrase."""

    def __init__(self, lexicon: Lexicon, index: Callable[[], NameIndex], ranker: Ranker) -> None:
        self._lexicon = lexicon
        self._compiled = lexicon.compiled
        self._make_index = index
        self._ranker = ranker
        self._found: dict[tuple[str, str], Candidates] = {}
        self._names: dict[int, Phrase] = {}

    def find(self, text: str, category: str) -> Candidates:
        """The candidates of a phrase; none is ever an opposite of it."""
        key = (text, category)
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= _MOST_CACHED:
                self._found.clear()
                self._names.clear()
            found = self._found[key] = self._search(text, category)
        return found

    def _search(self, text: str, category: str) -> Candidates:
        exact = self._named(text, category)
        rows: dict[int, list[tuple[list[float], str]]] = {}
        if len(exact) == 1 and self._kinship(exact[0], category) >= 0:
            self._by_cause(rows, text, category)
            rows.pop(exact[0], None)
            if not rows:
                return settled(exact[0], "name")
            self._add(rows, exact[0], self._whole(exact[0], exact=1.0), "name")
            return self._best(rows, text, category)
        for number in exact:
            self._add(rows, number, self._whole(number, exact=1.0), "name")
        meanings = SHORT_NAMES.get(text, SHORT_NAMES.get(_CHARGE.sub("", text), ()))
        for place, long in enumerate(meanings):
            for number in self._lexicon.numbers(long):
                whole = self._whole(number, short_name=1 / (1 + place))
                self._add(rows, number, whole, "abbreviation")
        self._by_words(rows, text, category)
        return self._best(rows, text, category)

    def _named(self, text: str, category: str) -> list[int]:
        """Whose name the phrase is; what it usually stands for, where no concept of its kind is called exactly so.

        "Glutamates", the class, is not called glutamate.
        """
        exact = self._lexicon.numbers(text)
        usual = [n for name in USUAL_NAMES.get(key_of(text), ()) for n in self._lexicon.numbers(name)]
        usual = [n for n in usual if self._kinship(n, category) >= 0][:1]
        if not usual:
            return exact
        taken = any(self._takes(n, usual[0], text) and self._kinship(n, category) >= 0 for n in exact)
        return exact if taken else usual

    def _takes(self, number: int, usual: int, text: str) -> bool:
        """Whether a concept of no later vocabulary is called exactly so (numbers follow the order of vocabularies)."""
        ids, name = self._compiled.ids, self._compiled.names[number]
        in_time = number < usual or prefix_of(ids[number]) == prefix_of(ids[usual])
        return in_time and (name.lower() == text.lower() or key_of(name) != key_of(text))

    def _by_cause(self, rows: dict[int, list[tuple[list[float], str]]], text: str, category: str) -> None:
        """Add what the phrase is when a drug causes it: `hepatitis` may be "Hepatitis, Drug-Induced"."""
        if category not in DISEASES:
            return
        phrase = phrase_of(words_of(key_of(text)), self._index.weight)
        for row in self._index.with_cause(phrase.senses):
            values = features(phrase, self._name(row), self._index.is_preferred(row), False)
            if values is not None and not any(values[place] for place in _DIFFERENCES):
                number = int(self._index.rows.concepts[row])
                self._add(rows, number, [*values, 0.0, 0.0, 0.0, 0.0, 0.0], "words")

    def _by_words(self, rows: dict[int, list[tuple[list[float], str]]], text: str, category: str) -> None:
        index = self._index
        words = words_of(key_of(text))
        letters = squash(words)
        same = index.same_letters(letters, False) if letters else []
        for row in same + index.same_letters("".join(_LETTERS.findall(text)), True):
            number = int(index.rows.concepts[row])
            self._add(rows, number, self._whole(number, same_letters=1.0), "spelling")
        for version, taken, spelled in self._versions(words):
            phrase = phrase_of(version, index.weight)
            for row in index.sharing(phrase.senses, _MOST_NAMES).tolist():
                values = features(
                    phrase, self._name(row), index.is_preferred(row), category == "ChemicalEntity"
                )
                if values is not None:
                    extra = [taken, spelled, 0.0, 0.0, 0.0]
                    self._add(rows, int(index.rows.concepts[row]), values + extra, "words")

    def _versions(self, words: Sequence[str]) -> Iterator[tuple[list[str], float, float]]:
        if not words:
            return
        yield list(words), 0.0, 0.0
        for version in (*apart(words), *apart(words, broader_of)):
            yield version, 1.0, 0.0
        meant = [self._meant(word) or word for word in words]
        if meant != list(words):
            yield meant, 0.0, 1.0

    def _meant(self, word: str) -> str:
        if word in self._index.word_ids:
            return ""
        return self._speller.meant(word)

    @cached_property
    def _index(self) -> NameIndex:
        return self._make_index()

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self._index.rows.words)

    def _whole(self, number: int, **given: float) -> list[float]:
        """The values of a name that is the phrase itself, letter for letter or by its short form."""
        found = dict.fromkeys((*FEATURES, *NAME_FEATURES), 0.0)
        found |= {"same_words": 1.0, "head_kept": 1.0, "last_alike": 1.0, "in_order": 1.0} | given
        return list(found.values())

    def _name(self, row: int) -> Phrase:
        phrase = self._names.get(row)
        if phrase is None:
            phrase = self._names[row] = phrase_of(self._index.words(row), self._index.weight)
        return phrase

    def _add(
        self,
        rows: dict[int, list[tuple[list[float], str]]],
        number: int,
        values: list[float],
        method: str,
    ) -> None:
        rows.setdefault(number, []).append((values, method))

    def _kinship(self, number: int, category: str) -> int:
        return kinship(category, self._compiled.categories[number])

    def _best(self, rows: dict[int, list[tuple[list[float], str]]], text: str, category: str) -> Candidates:
        """The concepts that score best, each by the name of it that does."""
        flat = [(number, *one) for number, found in rows.items() for one in found]
        if not flat:
            return Candidates(text)
        tails = {number: self._of_concept(number, category) for number in rows}
        table = np.array([values + tails[number] for number, values, _ in flat])
        scores = self._ranker.scores(table).tolist()
        kept: dict[int, int] = {}
        for place in sorted(range(len(flat)), key=lambda place: -scores[place]):
            number, _, method = flat[place]
            if number in kept or len(kept) == _MOST_CONCEPTS:
                continue
            if method != "words" or not are_opposites(text, self._compiled.names[number]):
                kept[number] = place
        places = list(kept.values())
        return Candidates(text, tuple(kept), table[places], tuple(flat[place][2] for place in places))

    def _of_concept(self, number: int, category: str) -> list[float]:
        kin = self._kinship(number, category)
        general = float(np.log1p(len(self._compiled.children.row(number))) / 5)
        return [float(kin > 0), float(kin == 0), float(kin < 0), general] + [0.0] * len(DOCUMENT_FEATURES)

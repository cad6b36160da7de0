"""Candidate concepts for a phrase, each with the feature values that the ranker scores."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

import numpy as np

from graph.linking.candidate_values import Candidates, single_candidate
from graph.linking.columns import COLUMNS, DOCUMENT_FEATURES, NAME_FEATURES
from graph.linking.features import MATCH_FEATURES, Phrase, match_features, phrase_of
from graph.linking.index import NameIndex, join_letters, split_compounds, words_of
from graph.linking.ranker import Ranker
from graph.linking.short_names import SHORT_NAMES
from graph.linking.speller import Speller
from graph.linking.usual_names import USUAL_NAMES
from graph.vocabulary.lexicon.lexicon import Lexicon
from graph.vocabulary.names.categories import DISEASES, category_agreement, is_no_disorder
from graph.vocabulary.names.curies import prefix_of
from graph.vocabulary.names.opposites import are_opposites
from graph.vocabulary.names.senses import broader_senses
from graph.vocabulary.names.tokens import key_of

_MOST_NAMES = 20  # bounds the time of a mention; set by hand, the figures of docs/linking.md are with it
_MOST_CONCEPTS = 8  # the same
# What is remembered of phrases and of names, each about 1 kB: bounds the memory of a long ingest.
_MOST_PHRASES, _MOST_NAMES_PARSED = 20_000, 40_000
_GENERAL_SCALE = 5.0  # 1 at about 150 children; set by hand, `ranker.json` was trained with it
_CHARGE = re.compile(r"\s?\(?(?:\d?[+-]|[+-]\d?)\)?$")
_LETTERS = re.compile(r"[^\W_]+")


def _usually_called(words: Sequence[str]) -> Iterator[list[str]]:
    """The words with their head as it is called in full: "juvenile diabetes", juvenile diabetes mellitus."""
    if len(words) > 1:
        yield from ([*words[:-1], *words_of(key_of(name))] for name in USUAL_NAMES.get(words[-1], ())[:1])


_DIFFERENCES = [
    COLUMNS.index(name)
    for name in ("content_dropped", "content_added", "modifiers_dropped", "modifiers_added", "other_disorder")
]


class CandidateFinder:
    """Candidates by exact name, short name, same letters and shared words; remembers what it found for a phrase."""

    def __init__(self, lexicon: Lexicon, index: Callable[[], NameIndex], ranker: Ranker) -> None:
        self._lexicon = lexicon
        self._compiled = lexicon.compiled
        self._load_index = index
        self._ranker = ranker
        self._found: dict[tuple[str, str], Candidates] = {}
        self._names: dict[int, Phrase] = {}

    def load(self) -> None:
        """Load the index, which the first phrase that needs it would."""
        _ = self._index

    def find(self, text: str, category: str) -> Candidates:
        """The candidates of a phrase; none is ever an opposite of it."""
        key = (text, category)
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= _MOST_PHRASES:
                self._found.clear()
            found = self._found[key] = self._search(text, category)
        return found

    def is_name(self, text: str) -> bool:
        """Whether a concept is called so."""
        return bool(self._lexicon.numbers(text))

    def _search(self, text: str, category: str) -> Candidates:
        exact = self._concepts_named(text, category)
        rows: dict[int, list[tuple[list[float], str]]] = {}
        if len(exact) == 1 and self._category_agreement(exact[0], category) >= 0:
            if (earlier := self._same_in_first_vocabulary(exact[0], text, category)) is not None:
                return single_candidate(earlier, "words")
            self._add_drug_induced(rows, text, category, exact[0])
            rows.pop(exact[0], None)
            if not rows:
                return single_candidate(exact[0], "name")
            self._add(rows, exact[0], self._full_match_values(exact[0], exact=1.0), "name")
            return self._rank(rows, text, category)
        for number in exact:
            # That a procedure has the name of a disease's mention ("analgesia") does not make it the disease.
            if self._category_agreement(number, category) >= 0:
                self._add(rows, number, self._full_match_values(number, exact=1.0), "name")
        long_forms = SHORT_NAMES.get(text, SHORT_NAMES.get(_CHARGE.sub("", text), ()))
        for rank, long in enumerate(long_forms):
            for number in self._lexicon.numbers(long):
                values = self._full_match_values(number, short_name=1 / (1 + rank))
                self._add(rows, number, values, "abbreviation")
        if rows or not exact:  # what is the name of a thing of another kind is no other name's either
            self._add_by_words(rows, text, category)
        return self._rank(rows, text, category)

    def _concepts_named(self, text: str, category: str) -> list[int]:
        """The concepts with this name; what it usually means, where none of the mention's category has exactly it.

        "Glutamates", the class, is not called glutamate.
        """
        # A letter is too often a point of a figure or a dose: only those of elements (`SHORT_NAMES`) name something.
        exact = self._lexicon.numbers(text) if len(text) > 1 else []
        usual = [n for name in USUAL_NAMES.get(key_of(text), ()) for n in self._lexicon.numbers(name)]
        usual = [n for n in usual if self._category_agreement(n, category) >= 0][:1]
        if not usual:
            return exact
        same = [n for n in exact if self._category_agreement(n, category) >= 0]
        return exact if any(self._has_this_name(n, usual[0], text) for n in same) else usual

    def _has_this_name(self, number: int, usual: int, text: str) -> bool:
        """Whether a concept of no later vocabulary is called exactly so (numbers follow the order of vocabularies)."""
        name = self._compiled.names[number]
        return self._is_no_later(number, usual) and (
            name.lower() == text.lower() or key_of(name) != key_of(text)
        )

    def _same_in_first_vocabulary(self, exact: int, text: str, category: str) -> int | None:
        """The one concept of the first vocabulary that textbook synonyms of all the phrase's words name.

        "Renal papillary necrosis" of a later vocabulary is the first one's "Kidney Papillary Necrosis": what is one
        thing is one entity, whichever of its names a text has.
        """
        if self._is_first(exact):
            return None
        words = words_of(key_of(text))
        for version in (words, *split_compounds(words)):
            phrase = phrase_of(version, self._index.weight)
            likeness = {
                number: max(likes)
                for number, likes in self._same_by_senses(phrase, category).items()
                if not are_opposites(text, self._compiled.names[number])
            }
            best = [number for number, like in likeness.items() if like == max(likeness.values())]
            if best:
                return best[0] if len(best) == 1 else None
        return None

    def _same_by_senses(self, phrase: Phrase, category: str) -> dict[int, list[tuple[int, int]]]:
        """The first vocabulary's concepts of a name with just these senses, and how like the phrase each name is.

        Of two, that with the phrase's own words: breast cancer is Breast Neoplasms, not mammary ones.
        """
        found: dict[int, list[tuple[int, int]]] = {}
        for row in self._index.sharing(phrase.senses, _MOST_NAMES).tolist():
            number = int(self._index.rows.concepts[row])
            if self._is_first(number) and self._category_agreement(number, category) > 0:
                name = self._name(row)
                if name.telling() == phrase.telling():
                    found.setdefault(number, []).append((len(phrase.texts & name.texts), -len(name.words)))
        return found

    def _is_first(self, number: int) -> bool:
        """Whether the concept is of the first vocabulary."""
        return prefix_of(self._compiled.ids[number]) == prefix_of(self._compiled.ids[0])

    def _is_no_later(self, number: int, other: int) -> bool:
        """Whether a concept's vocabulary is not after the other's."""
        ids = self._compiled.ids
        return number < other or prefix_of(ids[number]) == prefix_of(ids[other])

    def _add_drug_induced(
        self, rows: dict[int, list[tuple[list[float], str]]], text: str, category: str, exact: int
    ) -> None:
        """Add the concept of the phrase when a drug causes it: `hepatitis` may be "Hepatitis, Drug-Induced".

        No later vocabulary's than that of the exact name.
        """
        if category not in DISEASES:
            return
        phrase = phrase_of(words_of(key_of(text)), self._index.weight)
        for row in self._index.with_cause(phrase.senses):
            values = match_features(phrase, self._name(row), self._index.is_preferred(row), False)
            number = int(self._index.rows.concepts[row])
            if not self._is_no_later(number, exact):
                continue
            if values is not None and not any(values[place] for place in _DIFFERENCES):
                self._add(rows, number, [*values, 0.0, 0.0, 0.0, 0.0, 0.0], "words")

    def _add_by_words(self, rows: dict[int, list[tuple[list[float], str]]], text: str, category: str) -> None:
        index = self._index
        words = words_of(key_of(text))
        if is_no_disorder(text, category):
            return
        # "Thrombo-embolism" is normalised as one word too: what is British spelling depends on the letters beside it.
        written = (join_letters(words_of(key_of(each))) for each in (text, text.replace("-", "")))
        same = [
            row for letters in dict.fromkeys(written) if letters for row in index.same_letters(letters, False)
        ]
        for row in same + index.same_letters("".join(_LETTERS.findall(text)), True):
            number = int(index.rows.concepts[row])
            if self._category_agreement(number, category) >= 0:
                self._add(rows, number, self._full_match_values(number, same_letters=1.0), "spelling")
        for version, taken, spelled in self._rewordings(words):
            phrase = phrase_of(version, index.weight)
            for row in index.sharing(phrase.senses, _MOST_NAMES).tolist():
                values = match_features(
                    phrase, self._name(row), index.is_preferred(row), category == "ChemicalEntity"
                )
                number = int(index.rows.concepts[row])
                if values is not None and self._category_agreement(number, category) >= 0:
                    self._add(rows, number, [*values, taken, spelled, 0.0, 0.0, 0.0], "words")

    def _rewordings(self, words: Sequence[str]) -> Iterator[tuple[list[str], float, float]]:
        if not words:
            return
        yield list(words), 0.0, 0.0
        for version in (
            *split_compounds(words),
            *split_compounds(words, broader_senses),
            *_usually_called(words),
        ):
            yield version, 1.0, 0.0
        correction = [self._correction(word) or word for word in words]
        if correction != list(words):
            yield correction, 0.0, 1.0

    def _correction(self, word: str) -> str:
        if word in self._index.word_ids:
            return ""
        return self._speller.correction(word)

    @cached_property
    def _index(self) -> NameIndex:
        return self._load_index()

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self._index.rows.words)

    def _full_match_values(self, number: int, **given: float) -> list[float]:
        """The values of a name that equals the phrase, letter for letter or by its short form."""
        found = dict.fromkeys((*MATCH_FEATURES, *NAME_FEATURES), 0.0)
        found |= {"same_words": 1.0, "head_kept": 1.0, "same_last_word": 1.0, "in_order": 1.0} | given
        return list(found.values())

    def _name(self, row: int) -> Phrase:
        phrase = self._names.get(row)
        if phrase is None:
            if len(self._names) >= _MOST_NAMES_PARSED:
                self._names.clear()
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

    def _category_agreement(self, number: int, category: str) -> int:
        return category_agreement(category, self._compiled.categories[number])

    def _rank(self, rows: dict[int, list[tuple[list[float], str]]], text: str, category: str) -> Candidates:
        """The concepts that score best, each by the name of it that does."""
        flat = [(number, *one) for number, found in rows.items() for one in found]
        if not flat:
            return Candidates(text)
        tails = {number: self._concept_values(number, category) for number in rows}
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

    def _concept_values(self, number: int, category: str) -> list[float]:
        agreement = self._category_agreement(number, category)
        general = float(np.log1p(len(self._compiled.children.neighbours(number))) / _GENERAL_SCALE)
        first = float(self._is_first(number))
        own = [float(agreement > 0), float(agreement == 0), float(agreement < 0), general, first]
        return own + [0.0] * len(DOCUMENT_FEATURES)

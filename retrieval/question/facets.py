"""Facets: the things a question is about, each weighed by how rare it is in the workspace."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from graph.index import WordIndex, code_spans
from graph.vocabulary.names import COMMON, key_of
from retrieval.question.drug_classes import members_of

_STOP_WORDS = frozenset(
    """a about after against all also am among an and any are as at be because been before being between both
    but by can could did do does doing done during each either else etc for from further had has have having he
    her here hers him his how i if in into is it its itself just let me might more most much must my no nor not
    of off on once only or other our out over own please same shall she should so some such tell than that the
    their them then there these they this those through to too under until up upon us very was we were what when
    where whether which while who whom whose why will with within without would yes you your s t""".split()
)
# Words that ask rather than name: no evidence is to be found by them.
_QUESTION_WORDS = frozenset(
    """know explain describe give list mean meaning question answer ask find found happen kind sort tell say
    says said report reports reported conclude concludes concluded show shows showed shown reveal reveals
    revealed result results finding findings name et al paper papers article articles published publication
    publications literature still already usually often generally currently nowadays really actually ever yet
    today now instead please except excepting besides excluding apart aside alternative alternatives""".split()
)
_CONTENTLESS_WORDS = _STOP_WORDS | _QUESTION_WORDS
_WORD = re.compile(r"[^\W_]+")
_CODE_DIGITS, _LONG_CODE = 3, 4  # set by hand
_SEPARATED = re.compile(r"\d[-,\u2010\u2011]\d")
# Stems that say how things relate rather than which things: papers put the same in many other words.
_RELATION_STEMS = frozenset(
    """
    advis affect agent allow appropri associ avoid benefici benefit caus complic contraind drug effect effic effici
    fine give given good harm help impact improv increas indic influenc interact lead level link lower manag medic
    medicin ok okay outcom permit possibl predict prescrib prevent rais recommend reduc relat risk role safe safeti
    side sign suitabl symptom take taken therapi thing treat treatment use valu work worsen
    """.split()
)
# Stems of rarer verbs of the same kind: they weigh as words do, but no reader is told that one was not found.
_RARER_VERB_STEMS = frozenset(
    "allevi amelior aggrav attenu augment exacerb mitig potenti precipit predispos prolong provok shorten".split()
)
_RELATION_MOST = 1.0  # the most that such a stem weighs; set by hand (docs/decisions/0004-sufficiency.md)
# The most that an everyday word weighs, the rarity of one in twenty chunks; set by hand
# (docs/decisions/0004-sufficiency.md).
_EVERYDAY_MOST = 3.0
# Word pieces from which a word names something, "len-##ce-##cana-##b"; set by hand
# (docs/decisions/0004-sufficiency.md).
_NAME_PIECES = 3
_RARITY_LEAST = (
    0.1  # a common word still is part of the question; set by hand (docs/decisions/0004-sufficiency.md)
)


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing a question is about: a concept, or a word that belongs to no recognised concept.

    `stems` are its words as the index holds them and `rarities` their inverse document frequencies; `frequency` is in
    how many chunks (for a concept: chunks or documents, whichever are more) it stands, and `weight` how much of the
    question it makes up, by its rarity. `name`: it names something, as a concept does, or a word that is not an
    everyday one; `mentioned`: the concept is recognised in some document; `code`: it is the code of a drug or the like,
    of which another that looks the same tells nothing; `members` finds the drugs of the class that it is.
    """

    text: str
    stems: tuple[str, ...]
    rarities: tuple[float, ...]
    concept_id: str | None
    frequency: int
    weight: float
    name: bool
    mentioned: bool = False
    code: bool = False
    members: re.Pattern[str] | None = None

    @property
    def is_reportable(self) -> bool:
        """Whether a reader is to be told that it was not found: a name is, an everyday word is not."""
        is_verb = self.concept_id is None and self.stems[0] in _RELATION_STEMS | _RARER_VERB_STEMS
        is_common = key_of(self.text) in COMMON or self.text.lower() in _CONTENTLESS_WORDS
        return self.name and not (is_verb or is_common)


def concept_facet(
    text: str, stems: tuple[str, ...], concept_id: str, documents: int, words: WordIndex
) -> Facet:
    """The facet of a recognised concept, which `documents` documents mention, by its text and the stems of that."""
    frequencies = [words.document_frequency(stem) for stem in stems]
    frequency = max(documents, min(frequencies, default=0))
    rarities = tuple(_rarity(f, len(words)) for f in frequencies)
    return Facet(
        text,
        stems,
        rarities,
        concept_id,
        frequency,
        _rarity(frequency, len(words)),
        name=True,
        mentioned=documents > 0,
        members=members_of(text),
    )


def word_facet(text: str, stems: tuple[str, ...], pieces: int, words: WordIndex) -> Facet:
    """The facet of a word outside any concept, by its stems (at least one) and its number of word pieces."""
    frequency = min(map(words.document_frequency, stems))
    # An everyday word that a small workspace happens to lack still tells little about the question.
    most = _RELATION_MOST if stems[0] in _RELATION_STEMS else _EVERYDAY_MOST if pieces == 1 else math.inf
    rarity = min(_rarity(frequency, len(words)), most)
    members = members_of(text)
    name = is_name(text, pieces)
    return Facet(text, stems, (rarity,) * len(stems), None, frequency, rarity, name, members=members)


def is_name(word: str, pieces: int) -> bool:
    """Whether a word of so many word pieces names something, and is no everyday one."""
    return pieces >= _NAME_PIECES and not word.isdigit()


def codes_in(text: str, words: WordIndex) -> list[tuple[int, int, Facet]]:
    """The codes of drugs and the like in a text, with their places: long ones, and those that some chunk has, however
    it writes them.
    """
    found: dict[int, tuple[int, int, Facet]] = {}
    # Typed in small letters, only a long number makes a code of a word before it: not "type 2".
    for written in (text, text.upper() if len(text.upper()) == len(text) else text):
        for start, end, term in code_spans(written):
            frequency = words.document_frequency(term)
            digits = sum(map(str.isdigit, term))
            is_typed = written[start:end] == text[start:end]
            # What nobody writes is taken for a code where it is long: "SINCE 2010" and "HLA-B5701" are none.
            joined = _SEPARATED.search(text, start, end) or " " not in text[start:end]
            is_code = is_typed and joined and digits >= (_CODE_DIGITS if frequency else _LONG_CODE)
            is_code = bool(is_code) and text[start - 1 : start] != "-"
            is_known = frequency and (is_typed or digits >= _CODE_DIGITS) and term != text[start:end].lower()
            if is_code or is_known:
                rarity = _rarity(frequency, len(words))
                name = text[start:end]
                facet = Facet(name, (term,), (rarity,), None, frequency, rarity, True, code=is_code)
                found.setdefault(start, (start, end, facet))
    return sorted(found.values(), key=lambda each: each[:2])


def content_words(text: str, in_name: bool) -> list[re.Match[str]]:
    """The words of a text but stop words. In a name a letter may be all that tells: protein S, vitamin A."""
    return [
        w
        for w in _WORD.finditer(text)
        if (in_name and len(w.group()) == 1) or w.group().lower() not in _CONTENTLESS_WORDS
    ]


def is_general_word(word: str) -> bool:
    """Whether a word only asks, or says how things relate, in whichever of its forms."""
    word = word.lower()
    return word in _CONTENTLESS_WORDS or any(
        word.startswith(stem) for stem in _RELATION_STEMS if len(stem) > 3
    )


def is_relational(facet: Facet) -> bool:
    """Whether it says how things relate rather than which things: "cause", "lower"."""
    return facet.concept_id is None and facet.stems[0] in _RELATION_STEMS


def _rarity(frequency: int, total: int) -> float:
    """BM25's inverse document frequency, never below a little."""
    return max(math.log(1 + (total - frequency + 0.5) / (frequency + 0.5)), _RARITY_LEAST)

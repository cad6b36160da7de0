"""What a sentence points back to with its first words, or rests on: "it", "they", "these patients", "the former".

Rules over words and recognised entities, in the manner of knowledge-poor anaphora resolution (Mitkov 1998): they only
say whether a sentence before may name what is meant, so that it can be quoted too, and choose no single name of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from retrieval.evidence.anaphora_words import (
    ANY_PHRASE,
    BARE,
    BEFORE_MAIN,
    BOTH_AND,
    CLAUSE,
    EMPTY_IT,
    FIRST_DEFINITE,
    FIRST_PHRASE,
    ITSELF,
    KINDS,
    LED_IN,
    NOUN_PHRASE,
    PATIENTS,
    PEOPLE,
    PERSONAL,
    PLURAL,
    PLURAL_NOUN,
    PLURALS,
    STOP,
    TWO,
)


class Pointing(Enum):
    """What kind of thing is pointed at."""

    ONE = auto()
    MANY = auto()
    PERSON = auto()
    PAIR = auto()
    STATEMENT = auto()
    NAMED = auto()


PRONOUNS = frozenset({Pointing.ONE, Pointing.MANY, Pointing.PERSON, Pointing.STATEMENT})
"""Kinds that a run of sentences shares: what "it" of one stands for is what "it" of the one before stands for."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """That a sentence points back, and with which nouns ("these patients") where it uses any."""

    kind: Pointing
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A sentence as what may hold an antecedent: its text, and the Biolink category and place of what it mentions."""

    text: str
    mentions: tuple[tuple[str, int], ...]

    def before(self, place: int) -> Named:
        """The part of it that stands before a place."""
        return Named(self.text[:place], tuple(m for m in self.mentions if m[1] < place))


_STATED = 4  # words from which a sentence says something; set by hand


def pointer_of(sentence: Named) -> Pointer | None:
    """What a sentence points back at; None where it stands by itself."""
    text = sentence.text
    if found := PERSONAL.match(text):
        if (found["one"] and EMPTY_IT.match(text)) or _is_named_after(sentence):
            return None
        kinds = {"one": Pointing.ONE, "many": Pointing.MANY, "person": Pointing.PERSON, "pair": Pointing.PAIR}
        return Pointer(next(kind for group, kind in kinds.items() if found[group]))
    if found := BARE.match(text):
        many = found["which"].lower() in ("these", "those")
        return Pointer(Pointing.MANY if many else Pointing.STATEMENT)
    if first := FIRST_PHRASE.match(text) or FIRST_DEFINITE.match(text):
        which = first.groupdict().get("which") or "the"
        pair = which.lower() == "both" and BOTH_AND.match(text, first.start("which"))
        return None if pair or LED_IN.search(text, first.end()) else _of_nouns(which, first["nouns"])
    return _rests_on(sentence)


def _is_named_after(sentence: Named) -> bool:
    clause = BEFORE_MAIN.match(sentence.text)
    return clause is not None and any(place >= clause.end() for _, place in sentence.mentions)


def _of_nouns(which: str, phrase: str) -> Pointer | None:
    """ "these patients"; none for "this study", "such as", "both aspirin and warfarin", "those with"."""
    nouns: list[str] = []
    for word in phrase.lower().split():
        if word in STOP or (nouns and word.endswith(("ed", "ly"))):
            break
        nouns.append(word)
        if which.lower() in PLURALS and PLURAL_NOUN.search(word):
            break  # the head; what follows is its verb
    if not nouns or not ITSELF.isdisjoint(nouns):
        return None
    if which.lower() == "both" and not nouns[-1].endswith("s"):
        return None
    return Pointer(Pointing.NAMED, tuple(nouns))


def _rests_on(sentence: Named) -> Pointer | None:
    """ "The dose of this drug", with no drug named before it in the sentence."""
    for found in ANY_PHRASE.finditer(sentence.text):
        if found["which"].lower() not in ("this", "these") or CLAUSE.search(sentence.text[: found.start()]):
            continue
        pointer = _of_nouns(found["which"], found["nouns"])
        if pointer is None or not any(_kinds_of(noun) for noun in pointer.nouns):
            continue
        if not _is_named_within(sentence.before(found.start()), pointer.nouns):
            return pointer
    return None


def _is_named_within(sentence: Named, nouns: Sequence[str]) -> bool:
    """Whether the begin of a sentence names what it points at later: by the noun, an entity, or people."""
    kinds = [kind for noun in nouns for kind in _kinds_of(noun)]
    people = any(kind[0] is PATIENTS for kind in kinds) and PEOPLE.search(sentence.text)
    entity = any(category.startswith(kind[1]) for kind in kinds for category, _ in sentence.mentions)
    return bool(people) or entity or _has_noun(sentence, nouns)


def _has_noun(sentence: Named, nouns: Sequence[str]) -> bool:
    words = {_stem(word) for word in re.findall(r"[\w-]+", sentence.text.lower())}
    return any(_stem(noun) in words for noun in nouns)


def may_name(sentence: Named, pointer: Pointer) -> bool:
    """Whether a sentence names something that the pointer can stand for."""
    return _TESTS[pointer.kind](sentence, pointer.nouns)


def _may_name_noun(sentence: Named, nouns: Sequence[str]) -> bool:
    """The noun itself, an entity or word of its kind; of a noun of no kind, whatever a pronoun may stand for."""
    if _has_noun(sentence, nouns):
        return True
    kinds = [kind for noun in nouns for kind in _kinds_of(noun)]
    if kinds:
        return any(_has_kind(sentence, categories, wording) for _, categories, wording in kinds)
    return _is_stated(sentence)


def _kinds_of(noun: str) -> list[tuple[re.Pattern[str], tuple[str, ...], re.Pattern[str]]]:
    return [kind for kind in KINDS if kind[0].match(noun)]


def _has_kind(sentence: Named, categories: tuple[str, ...], wording: re.Pattern[str]) -> bool:
    named = categories and any(category.startswith(categories) for category, _ in sentence.mentions)
    return bool(named) or wording.search(sentence.text) is not None


def _is_stated(sentence: Named) -> bool:
    return len(sentence.text.split()) >= _STATED


def _stem(word: str) -> str:
    return re.sub(r"(?:ies|y|es|s)$", "", word)


_TESTS: dict[Pointing, Callable[[Named, Sequence[str]], bool]] = {
    Pointing.ONE: lambda s, _: bool(s.mentions) or NOUN_PHRASE.search(s.text) is not None,
    Pointing.MANY: lambda s, _: len(s.mentions) > 1 or PLURAL.search(s.text) is not None,
    Pointing.PERSON: lambda s, _: PEOPLE.search(s.text) is not None,
    Pointing.PAIR: lambda s, _: len(s.mentions) > 1 or TWO.search(s.text) is not None,
    Pointing.STATEMENT: lambda s, _: _is_stated(s),
    Pointing.NAMED: _may_name_noun,
}

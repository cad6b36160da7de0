"""What speaks for a name as what a mention means, as numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.vocabulary.names.senses import Kind, kind_of, sense_of
from graph.vocabulary.names.word_groups import CAUSES, FORMS, ROLES

FEATURES = (
    "same_words",  # share of the mention's weight that the name has in the same words
    "same_senses",  # share that it has in other words of one sense
    "same_trouble",  # both say "injury"
    "other_trouble",  # one says "injury", the other "disease"
    "trouble_added",  # only the name says so
    "trouble_dropped",  # only the mention does
    "content_dropped",  # words of the mention that the name lacks
    "content_dropped_weight",
    "content_added",  # words of the name that the mention lacks
    "content_added_weight",
    "modifiers_dropped",
    "modifiers_added",
    "forms_dropped",
    "numbers_dropped",
    "cause_in_both",  # "drug-induced" of "cocaine-induced"
    "cause_added",
    "head_kept",  # the mention's last telling word is in the name
    "last_alike",  # the last words are the same
    "in_order",
    "preferred",
    "one_word",
)
_CAUSED = frozenset("induced associated related mediated".split())
_SCALE = 10.0


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a mention or a name with what it means and what it weighs."""

    text: str
    sense: str
    kind: Kind
    weight: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a mention or a name; `cause` says that they tell what it is induced by."""

    words: tuple[Word, ...]
    cause: bool
    texts: frozenset[str]
    senses: frozenset[str]


def phrase_of(words: Sequence[str], weight_of: Callable[[str], float]) -> Phrase:
    """The words with their senses; what stands before "induced" is the cause and counts as a modifier."""
    cut = next((i for i, word in enumerate(words) if i and word in _CAUSED and i + 1 < len(words)), 0)
    made = []
    for place, text in enumerate(words):
        sense = sense_of(text)
        kind = kind_of(sense) if kind_of(text) is Kind.CONTENT else kind_of(text)
        weight = weight_of(sense)
        if place < cut and kind is not Kind.EMPTY:
            kind, weight = Kind.MODIFIER, 0.2 * weight
        made.append(Word(text, sense, kind, weight))
    return Phrase(tuple(made), cut > 0, frozenset(words), frozenset(word.sense for word in made))


def features(mention: Phrase, name: Phrase, preferred: bool, chemical: bool) -> list[float] | None:
    """The values of FEATURES; None when what differs makes them two things."""
    if (mention.senses & ROLES) != (name.senses & ROLES):
        return None
    found = dict.fromkeys(FEATURES, 0.0)
    total = sum(word.weight for word in mention.words if word.kind is not Kind.EMPTY) or 1.0
    for word in mention.words:
        if word.text in name.texts:
            found["same_words"] += word.weight / total
        elif word.sense in name.senses:
            found["same_senses"] += word.weight / total
        else:
            _drop(found, word, chemical)
    for word in name.words:
        if word.text not in mention.texts and word.sense not in mention.senses:
            if word.kind is Kind.NUMBER:
                return None
            _add(found, word, mention)
    _troubles(found, mention, name)
    if found["content_dropped"] and found["content_added"]:
        return None
    _order(found, mention, name)
    found["preferred"] = float(preferred)
    found["one_word"] = float(len(mention.words) == 1)
    return list(found.values())


def _drop(found: dict[str, float], word: Word, chemical: bool) -> None:
    if chemical and word.text in FORMS:
        found["forms_dropped"] += 1
    elif word.kind is Kind.NUMBER:
        found["numbers_dropped"] += 1
    elif word.kind is Kind.MODIFIER:
        found["modifiers_dropped"] += 1
    elif word.kind is Kind.CONTENT:
        found["content_dropped"] += 1
        found["content_dropped_weight"] += word.weight / _SCALE


def _add(found: dict[str, float], word: Word, mention: Phrase) -> None:
    if word.text in CAUSES or word.text in _CAUSED:
        found["cause_in_both" if mention.cause else "cause_added"] += 0.5
    elif word.kind is Kind.MODIFIER:
        found["modifiers_added"] += 1
    elif word.kind is Kind.CONTENT:
        found["content_added"] += 1
        found["content_added_weight"] += word.weight / _SCALE


def _troubles(found: dict[str, float], mention: Phrase, name: Phrase) -> None:
    mine, its = ({w.sense for w in p.words if w.kind is Kind.TROUBLE} for p in (mention, name))
    if mine and its:
        found["same_trouble" if mine & its else "other_trouble"] = 1
    elif its:
        found["trouble_added"] = 1
    elif mine:
        found["trouble_dropped"] = 1


def _order(found: dict[str, float], mention: Phrase, name: Phrase) -> None:
    telling = [word for word in mention.words if word.kind is Kind.CONTENT]
    if telling:
        found["head_kept"] = float(telling[-1].sense in name.senses)
    found["last_alike"] = float(mention.words[-1].sense == name.words[-1].sense)
    places = {word.sense: place for place, word in enumerate(name.words)}
    order = [places[word.sense] for word in mention.words if word.sense in places]
    found["in_order"] = float(order == sorted(order))

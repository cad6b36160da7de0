"""Feature values of a mention and a name of a candidate concept, from their words and the words' senses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.vocabulary.names.senses import WordClass, classify_word, sense_of
from graph.vocabulary.names.word_groups import CAUSES, FORMS, ROLES

MATCH_FEATURES = (
    "same_words",  # share of the mention's weight that the name has in the same words
    "same_senses",  # share that it has in other words of one sense
    "same_disorder",  # both name the same sort of disorder ("injury")
    "other_disorder",  # one says "injury", the other "disease"
    "disorder_added",  # only the name has such a word
    "disorder_dropped",  # only the mention has one
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
    "head_kept",  # the mention's last content word is in the name
    "same_last_word",  # the last words are the same
    "in_order",
    "preferred",
    "one_word",
)
_CAUSED = frozenset("induced associated related mediated".split())
# What begins the part of a phrase that only says which one is meant: the head of "loss of appetite" is the loss.
_PREPOSITIONS = frozenset("of in with from to due by after during for at on without".split())
# Heads that a name may lack: they say "disease", "of this sort", or whose gene or family it is.
_GENERAL_HEADS = frozenset(
    "neoplasm infection attack paralysis retardation delay atrophy spasm deficiency gene locus family carrier "
    "only".split()
)
# What a vocabulary adds to a name to say what it is a name of: "FOXC1 protein, human", "HL-60 Cells".
_KINDS = frozenset("protein gene cell".split())
# Brings weights (0 to about 10) into the range of the other features. Set by hand; `ranker.json` was trained with it.
_SCALE = 10.0
# The share of its weight that a word before "induced" keeps. Set by hand; `ranker.json` was trained with it.
_CAUSE_WEIGHT = 0.2
# "Drug" and "induced" count half each, so that the two are one cause. Set by hand; `ranker.json` was trained with it.
_CAUSE_WORD = 0.5


@dataclass(frozen=True, slots=True)
class WeightedWord:
    """A word of a mention or a name, with its sense, its class and its weight."""

    text: str
    sense: str
    word_class: WordClass
    weight: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a mention or a name; `cause` is true where they say what induces it ("cocaine-induced")."""

    words: tuple[WeightedWord, ...]
    cause: bool
    texts: frozenset[str]
    senses: frozenset[str]

    def last_telling(self) -> WeightedWord | None:
        """The last word that means something."""
        words = (word for word in reversed(self.words) if word.word_class is not WordClass.EMPTY)
        return next(words, None)

    def telling(self) -> frozenset[str]:
        """The senses of the words that mean something."""
        return frozenset(word.sense for word in self.words if word.word_class is not WordClass.EMPTY)


def phrase_of(words: Sequence[str], weight_of: Callable[[str], float]) -> Phrase:
    """The words with their senses; what stands before "induced" is the cause and counts as a modifier."""
    cause_end = next((i for i, word in enumerate(words) if i and word in _CAUSED and i + 1 < len(words)), 0)
    made = []
    for place, text in enumerate(words):
        sense = sense_of(text)
        word_class = classify_word(sense) if classify_word(text) is WordClass.CONTENT else classify_word(text)
        weight = weight_of(sense)
        if place < cause_end and word_class is not WordClass.EMPTY:
            word_class, weight = WordClass.MODIFIER, _CAUSE_WEIGHT * weight
        made.append(WeightedWord(text, sense, word_class, weight))
    return Phrase(tuple(made), cause_end > 0, frozenset(words), frozenset(word.sense for word in made))


def match_features(mention: Phrase, name: Phrase, preferred: bool, chemical: bool) -> list[float] | None:
    """The values of FEATURES; None where the words that differ tell two things apart, or one is part of the other.

    A name that says more than the mention is narrower than what the text says ("loss" is no weight loss, "bone loss" no
    alveolar bone loss), but for what is only a form of the same drug. A mention that says more has its head in the
    name, or the head only says that it is a disease ("brain tumours"); every word of a chemical's name counts.
    """
    if (mention.senses & ROLES) != (name.senses & ROLES):
        return None
    found = dict.fromkeys(MATCH_FEATURES, 0.0)
    total = sum(word.weight for word in mention.words if word.word_class is not WordClass.EMPTY) or 1.0
    for word in mention.words:
        if word.text in name.texts:
            found["same_words"] += word.weight / total
        elif word.sense in name.senses:
            found["same_senses"] += word.weight / total
        else:
            _count_dropped(found, word, chemical)
    for word in name.words:
        if word.text not in mention.texts and word.sense not in mention.senses:
            if word.word_class is WordClass.NUMBER:
                return None
            _count_added(found, word, mention, name, chemical)
    _add_disorder_features(found, mention, name)
    _add_order_features(found, mention, name)
    if _is_another(found, mention, chemical):
        return None
    found["preferred"] = float(preferred)
    found["one_word"] = float(len(mention.words) == 1)
    return list(found.values())


def _is_another(found: dict[str, float], mention: Phrase, chemical: bool) -> bool:
    """Whether the words that only one of the two has make them two things."""
    narrower = found["content_added"] or (found["modifiers_added"] and not chemical)
    unlike = not (found["same_words"] or found["same_senses"])
    loose = chemical or not (found["head_kept"] or _is_general(_head(mention)))
    return bool(narrower or unlike or (found["content_dropped"] and loose))


def _count_dropped(found: dict[str, float], word: WeightedWord, chemical: bool) -> None:
    if chemical and word.text in FORMS:
        found["forms_dropped"] += 1
    elif word.word_class is WordClass.NUMBER:
        found["numbers_dropped"] += 1
    elif word.word_class is WordClass.MODIFIER:
        found["modifiers_dropped"] += 1
    elif word.word_class is WordClass.CONTENT:
        found["content_dropped"] += 1
        found["content_dropped_weight"] += word.weight / _SCALE


def _count_added(
    found: dict[str, float], word: WeightedWord, mention: Phrase, name: Phrase, chemical: bool
) -> None:
    if word.text in CAUSES or word.text in _CAUSED:
        found["cause_in_both" if mention.cause else "cause_added"] += _CAUSE_WORD
    elif word.text in _KINDS and word is name.last_telling():
        pass
    elif (chemical and word.text in FORMS) or word.word_class is WordClass.MODIFIER:
        found["modifiers_added"] += 1
    elif word.word_class is WordClass.CONTENT:
        found["content_added"] += 1
        found["content_added_weight"] += word.weight / _SCALE


def _add_disorder_features(found: dict[str, float], mention: Phrase, name: Phrase) -> None:
    mention_senses, name_senses = (
        {w.sense for w in p.words if w.word_class is WordClass.DISORDER} for p in (mention, name)
    )
    if mention_senses and name_senses:
        found["same_disorder" if mention_senses & name_senses else "other_disorder"] = 1
    elif name_senses:
        found["disorder_added"] = 1
    elif mention_senses:
        found["disorder_dropped"] = 1


def _is_general(head: WeightedWord | None) -> bool:
    """Whether a mention's head says no more than the concept's own kind does."""
    return head is None or head.sense in _GENERAL_HEADS


def _head(phrase: Phrase) -> WeightedWord | None:
    """The telling word that the others describe: the last one, before a preposition if there is one."""
    head = None
    for word in phrase.words:
        if word.text in _PREPOSITIONS and head is not None:
            break
        if word.word_class is WordClass.CONTENT:
            head = word
    return head


def _add_order_features(found: dict[str, float], mention: Phrase, name: Phrase) -> None:
    head = _head(mention)
    if head is not None:
        found["head_kept"] = float(head.sense in name.senses)
    found["same_last_word"] = float(mention.words[-1].sense == name.words[-1].sense)
    places = {word.sense: place for place, word in enumerate(name.words)}
    order = [places[word.sense] for word in mention.words if word.sense in places]
    found["in_order"] = float(order == sorted(order))

"""Sentences that say the contrary of what is asked in so many words: "reversible" where "irreversible" is asked about.

A stance reader takes them for support, as they share every other word with the question.
"""

from __future__ import annotations

import re

from retrieval.answer.sides import Stance

# Of which a thing is one or the other, where it is asked what it is.
_EXCLUSIVE = (
    ("short", "long"),
    ("small", "large"),
    ("minimally", "very|highly|extremely"),
    ("benign", "malignant"),
    ("dominant(?:ly)?", "recessive(?:ly)?"),
    ("proximal", "distal"),
    ("upper", "lower"),
    ("agonists?", "antagonists?"),
    ("activators?", "inhibitors?"),
    ("gain[- ]of[- ]function", "loss[- ]of[- ]function"),
    ("common", "rare|uncommon"),
    ("bacterial", "viral|fungal|parasitic"),
    ("oncogenes?", "tumou?r suppressors?"),
)
# Of which one is said of some, or at some time, and the other of others.
_OF_OTHERS = (
    ("early", "late|advanced"),
    ("current", "former|past"),
    ("systolic", "diastolic"),
    ("primary", "secondary"),
    ("mild", "moderate|severe"),
    ("moderate", "severe"),
    ("type 1", "type 2"),
    ("preoperative(?:ly)?", "postoperative(?:ly)?"),
    ("younger", "older"),
    ("adults?", "child(?:ren)?|adolescents?|infants?|neonates?"),
    ("humans?|patients?", "rats?|mice|animals?"),
    ("acute", "chronic"),
    ("high", "low"),
    ("male", "female"),
    ("left", "right"),
    ("anterior", "posterior"),
    ("maternal", "paternal"),
    ("oral", "intravenous|topical|inhaled"),
    ("inpatients?", "outpatients?"),
    ("inside|within", "outside"),
    ("first[- ]line", "second[- ]line"),
    ("sensitive", "resistant"),
    ("positive", "negative"),
)
_PREFIXED = re.compile(r"\b(?:un|in|im|ir|il|non-?)(?=(?P<whole>[a-z]{6,})\b)", re.IGNORECASE)
_WORD = re.compile(r"\b[a-z]{6,}\b", re.IGNORECASE)
# Words that only look like the denial of another.
_NO_DENIAL = frozenset(
    {"information", "infusion", "invaluable", "informed", "implant", "imprinting", "intense"}
)
# It is asked what a thing is, rather than whether it helps or happens.
_ASKS_WHAT_IT_IS = re.compile(
    r"^\W*(?:is|are|was|were)\b.{1,120}?\b(?:an?|considered|classified|called|known|caused by|due to|inherited|located|"
    r"encoded)\b",
    re.IGNORECASE,
)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


_PAIRS = [
    (tuple(map(_pattern, pair)), pairs is _EXCLUSIVE) for pairs in (_EXCLUSIVE, _OF_OTHERS) for pair in pairs
]


def contrary_side(asked: str, sentence: str) -> Stance | None:
    """The side of a sentence that says the contrary of what is asked; None for one that does not.

    It refutes where a thing can only be one of the two and it is asked what it is. Else it may speak of others: of late
    cancers where early ones are asked about. Then it takes no side.
    """
    exclusive = [is_exclusive for pair, is_exclusive in _PAIRS if _is_exchanged(pair, asked, sentence)]
    if _is_denied_by_prefix(asked, sentence):
        exclusive.append(True)
    if not exclusive:
        return None
    return Stance.REFUTES if all(exclusive) and _ASKS_WHAT_IT_IS.search(asked) else Stance.NEITHER


def _is_exchanged(pair: tuple[re.Pattern[str], ...], asked: str, sentence: str) -> bool:
    """Whether one of the two is asked about, and only the other said."""
    in_question = [word.search(asked) is not None for word in pair]
    in_sentence = [word.search(sentence) is not None for word in pair]
    return sum(in_question) == 1 == sum(in_sentence) and in_question != in_sentence


def _is_denied_by_prefix(asked: str, sentence: str) -> bool:
    """Whether a word of the question stands in the sentence only with "un", "in" or "non" before it, or without it."""
    return _has_only_denied(asked, sentence) or _has_only_denied(sentence, asked)


def _has_only_denied(plain: str, denied: str) -> bool:
    words = {w.lower() for w in _WORD.findall(plain)}
    others = {w.lower() for w in _WORD.findall(denied)}
    for match in _PREFIXED.finditer(denied):
        whole, written = match["whole"].lower(), f"{match[0]}{match['whole']}".lower()
        if written not in _NO_DENIAL and whole in words and whole not in others and written not in words:
            return True
    return False

"""A sentence as the tokens, words and marks, that triggers are made of."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = re.compile(
    r"(?<!\w)[+\-\u2013\u2010\u2212]ve\b"
    r"|(?<![\w.])\d+(?:[.,]\d+)+\b"
    r"|\.{3,}|\u2026+"
    r"|[(\[]\s?[xX\u2713\u2714+\-\u2013\u2212]?\s?[)\]]"
    r"|\w+(?:['\u2019]\w+)*|[^\w\s\"'\u2018-\u201d]"
)
_MINUS = "-\u2010\u2011\u2212"
_READ_AS = (
    {"[": "(", "]": ")", "|": "\u00a6"}
    | dict.fromkeys("\u2610\u25a1", "\u2610")
    | dict.fromkeys("\u2611\u2612\u2713\u2714", "\u2611")
)
JOINT = "\u2010"
"""A hyphen between two words: it may be passed over."""

SEPARATORS = frozenset({",", "and", "or", "nor", "/", "&"})
"""What stands between the items of a list."""


class Token(NamedTuple):
    """A word in lower case, or a mark; `[start, end)` in the sentence."""

    text: str
    start: int
    end: int


def tokenise(sentence: str) -> list[Token]:
    """The words and marks in order.

    A mark right before a word and after a space (`-fever`, `+cough`, `?stroke`) is `-x`, `+x` or `?x`, one in brackets
    `(-)` or `(+)`, a hyphen between two words `JOINT`; what is left of them is as written. A question mark may have a
    space after it too. "-ve" and "+ve" are the words they stand for, "0.00" is "0", dots that lead to a value are
    a colon; an empty box is `☐`, a ticked one
    `☑`, square brackets are round, and what parts the cells of a table is `¦`.
    """
    return [
        Token(word.lower() if (word := m[0]).isalpha() else _mark(sentence, m.start(), word), *m.span())
        for m in _WORD.finditer(sentence)
    ]


def _mark(sentence: str, at: int, word: str) -> str:
    if len(word) == 1:
        return _sign(sentence, at, word)
    if word[0] in "([":
        return _box(word[1:-1].strip())
    if word[0] in ".\u2026":
        return ":"
    if word[1:] == "ve" and not word[0].isalpha():
        return "positive" if word[0] == "+" else "negative"
    if word[0] == "0" and not word.strip("0.,"):
        return "0"
    return word.lower().replace("\u2019", "'")


def _box(inside: str) -> str:
    if inside in ("", "x", "X", "\u2713", "\u2714"):
        return "\u2611" if inside else "\u2610"
    return "(+)" if inside == "+" else "(-)"


def _sign(sentence: str, at: int, word: str) -> str:
    if word in _READ_AS:
        return _READ_AS[word]
    if word not in "?+" and word not in _MINUS:
        return word.lower()
    free_before = at == 0 or sentence[at - 1].isspace()
    joined = sentence[at + 1 : at + 2].isalnum()
    if word in "?+":
        return f"{word}x" if free_before and (joined or word == "?") else word
    if not joined:
        return "-"
    if free_before:  # a hyphen that begins a line marks an item of a list, before a number it is a minus
        return "-" if at == 0 or sentence[at + 1].isdigit() else "-x"
    return JOINT

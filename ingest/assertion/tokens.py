"""A sentence as the tokens, words and marks, that triggers are made of."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = re.compile(r"\w+(?:['\u2019]\w+)*|[^\w\s]")
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

    A mark right before a word and after a space (`-fever`, `+cough`, `?stroke`), or alone in brackets (`(-) fever`), is
    `-x`, `+x` or `?x`, a hyphen between two words `JOINT`; what is left of them is as written. A question mark may have
    a space after it too.
    """
    return [Token(_mark(sentence, m.start(), m[0]), m.start(), m.end()) for m in _WORD.finditer(sentence)]


def _mark(sentence: str, at: int, word: str) -> str:
    if len(word) > 1 or word not in "-?+\u2010\u2011":
        return word.lower().replace("\u2019", "'")
    free_before = at == 0 or sentence[at - 1].isspace()
    joined = sentence[at + 1 : at + 2].isalnum()
    if word in "-+" and sentence[max(0, at - 1) : at + 2] in ("(-)", "(+)"):
        return f"{word}x"
    if word in "?+":
        return f"{word}x" if free_before and (joined or word == "?") else word
    if not joined:
        return "-"
    if free_before:
        return "-x" if at else "-"  # a hyphen that begins a line marks an item of a list
    return JOINT

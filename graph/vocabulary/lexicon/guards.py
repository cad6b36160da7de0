"""Contexts in which a matched name does not mean the concept, so that the match is dropped."""

from __future__ import annotations

from collections.abc import Sequence

from graph.vocabulary.names.common_words import FUNCTION_WORDS
from graph.vocabulary.names.tokens import token_of

# "non-diabetic", "pre-eclampsia", "pseudo-obstruction" are not the thing named after the hyphen.
_CHANGES = frozenset({"non", "pre", "pseudo", "hypo", "hyper", "un", "quasi", "para"})
_HYPHENS = "-\u2010\u2011\u2013"
_SHORT = 4  # letters of an acronym that may look like a word in capitals; set by hand
# "cocaine-induced hypotension" is no "induced hypotension": after a hyphen these belong to what stands before it.
_BOUND = frozenset(
    {
        "induced",
        "associated",
        "related",
        "mediated",
        "dependent",
        "treated",
        "resistant",
        "positive",
        "negative",
        "deficient",
        "specific",
        "like",
        "free",
        "derived",
        "linked",
    }
)


def is_blocked(pieces: Sequence[str], first: int, last: int, cased: bool) -> bool:
    """Whether the match of these pieces must be dropped."""
    if (
        first
        and pieces[first - 1][-1] in _HYPHENS
        and (token_of(pieces[first - 1]).lower() in _CHANGES or token_of(pieces[first]).lower() in _BOUND)
    ):
        return True
    if (
        pieces[last][-1] in _HYPHENS
        and last + 1 < len(pieces)
        and token_of(pieces[last + 1]).lower() == "like"
    ):
        return True
    if first != last or not (cased or pieces[first].isupper()):
        return False
    word = token_of(pieces[first])
    if cased:
        return word.lower() in FUNCTION_WORDS and _in_capitals(pieces, first)
    # HIP in capitals is somebody's acronym, not a hip; in a shouted heading it may be one.
    return len(word) <= _SHORT and len(word) > 1 and word.isupper() and not _in_capitals(pieces, first)


def _in_capitals(pieces: Sequence[str], position: int) -> bool:
    """Whether the nearest words on both sides are in capitals too."""
    before = next(
        (w for p in reversed(pieces[max(0, position - 4) : position]) if (w := token_of(p)).isalpha()), ""
    )
    after = next((w for p in pieces[position + 1 : position + 5] if (w := token_of(p)).isalpha()), "")
    neighbours = [word for word in (before, after) if len(word) > 1]
    return bool(neighbours) and all(word.isupper() for word in neighbours)

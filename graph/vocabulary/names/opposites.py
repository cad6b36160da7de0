"""Names that differ in exactly what makes them two things: hypertension and hypotension, type 1 and type 2.

No statement of a source makes such a pair one: an error in a mapping file would turn one drug or disease into another.
What stands here only ever keeps concepts apart; it never brings any together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from graph.vocabulary.names.tokens import key_of

_BEGINNINGS = (
    "hyper hypo normo eu",
    "macro micro normo",
    "tachy brady",
    "intra extra inter",
    "endo exo",
    "ante anti post pre pro",
    "ab ad",
    "poly oligo mono",
    "levo dextro",
)
# Drugs of one stem, too much and too little of one kind of cells.
_ENDINGS = ("sone solone", "ine idine", "ase ose", "ate ite ide", "penia cytosis philia")
_WORDS = (
    "acute chronic subacute",
    "benign malignant",
    "congenital acquired",
    "dominant recessive",
    "primary secondary",
    "left right",
    "upper lower",
    "anterior posterior",
    "proximal distal",
    "medial lateral",
    "male female",
    "maternal paternal fetal",
    "infantile juvenile adult",
    "increased decreased",
    "high low",
    "positive negative",
    "systolic diastolic",
    "viral bacterial fungal",
    "internal external",
    "central peripheral",
    "agonist antagonist",
)
_DENIALS = frozenset({"non", "not", "no", "without"})
# Which type, factor, vitamin or gene: numbers, single letters, and the Roman numerals that `key_of` leaves alone.
_ORDINAL = re.compile(r"\d{1,3}[a-z]?|[a-z]|x{0,3}(?:ix|iv|v?i{0,3})")
_TENS, _UNITS = ("", "x", "xx", "xxx"), ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN = {
    ten + unit: str(10 * t + u) for t, ten in enumerate(_TENS) for u, unit in enumerate(_UNITS) if t + u
}
_SHORTEST_STEM = 3  # letters beside an affix; set by hand


def _sets(lines: Iterable[str]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line.split()) for line in lines)


_AFFIXES = (
    (_sets(_BEGINNINGS), str.startswith, str.removeprefix),
    (_sets(_ENDINGS), str.endswith, str.removesuffix),
)
_OPPOSED_WORDS = _sets(_WORDS)


def are_opposites(one: str, other: str) -> bool:
    """Whether what one name has and the other has not are opposed: then they cannot name one thing."""
    # "With or without" denies nothing.
    first, second = (key_of(name).replace(" with or without ", " ").split() for name in (one, other))
    first_only, second_only = set(first) - set(second), set(second) - set(first)
    return (
        _of_other_numbers(first, second)
        or _denies(first, second)
        or _denies(second, first)
        or any(_opposed(a, b) for a in first_only for b in second_only)
    )


def _of_other_numbers(first: list[str], second: list[str]) -> bool:
    """Whether the names say the same but for their numbers."""
    numbers = [{_ROMAN.get(w, w) for w in words if _ORDINAL.fullmatch(w)} for words in (first, second)]
    first_words, second_words = ({w for w in words if not _ORDINAL.fullmatch(w)} for words in (first, second))
    return bool(numbers[0] - numbers[1] and numbers[1] - numbers[0]) and (
        first_words <= second_words or second_words <= first_words
    )


def _denies(first: list[str], second: list[str]) -> bool:
    """Whether a name denies a word that the other has, and does not deny itself ("non-small-cell", "small-cell")."""
    denied = [{b for a, b in pairwise(words) if a in _DENIALS} for words in (first, second)]
    return bool((denied[0] - denied[1]) & set(second))


def _opposed(a: str, b: str) -> bool:
    if any(a in words and b in words for words in _OPPOSED_WORDS):
        return True
    return any(
        (stem := removed(a, x)) == removed(b, y) and x != y and len(stem) >= _SHORTEST_STEM
        for sets, has, removed in _AFFIXES
        for affixes in sets
        for x in affixes
        if has(a, x)
        for y in affixes
        if has(b, y)
    )

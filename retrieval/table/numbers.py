"""Counts in running text: "1,204", "42", "forty-two", "one hundred and fifty-nine"."""

from __future__ import annotations

import re

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = (
    {word: n for n, word in enumerate(_SMALL)}
    | {word: 10 * n for n, word in enumerate(_TENS, 2)}
    | {"fourty": 40}
)
_WORD = "|".join(sorted(_VALUES, key=len, reverse=True))
_BELOW_HUNDRED = rf"(?:{_WORD})(?:[- ](?:{'|'.join(_SMALL[1:10])}))?"
WRITTEN = rf"(?:{_BELOW_HUNDRED})(?:[- ]hundred(?:[- ](?:and[- ])?(?:{_BELOW_HUNDRED}))?)?"
"""The pattern of a number in words, up to 9,999; without regard of case."""
COUNT = rf"(?:\d{{1,3}}(?:[,  ]\d{{3}}){{1,3}}|\d{{1,7}}|{WRITTEN})"
"""The pattern of a count, in digits or words."""
_PARTS = re.compile(r"[a-z]+")


def count_of(text: str) -> int:
    """The value of what `COUNT` matched."""
    digits = "".join(c for c in text if c.isdigit())
    if digits:
        return int(digits)
    total = part = 0
    for word in _PARTS.findall(text.casefold()):
        if word == "hundred":
            total, part = total + part * 100, 0
        else:
            part += _VALUES.get(word, 0)
    return total + part

"""What a phrase with "and", "or" or commas names: `renal and hepatic failure` is two failures.

Each part is tried with the words that it shares with the last part ("renal [failure]") or with the first one ("cancer
of the breast or [cancer of the] colon"). Which expansion is meant, the linker finds out by linking them.
"""

from __future__ import annotations

import re

_JOINED = re.compile(
    r"(?<!\s)(?:(?:\s*+,)?\s++(?:and/or|and|or|as well as|&)\s+|\s*+,\s+)|(?<=\w)/(?=[^\W\d])"
)
# "Vitamins E and " before "C": the head, and the first of what it heads.
_SEPARATOR = r"(?:, ?(?:and |or )?| and | or | ?/ ?)"
_LISTED = re.compile(
    rf"(?<![\w-])([A-Za-z][a-z]{{3,}}) ([A-Z]\d{{0,2}})(?:{_SEPARATOR}[A-Z]\d{{0,2}}){{0,6}}{_SEPARATOR}$"
)
_LETTER = re.compile(r"[A-Z]\d{0,2}")
_LONGEST_LIST = 60  # characters before the letter; bounds the search
_MOST_PARTS = 8  # bounds the work on texts that are no phrases; set by hand


def expansions(phrase: str) -> list[list[str]]:
    """For each part of the phrase the ways it can be read in full, likeliest first; empty when it has one part."""
    if _JOINED.search(phrase) is None:
        return []
    parts = [part.split() for part in _JOINED.split(phrase) if part.strip()]
    if not 2 <= len(parts) <= _MOST_PARTS:
        return []
    first, last = parts[0], parts[-1]
    found = []
    for place, part in enumerate(parts):
        tails = [last[k:] for k in range(1, len(last))] if part is not last else []
        heads = [first[:k] for k in range(len(first) - 1, 0, -1)] if place else []
        full = [[*part, *tail] for tail in tails] + [[*head, *part] for head in heads] + [part]
        found.append([" ".join(words) for words in full])
    return found


def listed_letter(text: str, start: int, end: int) -> tuple[str, str] | None:
    """What a letter that goes on with a list is read as, after the first name of the list, read in full.

    `Vitamins E`, `Vitamins C` for the C of "Vitamins E and C"; None where it is no letter, or in no list.
    """
    letter = text[start:end]
    if _LETTER.fullmatch(letter) is None:
        return None
    found = _LISTED.search(text, max(0, start - _LONGEST_LIST), start)
    return (f"{found[1]} {found[2]}", f"{found[1]} {letter}") if found else None

"""The ways a vocabulary's name is written in running text, and which names are acronyms."""

from __future__ import annotations

import re

_QUALIFIERS = (
    "disorder|finding|disease|morphologic abnormality|body structure|substance|procedure|qualifier value|organism|"
    "situation|event|observable entity|product|medicinal product|physical finding|context-dependent category|clinical"
)
_TAIL = re.compile(
    rf"(?<!\s)(?:\s*+(?:\((?:{_QUALIFIERS})\)|\[[^\]]{{0,200}}\]|,\s++NOS|,\s*+unspecified)|\s++NOS)$",
    re.IGNORECASE,
)
_ACRONYM_TAIL = re.compile(r"(?<!\s)\s++\([A-Z][A-Za-z0-9-]{1,7}\)$")
# What stands after the comma of a name that is a phrase already, not one turned round for an index.
_NOT_INVERTED = re.compile(
    r"(?:with|without|and|or|not|due|in|of|to|from|by|including|except|other|nos|unspecified|as|on|at|for|see|"
    r"type \d.* with)\b",
    re.IGNORECASE,
)
# Longer names in capitals are words in upper case more often than acronyms.
_MOST_LETTERS_OF_A_SHORT_NAME = 4  # set by hand
_LONGEST_ACRONYM = 6  # set by hand


def variants(name: str) -> list[str]:
    """The name itself, then without a qualifier or bracketed acronym at its end, then in natural word order."""
    found = [name.strip()]
    bare = _TAIL.sub("", found[0]).strip()
    found += [bare, _ACRONYM_TAIL.sub("", bare)]
    found += [turned for text in (found[0], found[-1]) if (turned := uninverted(text))]
    return [text for text in dict.fromkeys(found) if text]


def uninverted(name: str) -> str:
    """`type 2 diabetes mellitus` of `Diabetes Mellitus, Type 2`; '' when the name is not turned round."""
    parts = [part.strip() for part in re.split(r",\s+", name)]
    turned = 2 <= len(parts) <= 3 and all(parts) and not any(_NOT_INVERTED.match(part) for part in parts[1:])
    if not turned or "(" in name:
        return ""
    return " ".join(reversed(parts))


def is_acronym(name: str) -> bool:
    """Whether the name is only itself in exactly these capitals: MS, HbA1c, IL-2, NIDDM; not Gout or HIV Infections.

    A single word with two capitals (or a capital and a digit), unless it is a long word shouted; or several
    tokens with a capital that together have no more than four letters.
    """
    letters = [c for c in name if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if not capitals:
        return False
    if re.search(r"[\W_]", name):
        return len(letters) <= _MOST_LETTERS_OF_A_SHORT_NAME
    if capitals == len(letters) > _LONGEST_ACRONYM:
        return False
    return capitals >= 2 or any(c.isdigit() for c in name) or len(letters) == 1

"""What a phrase with "and", "or" or commas names: `renal and hepatic failure` is two failures.

Each part is tried with the words that it shares with the last part ("renal [failure]") or with the first one ("cancer
of the breast or [cancer of the] colon"). Which expansion is meant, the linker finds out by linking them.
"""

from __future__ import annotations

import re

_JOINED = re.compile(r"\s*,?\s+(?:and/or|and|or|as well as|&)\s+|\s*,\s+|(?<=\w)/(?=[^\W\d])")
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

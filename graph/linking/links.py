"""What goes into linking and what comes out: mentions, and links to concepts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

EXACT_SCORE = 1.0
"""Of a link that nothing speaks against."""


class UnlinkedMention(NamedTuple):
    """A mention to link: `[start, end)` in characters, its Biolink category, and the concept its recogniser gave.

    `read_in_context` is False where the category is only that of a vocabulary's name with these letters.
    """

    start: int
    end: int
    category: str
    concept_id: str | None = None
    read_in_context: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """The concept that a mention means, how likely (0 to 1), and how it was found.

    `also` are the further concepts of a mention that names several ("renal and hepatic failure").
    """

    concept_id: str
    score: float
    method: str
    also: tuple[str, ...] = ()

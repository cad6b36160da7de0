"""A cell of the evidence table: exact characters of the document, and how sure the rule is that found them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says: `quote == document.text[start:end]`, always.

    `value` is the quote in the table's terms ("randomised controlled trial" of "were randomly assigned", "42" of
    "Forty-two patients"). A cell that metadata fill (publication types, MeSH headings) has no span: `start` and `end`
    are None, `quote` is the entry. `confidence` in [0, 1] is the rule's, set by hand near the share of its cells that
    were right where they were checked (docs/asking.md has the figures by column).
    """

    value: str
    quote: str
    start: int | None
    end: int | None
    confidence: float

"""What bounds every scope. Set by hand, as all of this folder, on the sentences of tests/ingest/assertion.

docs/assertion.md has the figures on sentences held back.
"""

from __future__ import annotations

from typing import NamedTuple

from ingest.assertion.triggers import TriggerMatch

GAP = {"next": 2, "list": 7, "effect": 7, "clause": 7, "predicate": 7}
"""The most words between a trigger and a mention, or two items of a list, by reach."""
MAX_WORDS = 80
"""The most words of a list; bounds the work on texts that are no sentences."""
COMPANIONS, ALL_COMPANIONS = frozenset({"of"}), frozenset({"of", "with"})
"""Prepositions that introduce another thing after the one in scope: "probable stroke with aphasia"."""


class Scope(NamedTuple):
    """The words `[start, end)` in the scope of a trigger."""

    start: int
    end: int
    match: TriggerMatch

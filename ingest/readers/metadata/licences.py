"""The statement of a licence that gives no address."""

from __future__ import annotations

_MOST_CHARS = 300  # the first sentences name the licence


def licence_statement(text: str) -> str:
    """The beginning of a licence's text."""
    return text[:_MOST_CHARS]

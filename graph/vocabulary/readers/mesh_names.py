"""MeSH entry terms: which of the permuted ones are worth keeping."""

from __future__ import annotations

from collections.abc import Iterable


def useful_synonyms(name: str, terms: Iterable[str]) -> tuple[str, ...]:
    """The entry terms without the name itself, repeats, and inversions whose natural order is there as well.

    MeSH lists "House, Slaughter" beside "Slaughter House": only the second is ever written.
    """
    kept = dict.fromkeys(term.strip() for term in terms)
    kept.pop("", None)
    kept.pop(name, None)
    natural = {text.lower() for text in (name, *kept)}
    return tuple(term for term in kept if not _inverts(term, natural))


def _inverts(term: str, natural: set[str]) -> bool:
    head, comma, tail = term.partition(", ")
    return bool(comma) and ", " not in tail and f"{tail} {head}".lower() in natural

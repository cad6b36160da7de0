"""A `Filter` as an SQL condition on `document AS d`."""

from __future__ import annotations

from collections.abc import Collection

from graph.store.base import Filter
from graph.store.shared.codec import dump
from graph.store.sqlite.codec import AMONG, wanted

# The record's own word, or a stored retraction notice that names it.
RETRACTED = "(d.retracted OR EXISTS (SELECT 1 FROM retraction AS r WHERE r.target = d.id))"

# The same the other way round: few documents are retracted, so they are looked up once, not asked of each.
NAMED = "SELECT named.key FROM retraction AS r CROSS JOIN document AS named ON named.id = r.target"


def condition(where: Filter) -> tuple[str, list[str | int]]:
    """SQL that is true for documents that pass, and its parameters."""
    clauses: list[str] = ["TRUE"]
    values: list[str | int] = []

    def require(clause: str, value: str | int) -> None:
        clauses.append(clause)
        values.append(value)

    if where.tiers:
        require(f"d.tier {AMONG}", dump(where.tiers))
    if where.year_from is not None:
        require("d.year >= ?", where.year_from)
    if where.year_to is not None:
        require("d.year <= ?", where.year_to)
    if where.publication_types:
        typed = f"SELECT document FROM publication_type WHERE name_folded {AMONG}"
        require(f"d.key IN ({typed})", _folded(where.publication_types))
    if where.journals:
        require(f"d.journal_folded {AMONG}", _folded(where.journals))
    if where.languages:
        require(f"d.language_folded {AMONG}", _folded(where.languages))
    if where.document_ids:
        require(f"d.id {AMONG}", wanted(where.document_ids))
    if where.exclude_retracted:
        clauses.append(f"NOT d.retracted AND d.key NOT IN ({NAMED})")
    return " AND ".join(clauses), values


def _folded(names: Collection[str]) -> str:
    return wanted([name.casefold() for name in names])

"""A `Filter` as an SQL condition on `document AS d`."""

from __future__ import annotations

from collections.abc import Collection

from graph.store.sqlite.codec import IN_JSON, ids_parameter
from graph.store.values.filter import Filter

# By its own record, or by a stored retraction notice that names it, by whichever of its identifiers.
RETRACTED = """(d.retracted OR EXISTS (
    SELECT 1 FROM identifier AS i JOIN retraction AS r ON r.target = i.value WHERE i.document = d.key
))"""

# The latter the other way round: notices name few documents, so these are looked up once, not for each document.
NOTICE_TARGETS = "SELECT i.document FROM retraction AS r CROSS JOIN identifier AS i ON i.value = r.target"


def condition(where: Filter) -> tuple[str, list[str | int]]:
    """SQL that is true for documents that pass, and its parameters."""
    clauses: list[str] = ["TRUE"]
    values: list[str | int] = []

    def require(clause: str, value: str | int) -> None:
        clauses.append(clause)
        values.append(value)

    if where.year_from is not None:
        require("d.year >= ?", where.year_from)
    if where.year_to is not None:
        require("d.year <= ?", where.year_to)
    if where.publication_types:
        typed = f"SELECT document FROM publication_type WHERE name_folded {IN_JSON}"
        require(f"d.key IN ({typed})", ids_parameter(_folded(where.publication_types)))
    if where.patients:
        clauses.append("d.patient <> ''")  # no patient's id, and what the index is of
    for column, admitted in (
        ("d.tier", where.tiers),
        ("d.journal_folded", _folded(where.journals)),
        ("d.language_folded", _folded(where.languages)),
        ("d.id", where.document_ids),
        ("d.patient", where.patients),
    ):
        if admitted:
            require(f"{column} {IN_JSON}", ids_parameter(admitted))
    if where.exclude_retracted:
        clauses.append(f"NOT d.retracted AND d.key NOT IN ({NOTICE_TARGETS})")
    return " AND ".join(clauses), values


def _folded(names: Collection[str]) -> list[str]:
    return [name.casefold() for name in names]

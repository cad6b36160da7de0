"""Figures per entity type, predicate or definition as plain text, for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_COLUMNS = {
    "precision": "precision",
    "recall": "recall",
    "f1": "F1",
    "overlap_f1": "overlap F1",
    "accuracy_gold_spans": "linked right",
    "covered": "covered",
    "document_concept_f1": "concept F1",
    "support": "support",
}
_KINDS = {
    "false_positives": "found, but not marked",
    "misses": "marked, but not found",
    "boundaries": "found with other ends",
    "types": "found as another type",
    "links": "linked wrongly",
}


def format_entity_table(result: Mapping[str, Any]) -> str:
    """A table a data set, in percent; with several, one more that sets their F1 side by side."""
    rows = result["datasets"]
    parts = ["\n".join(_dataset(row)) for row in rows]
    if len(rows) > 1:
        parts.append("\n".join(_across(rows)))
    return "\n\n".join(parts)


def _dataset(row: Mapping[str, Any]) -> Iterator[str]:
    yield f"{row['name']}: {row['documents']:,} documents, {row['words_per_second']:,} words/s"
    lines = _lines(row)
    columns = [name for name in _COLUMNS if any(name in figures for figures in lines.values())]
    width = max(len(name) for name in lines) + 2
    yield " " * width + "".join(f"{_COLUMNS[name]:>13}" for name in columns)
    for name, figures in lines.items():
        yield f"{name:<{width}}" + "".join(_cell(figures, column) for column in columns)
    for what, count in row.get("left_out", {}).items():
        shown = ", ".join(f"{k} ({n})" for k, n in count.items()) if isinstance(count, dict) else count
        yield f"{what.replace('_', ' ')}: {shown}"
    for kind, errors in row.get("errors", {}).items():
        yield f"\n{_KINDS[kind]}:" + ("" if errors else " nothing")
        yield from map(_error, errors)


def _lines(row: Mapping[str, Any]) -> dict[str, Mapping[str, float]]:
    """Figures by what they are of; those of relations have two more."""
    further = {name.replace("_", " "): row[name] for name in ("pairs", "in_graph") if name in row}
    return {**row["types"], "micro": row["micro"], **further}


def _cell(figures: Mapping[str, float], column: str) -> str:
    value = figures.get(column)
    if value is None:
        return f"{'-':>13}"
    return f"{value:>13,}" if column == "support" else f"{100 * value:>13.2f}"


def _error(error: Mapping[str, Any]) -> str:
    text = " -> ".join(dict.fromkeys(part for part in (error["gold"], error["found"]) if part))
    place = error.get("document", "")
    if "start" in error:
        place += f", characters {error['start']}-{error['end']}"
    return f"{error['count']:>6}  {error['type']}: {text}" + (f"  ({place})" if place else "")


def _across(rows: list[Mapping[str, Any]]) -> Iterator[str]:
    """F1 by corpus (down) and type (across)."""
    types = list(dict.fromkeys(type for row in rows for type in row["types"]))
    width = max(len(row["name"]) for row in rows) + 2
    yield "F1".ljust(width) + "".join(f"{name:>{max(12, len(name) + 2)}}" for name in (*types, "micro"))
    for row in rows:
        figures = _lines(row)
        yield row["name"].ljust(width) + "".join(
            f"{100 * figures[name]['f1']:>{max(12, len(name) + 2)}.2f}"
            if name in figures
            else f"{'-':>{max(12, len(name) + 2)}}"
            for name in (*types, "micro")
        )

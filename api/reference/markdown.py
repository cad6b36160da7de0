"""The few pieces of Markdown that the pages are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

GENERATED = "<!-- Written by `make docs` from the code; what is changed here is lost. -->"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table, each row as long as the header; '' where there are no rows."""
    lines = [_row(cells) for cells in rows]
    return "\n".join([_row(header), "|" + "---|" * len(header), *lines]) if lines else ""


def code(text: object) -> str:
    """The text as code; '' stays ''."""
    return f"`{text}`" if str(text) else ""


def page(title: str, blocks: Iterable[str]) -> str:
    """A page of blocks that are separated by blank lines; empty blocks are left out."""
    return "\n\n".join([f"# {title}", GENERATED, *(block for block in blocks if block)]) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

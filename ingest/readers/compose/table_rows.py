"""Rows of tables as lines, "cell; cell"; tables that only lay a page out are read through as if they were not there."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class _OpenRow:
    cells: list[list[str]] = field(default_factory=list)
    is_layout: bool = False


class TableRows:
    """The rows that are open, one inside the other where tables nest."""

    def __init__(self) -> None:
        self._open: list[_OpenRow] = []

    def begin(self) -> None:
        """A row begins."""
        self._open.append(_OpenRow())

    def cell(self) -> None:
        """A cell begins in the row opened last."""
        if self._open:
            self._open[-1].cells.append([])

    def take(self, paragraph: str) -> bool:
        """Puts a paragraph into the cell that is open; False when it belongs to the page."""
        if not self._open or self._open[-1].is_layout or not self._open[-1].cells:
            return False
        self._open[-1].cells[-1].append(paragraph)
        return True

    def spill(self) -> list[str]:
        """Something that no cell holds begins (a heading, a table): the paragraphs so far, for the page."""
        spilled: list[list[str]] = []
        for row in reversed(self._open):
            if row.is_layout:  # and so is every row around it
                break
            spilled[:0] = row.cells
            row.cells, row.is_layout = [], True
        return [paragraph for cell in spilled for paragraph in cell]

    def end(self) -> list[str]:
        """The row opened last ends: its line, or the paragraphs of its only cell."""
        if not self._open:
            return []
        cells = [cell for cell in self._open.pop().cells if cell]
        return cells[0] if len(cells) == 1 else ["; ".join(map(" ".join, cells))] if cells else []

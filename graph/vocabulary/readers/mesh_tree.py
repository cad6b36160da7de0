"""MeSH tree numbers: from NLM's or a derived table, and what they say about a descriptor."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from graph.parsing.source import Source
from graph.vocabulary.readers.base import Problems, file_name, lines_of, open_text

_NUMBER = re.compile(r"[A-NVZ]\d{2}(?:\.\d+)*+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ID = re.compile(r"[CD]\d{6,9}")


class MeshTree:
    """Tree numbers by descriptor, and the IS_A edges they spell: `C14.280` is under `C14`."""

    def __init__(self) -> None:
        self._numbers: dict[str, list[str]] = defaultdict(list)
        self._owner: dict[str, str] = {}
        self.names: dict[str, str] = {}

    def add(self, descriptor: str, number: str, name: str = "") -> None:
        """Place a descriptor (`D009203`) at a tree number."""
        self._numbers[descriptor].append(number)
        self._owner[number] = descriptor
        if name:
            self.names[descriptor] = name

    def numbers(self, descriptor: str) -> list[str]:
        """All places of a descriptor."""
        return self._numbers.get(descriptor, [])

    def parents(self, numbers: Iterable[str]) -> tuple[str, ...]:
        """CURIEs of the descriptors directly above these places, without repeats."""
        above = (self._owner.get(number.rpartition(".")[0]) for number in numbers)
        return tuple(dict.fromkeys(f"MESH:{descriptor}" for descriptor in above if descriptor))


def is_tree_number(text: str) -> bool:
    """Whether a text is a place in MeSH's tree: `C14.280.238`."""
    return _NUMBER.fullmatch(text) is not None


def version_of(source: Source) -> str:
    """The year in the file's name, which is all the version that tables of MeSH have."""
    found = _YEAR.search(file_name(source))
    return found.group() if found else ""


def is_tree(head: str) -> bool:
    """Whether a table's first lines pair descriptor ids with tree numbers."""
    rows = [line.split("\t") for line in head.splitlines()[1:6]]
    return bool(rows) and all(_cells(row) is not None for row in rows[:-1] or rows)


def read_tree(source: Source, problems: Problems) -> MeshTree:
    """The table's rows; a line without an id and a tree number, other than the header, is a problem."""
    tree = MeshTree()
    with open_text(source) as stream:
        for number, line in enumerate(lines_of(stream, source), 1):
            cells = _cells(line.rstrip("\r\n").split("\t"))
            if cells is not None:
                tree.add(*cells)
            elif number > 1 and line.strip():
                problems.report(source, number, "no descriptor id and tree number")
    return tree


def _cells(row: list[str]) -> tuple[str, str, str] | None:
    """The row's id, tree number and name, wherever they stand."""
    cells = [cell.strip() for cell in row]
    identifier = next((cell for cell in cells if _ID.fullmatch(cell)), None)
    place = next((cell for cell in cells if _NUMBER.fullmatch(cell)), None)
    if identifier is None or place is None:
        return None
    return identifier, place, next((cell for cell in cells if cell not in (identifier, place)), "")

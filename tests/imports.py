"""What a file imports, read without running it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple


class ImportedName(NamedTuple):
    """`from module import name`; of `import module` the name is ''."""

    module: str
    name: str

    def __str__(self) -> str:
        return f"{self.module}:{self.name}"


@cache
def imported_names(path: Path) -> frozenset[ImportedName]:
    """All that a file imports by absolute names, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {ImportedName(alias.name, "") for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {ImportedName(node.module, alias.name) for alias in node.names}
    return frozenset(found)


def imported_modules(path: Path) -> frozenset[str]:
    """The dotted names of the modules that a file imports, wherever in it."""
    return frozenset(name.module for name in imported_names(path))


def imports_any(path: Path, modules: frozenset[str]) -> bool:
    """Whether a file imports one of the modules, or one inside them."""
    return any(
        name == module or name.startswith(f"{module}.")
        for name in imported_modules(path)
        for module in modules
    )

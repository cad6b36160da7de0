"""The folders are the architecture: imports go only downwards, and files fit in a head."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.paths import ROOT

BELOW = {
    "graph": set[str](),
    "ingest": {"graph"},
    "retrieval": {"graph"},
    "evaluation": {"graph", "ingest", "retrieval"},
    "api": {"graph", "ingest", "retrieval", "evaluation"},
    "medgraph": {"api"},
}
FILES = sorted(path for folder in BELOW for path in (ROOT / folder).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """The top-level packages that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_every_folder_is_there() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in FILES} == set(BELOW)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_downwards(path: Path) -> None:
    folder = path.relative_to(ROOT).parts[0]
    upwards = (imported(path) & (set(BELOW) | {"tests", "benchmarks"})) - BELOW[folder] - {folder}
    assert not upwards, f"{folder} must not import {', '.join(sorted(upwards))}"


def test_the_check_sees_an_upward_import(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def f():\n    from api.service.medgraph import MedGraph\n")
    assert imported(tmp_path / "a.py") == {"api"}


def test_files_fit_in_a_head() -> None:
    long = [str(p.relative_to(ROOT)) for p in FILES if len(p.read_text(encoding="utf-8").splitlines()) > 300]
    assert not long
    assert not [p for p in FILES if p.stem in ("utils", "helpers", "common", "misc")]

"""The folders are the architecture: imports go only downwards, and files fit in a head."""

from __future__ import annotations

from pathlib import Path

from tests.imports import imported_modules
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
    return {name.partition(".")[0] for name in imported_modules(path)}


def test_every_folder_is_there() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in FILES} == set(BELOW)


def upward_imports(path: Path) -> list[str]:
    """The top-level folders that a file imports though they are not below its own."""
    folder = path.relative_to(ROOT).parts[0]
    return sorted((imported(path) & (set(BELOW) | {"tests", "benchmarks"})) - BELOW[folder] - {folder})


def test_imports_go_downwards() -> None:
    assert {str(p.relative_to(ROOT)): found for p in FILES if (found := upward_imports(p))} == {}


def test_the_check_sees_an_upward_import(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def f():\n    from api.service.medgraph import MedGraph\n")
    assert imported(tmp_path / "a.py") == {"api"}


def test_files_fit_in_a_head() -> None:
    long = [str(p.relative_to(ROOT)) for p in FILES if len(p.read_text(encoding="utf-8").splitlines()) > 300]
    assert not long
    assert not [p for p in FILES if p.stem in ("utils", "helpers", "common", "misc")]


def test_tests_start_processes_by_the_fixture_that_marks_them() -> None:
    """`make fast` leaves out what is marked `process`; a test that started one by itself would not be."""
    files = (ROOT / "tests").rglob("test_*.py")
    assert not [str(p.relative_to(ROOT)) for p in files if "subprocess" in imported(p)]

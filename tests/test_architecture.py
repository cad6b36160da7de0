"""The folders are the architecture: imports go downwards and through faces, and files fit in a head.

A package's face is what its `__init__.py` lists in `__all__`. From another folder only that may be imported.
"""

from __future__ import annotations

import ast
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from tests.imports import ImportedName, imported_modules, imported_names
from tests.paths import ROOT

KNOWLEDGE = {"graph", "ingest", "retrieval", "evaluation", "api"}
BELOW = {
    "graph": set[str](),
    "ingest": {"graph"},
    "retrieval": {"graph"},
    "evaluation": {"graph", "ingest", "retrieval"},
    "api": {"graph", "ingest", "retrieval", "evaluation"},
    "medgraph": {"api"},
    # `training.weights` fits what only a whole workspace gives.
    "training": KNOWLEDGE,
    "benchmarks": KNOWLEDGE | {"tests"},
    "tests": KNOWLEDGE | {"medgraph", "training", "benchmarks"},
}
"""Which folders the files of a folder may import beside their own."""

TESTED = {"contract": "graph", "property": "graph", "fuzz": "ingest"}
"""The folder whose inside a folder of tests knows, where it is not called the same."""

PRODUCT = [folder for folder in BELOW if folder not in ("benchmarks", "tests")]
FILES = sorted(path for folder in BELOW for path in (ROOT / folder).rglob("*.py"))


def folder_of(path: Path) -> str:
    """The top-level folder that a file is in."""
    return path.relative_to(ROOT).parts[0]


def own_folder(path: Path) -> str:
    """The folder whose modules a file may import past their face: its own, or the one that it tests."""
    parts = path.relative_to(ROOT).parts
    return TESTED.get(parts[1], parts[1]) if parts[0] == "tests" and len(parts) > 2 else parts[0]


@cache
def face(package: str) -> frozenset[str] | None:
    """The names in a package's `__all__`; None where there is no such package, or no `__all__` in it."""
    init = ROOT / Path(*package.split(".")) / "__init__.py"
    if not init.is_file():
        return None
    for node in ast.parse(init.read_text(encoding="utf-8")).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets):
            assert isinstance(node, ast.Assign | ast.AnnAssign) and node.value
            return frozenset(ast.literal_eval(node.value))
    return None


def upward_imports(path: Path, folder: str) -> list[str]:
    """The top-level folders that a file of a folder imports though they are not below it."""
    found = {name.partition(".")[0] for name in imported_modules(path)} & set(BELOW)
    return sorted(found - BELOW[folder] - {folder})


def past_a_face(name: ImportedName, own: str) -> bool:
    """Whether an import takes from another folder what no face there offers."""
    top = name.module.partition(".")[0]
    if top == own or top not in PRODUCT:
        return False
    names = face(name.module)
    return names is None or name.name not in names


def by_file(offenders: dict[Path, list[str]]) -> dict[str, list[str]]:
    return {str(path.relative_to(ROOT)): found for path, found in offenders.items() if found}


def test_every_folder_is_there() -> None:
    assert {folder_of(path) for path in FILES} == set(BELOW)


def test_imports_go_downwards() -> None:
    assert by_file({path: upward_imports(path, folder_of(path)) for path in FILES}) == {}


def test_imports_from_other_folders_go_through_a_face() -> None:
    assert (
        by_file(
            {
                path: [str(name) for name in imported_names(path) if past_a_face(name, own_folder(path))]
                for path in FILES
            }
        )
        == {}
    )


def test_readers_import_no_later_stage() -> None:
    readers = [path for path in FILES if path.is_relative_to(ROOT / "ingest" / "readers")]
    assert (
        by_file(
            {
                path: [
                    name
                    for name in imported_modules(path)
                    if name.startswith("ingest") and not name.startswith("ingest.readers")
                ]
                for path in readers
            }
        )
        == {}
    )


def test_every_package_has_a_face() -> None:
    faceless = []
    for init in FILES:
        if init.name == "__init__.py" and folder_of(init) in PRODUCT:
            name = ".".join(init.parent.relative_to(ROOT).parts)
            if not ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))) or face(name) is None:
                faceless.append(name)
    assert faceless == []


@pytest.mark.parametrize("package", ["graph.store", "ingest", "medgraph"])
def test_what_a_face_lists_and_loads_on_first_use_is_there(package: str) -> None:
    """ruff finds a name that an eager face lists and does not import."""
    names = face(package)
    assert names
    for name in names:
        assert getattr(import_module(package), name) is not None
    with pytest.raises(AttributeError):
        _ = import_module(package).nothing_of_this_name


def test_the_checks_see_what_they_are_for(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("def f():\n    from api.service.medgraph import MedGraph\n    import graph.model\n")
    assert imported_modules(file) == {"api.service.medgraph", "graph.model"}
    assert upward_imports(file, "ingest") == ["api"] and upward_imports(file, "medgraph") == ["graph"]
    assert upward_imports(file, "benchmarks") == []
    deep, whole = sorted(imported_names(file), key=str)
    assert past_a_face(deep, "benchmarks") and not past_a_face(deep, "api")
    assert past_a_face(whole, "ingest") and not past_a_face(whole, "graph")
    assert past_a_face(ImportedName("graph.store", "Cypher"), "ingest")
    assert not past_a_face(ImportedName("graph.store", "Filter"), "ingest")


def test_files_fit_in_a_head() -> None:
    long = [str(p.relative_to(ROOT)) for p in FILES if len(p.read_text(encoding="utf-8").splitlines()) > 300]
    assert not long
    assert not [p for p in FILES if p.stem in ("utils", "helpers", "common", "misc")]


def test_tests_start_processes_by_the_fixture_that_marks_them() -> None:
    """`make fast` leaves out what is marked `process`; a test that started one by itself would not be."""
    files = (ROOT / "tests").rglob("test_*.py")
    assert not [str(p.relative_to(ROOT)) for p in files if "subprocess" in imported_modules(p)]

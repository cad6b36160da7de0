"""One place builds from settings, and nothing reaches through the facade to what it built."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.paths import ROOT

# What only the composition root may build.
BUILT = {
    "open_store",
    "SqliteStore",
    "Neo4jStore",
    "load_encoder",
    "open_indexes",
    "load_lexicon",
    "load_linker",
    "load_concept_names",
    "Retriever",
    "Answerer",
    "Verifier",
    "OpenAiChatModel",
    "ExtractiveStrategy",
    "GroundedStrategy",
    "Pipeline",
    "build_analyser",
}
ROOTS = {"api/service/parts.py", "api/service/lexicons.py", "api/service/strategies.py"}


def calls(path: Path) -> set[str]:
    """The names of everything that a file calls."""
    nodes = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    return {node.func.id for node in nodes if isinstance(node.func, ast.Name)}


def attributes(path: Path) -> set[str]:
    """The names of every attribute that a file reads."""
    return {node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)}


def files(folder: str) -> dict[str, Path]:
    return {str(path.relative_to(ROOT)): path for path in sorted((ROOT / folder).rglob("*.py"))}


def test_only_the_composition_root_builds() -> None:
    built = {name: calls(path) & BUILT for name, path in files("api").items()}
    assert {name for name, found in built.items() if found} == ROOTS, built


def test_nothing_reaches_through_the_facade() -> None:
    inside = {"parts", "store", "encoder", "index_folder"}
    for folder in ("api/http", "api/cli", "api/reference", "evaluation"):
        for name, path in files(folder).items():
            assert not attributes(path) & inside, name

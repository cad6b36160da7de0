"""What is there, what is missing, how to get it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from api.service.medgraph import MedGraph
from graph.errors import MedgraphError
from graph.index.follow import saved_revision

_PACKAGES = (
    "torch",
    "sentence-transformers",
    "transformers",
    "openvino",
    "faiss-cpu",
    "tantivy",
    "spacy",
    "neo4j",
    "fastapi",
    "lxml",
    "pypdfium2",
    "openai",
)
Check = dict[str, str]


def examine(service: MedGraph) -> list[Check]:
    """Checks as `{state: ok | missing, name, detail}`; the detail of what is missing says what to do."""
    found = [_check("python", sys.version_info >= (3, 11), f"{sys.version.split()[0]} (3.11 or newer)")]
    found += map(_package, _PACKAGES)
    checks = {
        "embedding model": _model,
        "home": _home,
        "workspace": _workspace,
        "vocabularies": _vocabularies,
        "indexes": _indexes,
        "llm": _llm,
    }
    return found + [_tried(name, check, service) for name, check in checks.items()]


def _check(name: str, good: bool, detail: str) -> Check:
    return {"state": "ok" if good else "missing", "name": name, "detail": detail}


def _tried(name: str, check: Callable[[MedGraph], str], service: MedGraph) -> Check:
    try:
        return _check(name, True, check(service))
    except MedgraphError as error:
        return _check(name, False, f"{error}; {error.hint}" if error.hint else str(error))


def _package(name: str) -> Check:
    try:
        return _check(name, True, version(name))
    except PackageNotFoundError:
        return _check(name, False, f"not installed: make install, or pip install -c constraints.txt {name}")


def _model(service: MedGraph) -> str:
    encoder = service.encoder
    encoder.encode(["a test"])
    return f"{encoder.info} on {encoder.backend}"


def _home(service: MedGraph) -> str:
    home = service.settings.home
    there = next(folder for folder in (home, *home.resolve().parents) if folder.exists())
    if not os.access(there, os.W_OK):
        raise MedgraphError(f"{there} cannot be written", "set MEDGRAPH_HOME to a folder of your own")
    return f"{home}, {shutil.disk_usage(there).free / 2**30:.1f} GiB free"


def _workspace(service: MedGraph) -> str:
    counts = service.store.counts()
    name, size = service.settings.workspace, _megabytes(service.settings.folder)
    return f"{name}: {counts.documents} documents, {counts.chunks} chunks, {counts.entities} entities, {size:.0f} MB"


def _vocabularies(service: MedGraph) -> str:
    found = service.store.vocabularies()
    if not found:
        return "none yet, so no entity is linked to a concept: medgraph vocab add FILE"
    return ", ".join(f"{v.id} ({v.concepts} concepts)" for v in found)


def _indexes(service: MedGraph) -> str:
    reached = saved_revision(service.settings.folder / "indexes", service.store, service.model)
    if reached == service.store.revision():
        return "up to date"
    return "behind the store; the next question brings them up to date"


def _llm(service: MedGraph) -> str:
    from retrieval.llm.openai import OpenAiChatModel

    llm = service.settings.llm
    if not llm.configured:
        return "none set: answers are extracts (MEDGRAPH_LLM__BASE_URL and MEDGRAPH_LLM__MODEL set one)"
    models = OpenAiChatModel(llm).available_models()
    if models and llm.model not in models:
        raise MedgraphError(
            f"{llm.base_url} has no model {llm.model!r}", f"it has: {', '.join(sorted(models)[:10])}"
        )
    return f"{llm.model} at {llm.base_url}"


def _megabytes(folder: Path) -> float:
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 2**20

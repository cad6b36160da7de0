"""What is there, what is missing, how to get it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from api.service.parts import Parts
from api.service.settings import describe_file
from graph import MedgraphError
from graph.index import DEFAULT_MODEL, left_behind, saved_revision

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
"""`{state: ok | missing, name, detail}`; the detail of what is missing says what to do."""


class Doctor:
    """Checks of the installation and of one workspace."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def examine(self) -> list[Check]:
        """Every check, in the order in which a person would mend what is missing."""
        python = _check("python", sys.version_info >= (3, 11), f"{sys.version.split()[0]} (3.11 or newer)")
        checks: dict[str, Callable[[], str]] = {
            "embedding model": self._embedding_model,
            "home": self._home,
            "settings file": self._settings_file,
            "workspace": self._workspace,
            "vocabularies": self._vocabularies,
            "indexes": self._indexes,
            "harmful requests": self._harmful,
            "llm": self._llm,
        }
        return [
            python,
            *map(_package, _PACKAGES),
            *(_run(name, describe) for name, describe in checks.items()),
        ]

    def _embedding_model(self) -> str:
        encoder = self._parts.encoder
        encoder.encode(["a test"])
        return f"{encoder.info} on {encoder.backend}"

    def _home(self) -> str:
        home = self._parts.settings.home
        existing = next(folder for folder in (home, *home.resolve().parents) if folder.exists())
        if not os.access(existing, os.W_OK):
            raise MedgraphError(f"{existing} cannot be written", "set MEDGRAPH_HOME to a folder of your own")
        return f"{home}, {shutil.disk_usage(existing).free / 2**30:.1f} GiB free"

    def _settings_file(self) -> str:
        return describe_file() or "none in this folder"

    def _workspace(self) -> str:
        counts, settings = self._parts.store.counts(), self._parts.settings
        return (
            f"{settings.workspace}: {counts.documents} documents, {counts.chunks} chunks, "
            f"{counts.entities} entities, {_megabytes(settings.folder):.0f} MB"
        )

    def _vocabularies(self) -> str:
        vocabularies = self._parts.store.vocabularies()
        if not vocabularies:
            return "none yet, so no entity is linked to a concept: medgraph vocab add FILE"
        return ", ".join(f"{v.id} ({v.concepts} concepts)" for v in vocabularies)

    def _indexes(self) -> str:
        parts = self._parts
        if saved_revision(parts.index_folder, parts.store, parts.model) == parts.store.revision():
            left = left_behind(parts.index_folder)
            of_former = f"; {left} former texts are still in their files: medgraph compact" if left else ""
            return f"up to date{of_former}"
        return "behind the store; the next question brings them up to date"

    def _harmful(self) -> str:
        parts = self._parts
        if not parts.settings.retrieval.refuse_harmful:
            return "answered as any other: MEDGRAPH_RETRIEVAL__REFUSE_HARMFUL is false"
        if parts.harm_model is None:
            return f"answered as any other: what tells them reads the vectors of {DEFAULT_MODEL}, not of {parts.model}"
        return f"refused (model {parts.harm_model.digest})"

    def _llm(self) -> str:
        settings, client = self._parts.settings.llm, self._parts.chat_model
        if client is None:
            return "none set: answers are extracts (MEDGRAPH_LLM__BASE_URL and MEDGRAPH_LLM__MODEL set one)"
        models = client.available_models()
        if models and settings.model not in models:
            raise MedgraphError(
                f"{settings.base_url} has no model {settings.model!r}",
                f"it has: {', '.join(sorted(models)[:10])}",
            )
        return f"{settings.model} at {settings.base_url}"


def _check(name: str, good: bool, detail: str) -> Check:
    return {"state": "ok" if good else "missing", "name": name, "detail": detail}


def _run(name: str, describe: Callable[[], str]) -> Check:
    try:
        return _check(name, True, describe())
    except MedgraphError as error:
        return _check(name, False, f"{error}; {error.hint}" if error.hint else str(error))


def _package(name: str) -> Check:
    try:
        return _check(name, True, version(name))
    except PackageNotFoundError:
        return _check(name, False, f"not installed: make install, or pip install -c constraints.txt {name}")


def _megabytes(folder: Path) -> float:
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 2**20

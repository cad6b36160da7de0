"""What is there, what is missing, how to get it."""

from __future__ import annotations

import shutil
import sys
from importlib.metadata import PackageNotFoundError, version

from api.service import MedGraph
from graph.errors import MedgraphError

_PACKAGES = (
    "torch",
    "sentence-transformers",
    "faiss-cpu",
    "tantivy",
    "fastapi",
    "lxml",
    "pypdfium2",
    "openai",
)


def examine(service: MedGraph) -> list[dict[str, str]]:
    """Checks as `{state: ok | missing, name, detail}`."""
    found = [_check("python", sys.version_info >= (3, 11), sys.version.split()[0])]
    for package in _PACKAGES:
        try:
            found.append(_check(package, True, version(package)))
        except PackageNotFoundError:
            found.append(_check(package, False, f"pip install {package}"))
    try:
        encoder = service.encoder
        encoder.encode(["a test"])
        found.append(_check("embedding model", True, f"{encoder.info} on {encoder.backend}"))
    except MedgraphError as error:
        found.append(_check("embedding model", False, f"{error}; {error.hint}"))
    try:
        counts = service.store.counts()
        free = shutil.disk_usage(service.settings.folder).free // 2**30
        detail = f"{service.settings.folder}: {counts.documents} documents, {counts.concepts} concepts, {free} GiB free"
        found.append(_check("workspace", True, detail))
    except MedgraphError as error:
        found.append(_check("workspace", False, f"{error}; {error.hint}"))
    llm = service.settings.llm
    found.append(
        _check(
            "llm", True, f"{llm.model} at {llm.base_url}" if llm.configured else "none (extractive answers)"
        )
    )
    return found


def _check(name: str, good: bool, detail: str) -> dict[str, str]:
    return {"state": "ok" if good else "missing", "name": name, "detail": detail}

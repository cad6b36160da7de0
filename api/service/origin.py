"""What made an answer: the models by what they do, and the settings that bear on it."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from api.service.parts import Parts
from graph.store import Filter, State
from retrieval.answer import Origin
from retrieval.reader import reader_folder

# A path, which tells of this machine, and nothing of the model that `models` does not.
_NOT_SHOWN = {"reader", "stance_reader"}


def origin_of(parts: Parts, state: State, where: Filter | None, *, llm: bool) -> Origin:
    """What makes the answers to questions in that state of the workspace, with that filter."""
    settings: dict[str, Any] = {
        "version": version("medgraph"),
        "filter": {name: value for name, value in asdict(where or Filter()).items() if value},
        **parts.settings.retrieval.model_dump(mode="json", exclude=_NOT_SHOWN),
    }
    models = {"embedding": str(parts.model)}
    if folder := reader_folder(parts.settings.retrieval.reader):
        models["reader"] = _digest(folder)
    if folder := reader_folder(parts.settings.retrieval.stance_reader, stance=True):
        models["stance"] = _digest(folder)
    if harm := parts.harm_model:
        models["harm"] = harm.digest
    if llm and parts.settings.llm.configured:
        models["llm"] = parts.settings.llm.model
        settings["llm"] = parts.settings.llm.model_dump(include={"temperature", "max_tokens"})
    return Origin(state.settings.get("store.id", ""), state.revision, state.history, models, settings)


def _digest(folder: Path) -> str:
    files = [file for file in sorted(folder.iterdir()) if file.is_file()]
    return _digest_of(tuple((file, file.stat().st_mtime_ns, file.stat().st_size) for file in files))


@lru_cache(4)
def _digest_of(files: tuple[tuple[Path, int, int], ...]) -> str:
    found = hashlib.sha256()
    for path, *_ in files:
        found.update(path.read_bytes())
    return found.hexdigest()[:12]

"""Reading a vocabulary whole."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.model import Concept
from graph.vocabulary.readers.base import LoadedVocabulary
from graph.vocabulary.readers.detect import read_vocabulary

Read = Callable[..., tuple[LoadedVocabulary, dict[str, Concept]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """`read(name, text, beside={...})`: what the file holds, by id."""

    def reading(
        name: str,
        text: str | bytes,
        *,
        id: str | None = None,
        packed: bool = False,
        beside: dict[str, str] | None = None,
    ) -> tuple[LoadedVocabulary, dict[str, Concept]]:
        data = text.encode() if isinstance(text, str) else text
        (tmp_path / name).write_bytes(gzip.compress(data) if packed else data)
        for other, content in (beside or {}).items():
            (tmp_path / other).write_text(content)
        loaded = read_vocabulary(tmp_path / name, id)
        return loaded, {concept.id: concept for concept in loaded.concepts}

    return reading

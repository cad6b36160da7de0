"""A vocabulary in JSON, streamed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.parsing.json import BrokenJson, JsonStream
from graph.vocabulary.readers.base import LARGEST_RECORD, VocabularyError, open_binary


@contextmanager
def open_json(path: Path) -> Iterator[JsonStream]:
    """The file's JSON from the beginning; VocabularyError where it is broken."""
    with open_binary(path) as stream:
        json = JsonStream(stream, LARGEST_RECORD, replace=True)
        try:
            yield json
        except BrokenJson as error:
            raise VocabularyError(
                f"{path.name}: broken at character {json.position:,}: {error}",
                "Fetch it again; nothing was stored.",
            ) from error

"""A vocabulary in JSON, streamed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graph.parsing.json import BrokenJson, JsonStream
from graph.parsing.source import Source, open_source
from graph.vocabulary.readers.base import LARGEST_RECORD, VocabularyError, file_name


@contextmanager
def open_json(source: Source) -> Iterator[JsonStream]:
    """The file's JSON from the beginning; VocabularyError where it is broken."""
    with open_source(source) as stream:
        json = JsonStream(stream, LARGEST_RECORD, replace=True)
        try:
            yield json
        except BrokenJson as error:
            raise VocabularyError(
                f"{file_name(source)}: broken at character {json.position:,}: {error}",
                "Fetch it again; nothing was stored.",
            ) from error

"""JSON lines, one record a line (BEIR's corpus.jsonl among them), and arrays of records in a .json file."""

from __future__ import annotations

import json
from collections.abc import Iterator

from graph import Tier
from graph.parsing import Problem, Source, array_items, open_source, plain_name
from ingest.readers.base import ReadResult
from ingest.readers.streams.json_records import json_lines, numbered_values
from ingest.readers.text.json_record import BadRecord, document_of

_SUFFIXES = {".jsonl", ".ndjson", ".jsonlines"}
_MAX_BYTES = 50 * 2**20  # of a record, as of a text file
_BOM = b"\xef\xbb\xbf"


class JsonlReader:
    """Reads one document a JSON object; keys are described in docs and in `json_record`."""

    name = "jsonl"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Files named as JSON lines; others whose first line is an object, or that are arrays of objects."""
        if plain_name(source).suffix.lower() in _SUFFIXES:
            return True
        start = head.removeprefix(_BOM).lstrip()
        if start.startswith(b"["):
            return start[1:].lstrip().startswith(b"{")
        return start.startswith(b"{") and _is_object(start.partition(b"\n")[0])

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document or a Problem a record, in order."""
        yield from _array(source, tier) if _is_array(source) else _lines(source, tier)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_array(source: Source) -> bool:
    try:
        with open_source(source) as stream:
            return stream.read(64).removeprefix(_BOM).lstrip()[:1] == b"["
    except (OSError, EOFError):
        return False  # `_lines` meets the same error and reports it


def _lines(source: Source, tier: Tier) -> Iterator[ReadResult]:
    with open_source(source) as stream:
        for location, value in json_lines(stream, source, _MAX_BYTES):
            yield _record(value, tier, source, location)


def _array(source: Source, tier: Tier) -> Iterator[ReadResult]:
    with open_source(source) as stream:
        for location, value in numbered_values(array_items(stream, _MAX_BYTES), source, "record"):
            yield _record(value, tier, source, location)


def _record(value: object, tier: Tier, source: Source, location: str) -> ReadResult:
    if isinstance(value, Problem):
        return value
    try:
        return document_of(value, tier, source.name)
    except RecursionError:
        return Problem(source.name, location, "nested too deeply")
    except BadRecord as error:
        return Problem(source.name, location, str(error))

"""JSON lines, one record a line (BEIR's corpus.jsonl among them), and arrays of records in a .json file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BufferedIOBase
from typing import cast

from graph.model import Tier
from graph.parsing.json import BrokenArray, array_items
from ingest.readers.base import Problem, ReadResult
from ingest.readers.sources.reporting import reported
from ingest.readers.sources.source import Source, open_source, plain_name
from ingest.readers.streams.numbered_lines import numbered_lines
from ingest.readers.text.json_record import BadRecord, document_of

_SUFFIXES = {".jsonl", ".ndjson", ".jsonlines"}
_MAX_BYTES = 50 * 2**20
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
        yield from reported(source, _array(source, tier) if _is_array(source) else _lines(source, tier))


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
    where = source.name
    with open_source(source) as stream:
        for number, line in numbered_lines(cast(BufferedIOBase, stream), _MAX_BYTES):
            place = f"line {number}"
            if line is None:
                yield Problem(where, place, f"longer than {_MAX_BYTES // 2**20} MiB")
            elif stripped := (line.removeprefix(_BOM) if number == 1 else line).strip():
                yield _record(stripped, place, where, tier)


def _record(line: bytes, place: str, where: str, tier: Tier) -> ReadResult:
    try:
        return document_of(json.loads(line.decode("utf-8")), tier, where)
    except RecursionError:
        return Problem(where, place, "nested too deeply")
    except UnicodeDecodeError as error:
        return Problem(where, place, f"not UTF-8: {error.reason} at byte {error.start}")
    except BadRecord as error:
        return Problem(where, place, str(error))
    except ValueError as error:  # JSONDecodeError, or a number of more digits than Python converts
        return Problem(where, place, f"broken JSON: {error}")


def _array(source: Source, tier: Tier) -> Iterator[ReadResult]:
    where, number = source.name, 0
    with open_source(source) as stream:
        try:
            for number, value in enumerate(array_items(stream, _MAX_BYTES), 1):
                try:
                    yield document_of(value, tier, where)
                except (BadRecord, RecursionError) as error:
                    yield Problem(where, f"record {number}", str(error))
        except BrokenArray as error:
            yield Problem(where, f"record {number + 1}", f"{error}; nothing after it was read")

"""Vocabularies as JSON records with an id and a name, in a list or one a line; keys as the columns of a table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from graph.model import Concept
from graph.parsing.encodings import decode_head
from graph.parsing.source import Source
from graph.vocabulary.names.curies import is_curie
from graph.vocabulary.readers.base import LoadedVocabulary, Problems, VocabularyError, file_name
from graph.vocabulary.readers.columns import columns_of
from graph.vocabulary.readers.json_file import open_json
from graph.vocabulary.readers.options import VocabularyOptions
from graph.vocabulary.readers.records import Cells, RecordShape, concept_from
from graph.vocabulary.readers.table import default_identity

_BEGINNING = re.compile(r"\s*+(?:\[\s*+)?(?=\{)")
_KEY = re.compile(r'"([^"\\]{1,60})"\s*:')
_SAMPLE = 2000  # records that tell which keys there are; drugs with brands are rare in a list of drugs
# Where a synonym is an object, the key of its text.
_TEXTS = ("name", "label", "value", "val", "synonym", "text")


class JsonRecordsReader:
    """Reads lists of records, and files of one record a line."""

    name = "json"

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the first characters begin objects of which the first has an id and a name."""
        text = decode_head(head)
        beginning = _BEGINNING.match(text)
        return beginning is not None and {"id", "name"} <= columns_of(_keys(text[beginning.end() :])).keys()

    def read(self, source: Source, options: VocabularyOptions, /) -> LoadedVocabulary:
        """The records that have an id, which may lack its prefix where its key or its shape tells it, and a name."""
        keys = dict.fromkeys(
            key for r in islice(_records(source), _SAMPLE) if isinstance(r, dict) for key in r
        )
        shape = RecordShape.of(list(keys), columns_of(list(keys), options.columns))
        if not {"id", "name"} <= shape.columns.keys():
            raise VocabularyError(
                f"{file_name(source)}: its records have no id and name", "Name them with --columns."
            )
        shape.tree = options.tree
        rows = (_row(record, keys) for record in _records(source))
        first = next((identifier for row in rows if (identifier := shape.identifier(row))), "")
        if first and not is_curie(first):
            if not options.id:
                raise VocabularyError(
                    f"the codes of {file_name(source)} ({first!r}) say nothing about their vocabulary",
                    "Name the vocabulary, for example --id icd10cm: it becomes the prefix of every code.",
                )
            shape.own = options.id.upper()
        identity = options.id or default_identity(first, shape) or file_name(source).partition(".")[0]
        problems = Problems()
        concepts = _concepts(source, list(keys), shape, problems)
        return LoadedVocabulary(identity.lower(), "", file_name(source), concepts, problems)


def _keys(text: str) -> list[str]:
    """The keys of the object that a text begins with, which may be cut."""
    try:
        first, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return [found[1] for found in _KEY.finditer(text)]
    return list(first) if isinstance(first, dict) else []


def _records(source: Source) -> Iterator[Any]:
    with open_json(source) as stream:
        if stream.peek() == "[":
            yield from stream.items()
        else:
            while stream.peek():
                yield stream.value()


def _concepts(
    source: Source, keys: Sequence[str], shape: RecordShape, problems: Problems
) -> Iterator[Concept]:
    """One concept an id: what several records say of it, a name each for example, comes together at the end.

    An id of another vocabulary that records of several names have says what sort of thing they are: it identifies
    none.
    """
    repeated = _repeated(shape.identifier(_row(record, keys)) for record in _records(source))
    held: dict[str, list[Cells]] = {}
    for number, record in enumerate(_records(source), 1):
        row = _row(record, keys)
        identifier, cells = shape.identifier(row), shape.cells(row)
        if not is_curie(identifier) or not cells.get("name"):
            problems.report(source, "", f"record {number} has no CURIE as id, or no name")
            continue
        cells["identifiers"] = shape.other_identifiers(row)
        if identifier in repeated:
            held.setdefault(identifier, []).append(cells)
        else:
            yield concept_from(identifier, [cells], shape)
    for identifier, rows in held.items():
        if (
            shape.is_foreign(identifier)
            and (names := len({cells["name"][0].casefold() for cells in rows})) > 1
        ):
            problems.report(source, "", f"{identifier} has {names} names, and is the id of none")
        else:
            yield concept_from(identifier, rows, shape)


def _repeated(identifiers: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    repeated: set[str] = set()
    for identifier in identifiers:
        (repeated if identifier in seen else seen).add(identifier)
    return repeated


def _row(record: Any, keys: Sequence[str] | Mapping[str, None]) -> list[str | list[str]]:
    return [_cell(record.get(key)) for key in keys] if isinstance(record, dict) else []


def _cell(value: Any) -> str | list[str]:
    if isinstance(value, list):
        return [text for each in value if isinstance(text := _cell(each), str) and text]
    if isinstance(value, dict):
        texts = (value.get(key) for key in _TEXTS)
        return next((text for text in texts if isinstance(text, str)), "")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""

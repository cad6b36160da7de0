"""Whether a file that somebody gives as a document is a vocabulary: only where that is sure."""

from __future__ import annotations

import json
from itertools import islice

from graph.parsing.encodings import decode_head
from graph.parsing.reader import reader_for
from graph.parsing.source import Source
from graph.vocabulary.names.curies import LINKED, prefix_of
from graph.vocabulary.readers.base import table_text
from graph.vocabulary.readers.categories import PREFIXES
from graph.vocabulary.readers.columns import columns_of
from graph.vocabulary.readers.csv_rows import cells_of, is_comment
from graph.vocabulary.readers.detect import READERS
from graph.vocabulary.readers.icd import IcdReader
from graph.vocabulary.readers.json_records import JsonRecordsReader
from graph.vocabulary.readers.layout import layout_of
from graph.vocabulary.readers.records import RecordShape
from graph.vocabulary.readers.retractions import RetractionsReader
from graph.vocabulary.readers.table import TableReader

# Columns that papers, patients and measurements do not have.
_TELLING = frozenset({"synonyms", "brands", "parents", "mapped", "tree", "same_as", "xrefs", "billable"})
_KNOWN = LINKED | PREFIXES | {"DRUGBANK", "NCIT", "EFO", "OMIM", "ORDO"}
# Keys of records that have a text of their own.
_OF_DOCUMENTS = frozenset(
    {"text", "abstract", "body", "content", "contents", "passages", "sentences", "resourceType"}
)
_SAMPLE = 5  # rows


def is_vocabulary(source: Source, head: bytes) -> bool:
    """Whether the first bytes are a vocabulary's and no document's.

    A column of PMIDs may be papers to fetch, and lines of codes a patient's problems: these are not told.
    """
    reader = reader_for(READERS.values(), source, head)
    if reader is None or isinstance(reader, RetractionsReader):
        return False
    if isinstance(reader, IcdReader):
        return "<ICD10CM.tabular" in decode_head(head) or decode_head(head)[:5].isdecimal()
    if isinstance(reader, JsonRecordsReader):
        return _is_record_of_names(decode_head(head))
    return not isinstance(reader, TableReader) or _is_table_of_names(table_text(head))


def _is_table_of_names(text: str) -> bool:
    layout = layout_of(text)
    if layout is None:
        return False
    lines = [line for line in text.splitlines()[:-1] if line.strip() and not is_comment(line)]
    rows = list(islice(cells_of(lines, layout.delimiter), int(layout.header), _SAMPLE + int(layout.header)))
    return _has_names(layout.shape, rows)


def _is_record_of_names(text: str) -> bool:
    try:
        first, _ = json.JSONDecoder().raw_decode(text.lstrip().removeprefix("[").lstrip())
    except (ValueError, RecursionError):
        return False
    if not isinstance(first, dict) or _OF_DOCUMENTS & first.keys():
        return False
    keys = list(first)
    row = [value if isinstance(value, str) else "" for value in first.values()]
    return _has_names(RecordShape.of(keys, columns_of(keys)), [row])


def _has_names(shape: RecordShape, rows: list[list[str]]) -> bool:
    if _TELLING & shape.columns.keys():
        return True
    found = [prefix_of(shape.identifier(row)).upper() for row in rows]
    return bool(found) and all(prefix in _KNOWN for prefix in found)

"""Reading sources within bounds: decompression, JSON and XML in pieces, and what a reader is.

Shared by the readers of documents (`ingest.readers`) and of vocabularies (`graph.vocabulary.readers`).
"""

from graph.parsing.decompress import ZIP_ERRORS, BombError, Budget, DamagedError, guarded
from graph.parsing.encodings import decode_head, encoding_of, errors_of
from graph.parsing.json import BrokenJson, JsonStream, array_items, object_members
from graph.parsing.reader import Problem, Reader, reader_for
from graph.parsing.source import (
    FileSource,
    Source,
    TooLarge,
    open_seekable,
    open_source,
    plain_name,
    read_head,
    read_whole,
)
from graph.parsing.xml import SAFE_PARSING, Element, defined_entities

__all__ = [
    "SAFE_PARSING",
    "ZIP_ERRORS",
    "BombError",
    "BrokenJson",
    "Budget",
    "DamagedError",
    "Element",
    "FileSource",
    "JsonStream",
    "Problem",
    "Reader",
    "Source",
    "TooLarge",
    "array_items",
    "decode_head",
    "defined_entities",
    "encoding_of",
    "errors_of",
    "guarded",
    "object_members",
    "open_seekable",
    "open_source",
    "plain_name",
    "read_head",
    "read_whole",
    "reader_for",
]

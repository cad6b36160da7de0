"""Readers: one module a format, each turning a source into documents one at a time. `ingest.reading` lists them."""

from ingest.readers.base import Deletion, DocumentReader, ReadError, ReadResult
from ingest.readers.sources.find import find_files

__all__ = [
    "Deletion",
    "DocumentReader",
    "ReadError",
    "ReadResult",
    "find_files",
]

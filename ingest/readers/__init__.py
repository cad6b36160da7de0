"""Readers: one module a format, each turning a file into documents one at a time."""

from ingest.readers.base import Deletion, Problem, Reader, ReadError, ReadResult
from ingest.readers.detect import READERS, SourceRecords, read_paths, read_sources
from ingest.readers.sources.find import find_files

__all__ = [
    "READERS",
    "Deletion",
    "Problem",
    "ReadError",
    "ReadResult",
    "Reader",
    "SourceRecords",
    "find_files",
    "read_paths",
    "read_sources",
]

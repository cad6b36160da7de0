"""Readers: one module a format, each turning a file into documents one at a time."""

from ingest.readers.base import Deletion, Problem, Reader, ReadError, ReadResult
from ingest.readers.detect import READERS, read_file, read_paths
from ingest.readers.find import find_files

__all__ = [
    "READERS",
    "Deletion",
    "Problem",
    "ReadError",
    "ReadResult",
    "Reader",
    "find_files",
    "read_file",
    "read_paths",
]

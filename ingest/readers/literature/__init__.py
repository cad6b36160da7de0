"""Formats that papers and their abstracts are exchanged in: XML, JSON and tagged lines."""

from ingest.readers.literature.pubtator import PubtatorReader, PubtatorRecord, document_of, pubtator_records

__all__ = [
    "PubtatorReader",
    "PubtatorRecord",
    "document_of",
    "pubtator_records",
]

"""Plain text, Markdown, JSON lines, and texts with standoff annotations."""

from ingest.readers.text.json_record import BadRecord, document_of, texts_of
from ingest.readers.text.jsonl import JsonlReader
from ingest.readers.text.standoff import annotations_of, text_of_annotations
from ingest.readers.text.text import TextReader
from ingest.readers.text.text_plain import plain_outline

__all__ = [
    "BadRecord",
    "JsonlReader",
    "TextReader",
    "annotations_of",
    "document_of",
    "plain_outline",
    "text_of_annotations",
    "texts_of",
]

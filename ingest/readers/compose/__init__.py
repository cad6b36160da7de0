"""From titles, headings and paragraphs to the canonical text of a document, with its sections as spans."""

from ingest.readers.compose.canonical import Part, clean_line, clean_paragraphs, compose

__all__ = [
    "Part",
    "clean_line",
    "clean_paragraphs",
    "compose",
]

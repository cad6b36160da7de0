"""RTF, the text format of older word processors and of many systems that export letters and reports.

Format: Rich Text Format Specification 1.9.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph import Tier
from graph.parsing import Problem, Source, plain_name, read_whole
from ingest.readers.base import ReadResult
from ingest.readers.compose.canonical import clean_line, compose
from ingest.readers.compose.document import build_document
from ingest.readers.metadata.identity import content_id
from ingest.readers.office.rtf_text import RtfText
from ingest.readers.text.text_plain import plain_outline

_MAGIC = b"{\\rtf"
_MAX_BYTES = 50 * 2**20  # a bound on memory; most of a large file is pictures


class RtfReader:
    """Reads one document a file: its text, with the headings that plain text has."""

    name = "rtf"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether it begins as RTF does."""
        return head.startswith(_MAGIC)

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """The file's Document; a Problem when it has no text."""
        data = read_whole(source, _MAX_BYTES)
        found = RtfText(data)
        title, parts = plain_outline(found.text) if found.text.strip() else ("", [])
        if not any(clean_line(part.body) for part in parts) and not clean_line(title):
            yield Problem(
                source.name, "", "no text: what it shows may be pictures of text, which need OCR first"
            )
            return
        composed = compose(found.title or title or plain_name(source).stem, parts)
        yield build_document(content_id(data), composed, tier, source.name)

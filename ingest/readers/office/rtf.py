"""RTF, the text format of older word processors and of many systems that export letters and reports.

Format: Rich Text Format Specification 1.9.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import Document, Tier
from ingest.readers.base import Problem, ReadResult
from ingest.readers.compose.canonical import compose, line
from ingest.readers.office.rtf_text import RtfText
from ingest.readers.sources.reporting import content_id, reported
from ingest.readers.sources.source import Source, plain_name, read_whole
from ingest.readers.text.text_plain import plain_outline

_MAGIC = b"{\\rtf"
_MAX_BYTES = 50 * 2**20


class RtfReader:
    """Reads one document a file: its text, with the headings that plain text has."""

    name = "rtf"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether it begins as RTF does."""
        return head.startswith(_MAGIC)

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """The file's Document; a Problem when it has no text."""
        yield from reported(source, _read(source, tier))


def _read(source: Source, tier: Tier) -> Iterator[ReadResult]:
    data = read_whole(source, _MAX_BYTES)
    found = RtfText(data)
    title, parts = plain_outline(found.text) if found.text.strip() else ("", [])
    if not any(line(part.body) for part in parts) and not line(title):
        yield Problem(source.name, "", "no text: what it shows may be pictures of text, which need OCR first")
        return
    composed = compose(found.title or title or plain_name(source).stem, parts)
    yield Document(
        id=content_id(data),
        text=composed.text,
        tier=tier,
        title=composed.title,
        sections=composed.sections,
        source=source.name,
    )

"""Plain text and Markdown: notes, reports, guidelines."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from graph import Tier
from graph.parsing import Problem, Source, encoding_of, errors_of, plain_name, read_whole
from ingest.readers.base import ReadResult
from ingest.readers.compose.canonical import compose
from ingest.readers.compose.document import build_document
from ingest.readers.metadata.identity import content_id
from ingest.readers.text.text_markdown import markdown_outline
from ingest.readers.text.text_plain import plain_outline

_MARKDOWN = {".md", ".markdown"}
_PLAIN = {".txt", ".text"}
_MAX_BYTES = 50 * 2**20  # a bound on memory: a thousand printed pages are some 3 MB


class TextReader:
    """Reads one document a file."""

    name = "text"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Files named as text; without any suffix, those whose first 4 KiB are UTF-8."""
        suffix = plain_name(source).suffix.lower()
        return suffix in _MARKDOWN | _PLAIN or (not suffix and _is_utf8(head))

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """The file's Document; a Problem when it is empty or no text."""
        data = read_whole(source, _MAX_BYTES)
        text = decode(data)
        if text is None:
            yield Problem(source.name, "", "not text: it holds NUL bytes")
            return
        if not text.strip():
            yield Problem(source.name, "", "empty file")
            return
        name = plain_name(source)
        title, parts = (markdown_outline if name.suffix.lower() in _MARKDOWN else plain_outline)(text)
        composed = compose(title or name.stem, parts)
        if not composed.text:
            yield Problem(source.name, "", "not text: it holds control characters only")
            return
        yield build_document(content_id(data), composed, tier, source.name)


def decode(data: bytes) -> str | None:
    """The text: UTF-32 and UTF-16 (see `encoding_of`), else UTF-8 with what is not as Windows-1252.

    Newlines come out as `\\n`. None for binary data.
    """
    encoding = encoding_of(data)
    if encoding == "utf-8-sig" and b"\0" in data:
        return None
    text = data.decode(encoding, errors_of(encoding))
    return None if "\0" in text else text.replace("\r\n", "\n").replace("\r", "\n")


def _is_utf8(head: bytes) -> bool:
    if b"\0" in head:
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # the head may end inside a character
    except UnicodeDecodeError:
        return False
    return True

"""What the reader tests share: reading to a list, and the offset rule every document must keep."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph import Document, SectionKind, Tier
from graph.parsing import FileSource
from ingest.readers import ReadResult
from ingest.readers.sources.reporting import with_source_errors
from ingest.reading import READERS

ReadText = Callable[..., list[ReadResult]]


def check_offsets(document: Document) -> None:
    """Sections are disjoint, in order, stripped and not empty; the title is the first; headings stand before bodies."""
    end = 0
    for number, section in enumerate(document.sections):
        assert end <= section.start < section.end <= len(document.text)
        covered = document.text[section.start : section.end]
        assert covered == covered.strip()
        assert (section.kind is SectionKind.TITLE) == (number == 0 and bool(document.title))
        before = document.text[end : section.start]
        lead = "\n\n" if end else ""
        assert before == lead + (section.heading + "\n" if section.heading else "")
        end = section.end
    assert end == len(document.text)
    if document.title:
        assert document.sections[0].kind is SectionKind.TITLE
        assert document.text.startswith(document.title)


@pytest.fixture
def read(tmp_path: Path) -> ReadText:
    """`read(reader name, content, file name)`: everything the reader yields for a file of that content."""

    def run(reader: str, content: str | bytes, name: str = "file") -> list[ReadResult]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        results = list(
            with_source_errors(FileSource(path), READERS[reader].read(FileSource(path), Tier.LITERATURE))
        )
        for result in results:
            if isinstance(result, Document):
                check_offsets(result)
                assert result.source == str(path)
        return results

    return run

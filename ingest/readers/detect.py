"""The registry of readers, and the reading of any paths with the one that fits each source."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.model import Tier
from ingest.readers.base import Problem, Reader, ReadError, ReadResult
from ingest.readers.docx import DocxReader
from ingest.readers.epub import EpubReader
from ingest.readers.find import find_files
from ingest.readers.html import HtmlReader
from ingest.readers.jats import JatsReader
from ingest.readers.jsonl import JsonlReader
from ingest.readers.medline import MedlineReader
from ingest.readers.meter import present_meter
from ingest.readers.odt import OdtReader
from ingest.readers.pdf import PdfReader
from ingest.readers.pubmed_xml import PubmedXmlReader
from ingest.readers.ris import RisReader
from ingest.readers.rtf import RtfReader
from ingest.readers.source import FileSource, Source, read_head
from ingest.readers.tei import TeiReader
from ingest.readers.text import TextReader

# In the order they are asked: a mark inside beats a wrong suffix, and text takes what is left.
_IN_ORDER: tuple[Reader, ...] = (
    PdfReader(),
    DocxReader(),
    OdtReader(),
    EpubReader(),
    PubmedXmlReader(),
    JatsReader(),
    TeiReader(),
    MedlineReader(),
    RisReader(),
    RtfReader(),
    HtmlReader(),
    JsonlReader(),
    TextReader(),
)
READERS: dict[str, Reader] = {reader.name: reader for reader in _IN_ORDER}
NAMES = ", ".join(READERS)


def read_paths(
    paths: Sequence[Path], tier: Tier | None = None, format: str | None = None
) -> Iterator[ReadResult]:
    """Everything in `paths` (see `find_files`), by the named reader, else by the one that fits each file.

    `tier` is that of every document; None leaves it to the readers. Raises ReadError at the call, before anything is
    read, for a path that is not there or an unknown format.
    """
    if format is not None and format not in READERS:
        raise ReadError(f"no such format: {format}", hint=f"Valid formats: {NAMES}.")
    chosen = READERS[format] if format else None
    files = find_files(paths)
    if meter := present_meter():
        files = iter(found := list(files))
        meter.expect(found)
    return (result for path in files for result in read_file(path, tier, chosen))


def read_file(path: Path, tier: Tier | None = None, reader: Reader | None = None) -> Iterator[ReadResult]:
    """Everything in one file; a Problem when it cannot be opened or no reader knows it."""
    if meter := present_meter():
        meter.start(path)
    if problem := _unusable(path):
        yield problem
    else:
        yield from read_source(FileSource(path), tier, reader)


def read_source(
    source: Source, tier: Tier | None = None, reader: Reader | None = None
) -> Iterator[ReadResult]:
    """Everything in one source; a Problem when it cannot be opened or no reader knows it."""
    head = _head(source)
    if isinstance(head, Problem):
        yield head
        return
    reader = reader or next((candidate for candidate in _IN_ORDER if candidate.accepts(source, head)), None)
    if reader is None:
        yield Problem(source.name, "", f"not a format medgraph reads: {NAMES}")
    else:
        yield from reader.read(source, tier or reader.tier)


def _unusable(path: Path) -> Problem | None:
    """Why a path cannot be read, without opening it: a FIFO or device could block for ever."""
    source = str(path)
    try:
        source.encode()
        if path.is_dir():
            return Problem(source, "", "the folder cannot be listed: check its permissions")
        if path.exists() and not path.is_file():
            return Problem(source, "", "not a regular file (a pipe, socket or device)")
    except UnicodeEncodeError:
        return Problem(ascii(source), "", "the file's name is not valid Unicode: rename it")
    except OSError as error:
        return Problem(source, "", f"cannot be opened: {error.strerror or error}")
    return None


def _head(source: Source) -> bytes | Problem:
    """The source's head, or why there is none."""
    try:
        return read_head(source) or Problem(source.name, "", "empty file")
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        reason = f"the gzip data is cut short or damaged ({error}); fetch the file again"
        return Problem(source.name, "", reason)
    except OSError as error:
        return Problem(source.name, "", f"cannot be opened: {error.strerror or error}")

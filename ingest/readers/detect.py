"""The registry of readers, and the reading of any paths with the one that fits each file."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.model import Tier
from ingest.readers.base import Problem, Reader, ReadError, ReadResult
from ingest.readers.files import read_head
from ingest.readers.find import find_files
from ingest.readers.jats import JatsReader
from ingest.readers.jsonl import JsonlReader
from ingest.readers.meter import present_meter
from ingest.readers.pdf import PdfReader
from ingest.readers.pubmed_xml import PubmedXmlReader
from ingest.readers.text import TextReader

# In the order they are asked: a mark inside beats a wrong suffix, and text takes what is left.
_IN_ORDER: tuple[Reader, ...] = (PdfReader(), PubmedXmlReader(), JatsReader(), JsonlReader(), TextReader())
READERS: dict[str, Reader] = {reader.name: reader for reader in _IN_ORDER}
_NAMES = ", ".join(("pubmed-xml", "jats", "pdf", "text", "jsonl"))


def read_paths(
    paths: Sequence[Path], tier: Tier = Tier.LITERATURE, format: str | None = None
) -> Iterator[ReadResult]:
    """Everything in `paths` (see `find_files`), by the named reader, else by the one that fits each file.

    Raises ReadError at the call, before anything is read, for a path that is not there or an unknown format.
    """
    if format is not None and format not in READERS:
        raise ReadError(f"no such format: {format}", hint=f"Valid formats: {_NAMES}.")
    chosen = READERS[format] if format else None
    files = find_files(paths)
    if meter := present_meter():
        files = iter(found := list(files))
        meter.expect(found)
    return (result for path in files for result in read_file(path, tier, chosen))


def read_file(path: Path, tier: Tier, reader: Reader | None = None) -> Iterator[ReadResult]:
    """Everything in one file; a Problem when it cannot be opened or no reader knows it."""
    if meter := present_meter():
        meter.start(path)
    try:
        str(path).encode()
    except UnicodeEncodeError:
        yield Problem(ascii(str(path)), "", "the file's name is not valid Unicode: rename it")
        return
    found = _open(path)
    if isinstance(found, Problem):
        yield found
        return
    reader = reader or next((candidate for candidate in _IN_ORDER if candidate.accepts(path, found)), None)
    if reader is None:
        yield Problem(str(path), "", f"not a format medgraph reads: {_NAMES}")
    else:
        yield from reader.read(path, tier)


def _open(path: Path) -> bytes | Problem:
    """The file's head, or why there is none; never opens a FIFO or device, which could block for ever."""
    source = str(path)
    try:
        if path.is_dir():
            return Problem(source, "", "the folder cannot be listed: check its permissions")
        if path.exists() and not path.is_file():
            return Problem(source, "", "not a regular file (a pipe, socket or device)")
        return read_head(path) or Problem(source, "", "empty file")
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        return Problem(source, "", f"the gzip data is cut short or damaged ({error}); fetch the file again")
    except OSError as error:
        return Problem(source, "", f"cannot be opened: {error.strerror or error}")

"""What is read: a file, a member of an archive or standard input, under one name and openable any number of times."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path, PurePath
from typing import BinaryIO, Protocol, cast

from graph.files import leads_out
from graph.parsing.decompress import guarded

# Enough for the longest comment before a root element, the first keys of an object, the first line of a table.
HEAD_BYTES = 1 << 14
_HELD, _PIECE = 1 << 24, 1 << 20  # bytes kept in memory before a file is used, and copied at a time
_COMPRESSED = {".gz", ".bz2", ".xz"}


class TooLarge(OSError):
    """A source that must be held whole is larger than the limit."""


class Source(Protocol):
    """Bytes with a name. `name` is what a person is told: a path, or `archive.zip!/member`."""

    @property
    def name(self) -> str:
        """How it is called in problems, and in `Document.source`."""
        ...

    def raw(self) -> BufferedReader:
        """The bytes from the beginning, as they are stored; raises OSError."""
        ...

    def sibling(self, relative: str) -> Source | None:
        """What lies at a path relative to this one's folder (`../metadata.csv`); None when nothing does."""
        ...


@dataclass(frozen=True)
class FileSource:
    """A file on disk; `on_open` is given every stream it is opened as, for whoever counts what is read.

    What lies beside it is not followed where a link leads out of the folders `within`; without any, wherever it leads.
    """

    path: Path
    on_open: Callable[[BinaryIO], None] | None = field(default=None, compare=False)
    within: tuple[Path, ...] = field(default=(), compare=False)

    @property
    def name(self) -> str:
        """The path as it was given or found."""
        return str(self.path)

    def raw(self) -> BufferedReader:
        """The file, opened."""
        stream = self.path.open("rb")
        if self.on_open is not None:
            self.on_open(stream)
        return stream

    def sibling(self, relative: str) -> FileSource | None:
        """A regular file at that place."""
        if PurePath(relative).is_absolute():
            return None
        path = self.path.parent / relative
        if not path.is_file() or (self.within and self._linked_out(path)):
            return None
        return FileSource(path, within=self.within)

    def _linked_out(self, path: Path) -> bool:
        plain = os.path.normpath(
            os.path.join(os.path.realpath(self.path.parent), path.relative_to(self.path.parent))
        )
        return os.path.realpath(path) != plain and leads_out(path, self.within)


def open_source(source: Source) -> BufferedReader:
    """The bytes as a stream, decompressed when gzipped, bzipped or xz'd (whatever the name says)."""
    stream = source.raw()
    mark = stream.peek(6)[:6]
    if mark.startswith(b"\x1f\x8b"):
        return guarded(gzip.GzipFile(fileobj=stream), "gzip", stream)
    if mark.startswith(b"BZh"):
        return guarded(bz2.BZ2File(stream), "bzip2", stream)
    if mark == b"\xfd7zXZ\0":
        return guarded(lzma.LZMAFile(stream), "xz", stream)
    return stream


def open_seekable(source: Source, limit: int) -> BinaryIO:
    """The same, for what jumps about in a file; what cannot be jumped about in is unpacked to a temporary file first.

    Raises TooLarge where that takes more than `limit` bytes.
    """
    stream = open_source(source)
    if stream.seekable():
        return stream
    with stream:
        spool = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=_HELD))  # noqa: SIM115 - the caller's
        while piece := stream.read(_PIECE):
            if spool.tell() + len(piece) > limit:
                spool.close()
                raise TooLarge(f"larger than {limit // 2**20} MiB when unpacked: unpack it first")
            spool.write(piece)
    spool.seek(0)
    return spool


def read_head(source: Source, size: int = HEAD_BYTES) -> bytes:
    """The first bytes, decompressed."""
    with open_source(source) as stream:
        return stream.read(size)


def read_whole(source: Source, limit: int) -> bytes:
    """All bytes, decompressed; raises TooLarge past `limit` bytes, so that a gzip bomb stays small."""
    with open_source(source) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(
            f"larger than {limit // 2**20} MiB, which is more than medgraph reads as one document; split it"
        )
    return data


def plain_name(source: Source) -> PurePath:
    """The name without its `.gz` and the like, for looking at the suffix and the stem."""
    path = PurePath(source.name)
    return path.with_suffix("") if path.suffix.lower() in _COMPRESSED else path

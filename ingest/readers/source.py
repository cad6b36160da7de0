"""What is read: a file, a member of an archive or standard input, under one name and openable any number of times."""

from __future__ import annotations

import bz2
import gzip
import lzma
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO, Protocol

from ingest.readers.guarded import guarded
from ingest.readers.meter import present_meter

HEAD_BYTES = 1 << 14
_COMPRESSED = {".gz", ".bz2", ".xz"}


class TooLarge(OSError):
    """A source that must be held whole is larger than the limit."""


class Source(Protocol):
    """Bytes with a name. `name` is what a person is told: a path, or `archive.zip!/member`."""

    @property
    def name(self) -> str:
        """How it is called in problems, and in `Document.source`."""
        ...

    def raw(self) -> BinaryIO:
        """The bytes from the beginning, as they are stored; raises OSError."""
        ...

    def beside(self, relative: str) -> Source | None:
        """What lies at a path relative to this one's folder (`../metadata.csv`); None when nothing does."""
        ...


@dataclass(frozen=True)
class FileSource:
    """A file on disk."""

    path: Path

    @property
    def name(self) -> str:
        """The path as it was given or found."""
        return str(self.path)

    def raw(self) -> BinaryIO:
        """The file, opened; its place tells the meter how far the job is."""
        stream = self.path.open("rb")
        if meter := present_meter():
            meter.opened(stream)
        return stream

    def beside(self, relative: str) -> FileSource | None:
        """A regular file at that place."""
        path = self.path.parent / relative
        return FileSource(path) if path.is_file() else None


def open_source(source: Source) -> BinaryIO:
    """The bytes as a stream, decompressed when gzipped, bzipped or xz'd (whatever the name says)."""
    stream = source.raw()
    mark = stream.read(6)
    stream.seek(0)
    if mark.startswith(b"\x1f\x8b"):
        return guarded(gzip.GzipFile(fileobj=stream), "gzip", stream)
    if mark.startswith(b"BZh"):
        return guarded(bz2.BZ2File(stream), "bzip2", stream)
    if mark == b"\xfd7zXZ\0":
        return guarded(lzma.LZMAFile(stream), "xz", stream)
    return stream


def read_head(source: Source) -> bytes:
    """The first 16 KiB, decompressed."""
    with open_source(source) as stream:
        return stream.read(HEAD_BYTES)


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

"""Opening of source files: gzip recognised by its content, names and ids derived, file errors reported."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import BinaryIO, cast

from ingest.readers.base import Problem, ReadResult

HEAD_BYTES = 4096
_GZIP_MAGIC = b"\x1f\x8b"


class TooLarge(Exception):
    """A file that must be held whole is larger than the limit."""


class Meter:
    """How far a job has read into its files: those it is done with, and its place in the open one.

    The readers of a context report to the meter that is `watching` there; without one nothing is kept.
    """

    watching: ContextVar[Meter | None] = ContextVar("meter", default=None)

    def __init__(self) -> None:
        self.total = 0
        self._before = 0
        self._size = 0
        self._stream: BinaryIO | None = None

    def start(self, path: Path) -> None:
        """The next file begins, so the one before is done with."""
        self._before += self._size
        self._size = _size(path)
        self._stream = None

    def expect(self, files: Iterable[Path]) -> None:
        """These are all the files."""
        self.total = sum(map(_size, files))

    def share(self) -> float:
        """0 to 1 by bytes; of a gzipped file by its compressed bytes."""
        stream, place = self._stream, 0
        if stream is not None:
            raw = getattr(stream, "fileobj", stream)
            place = self._size if stream.closed or raw is None else raw.tell()
        return min((self._before + place) / self.total, 1.0) if self.total else 0.0

    def opened(self, stream: BinaryIO) -> None:
        """This is the stream that the present file is read by."""
        self._stream = stream


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0


def open_source(path: Path) -> BinaryIO:
    """The file's bytes as a stream, decompressed when gzipped (whatever its name says)."""
    with path.open("rb") as raw:
        zipped = raw.read(2) == _GZIP_MAGIC
    stream = cast(BinaryIO, gzip.open(path, "rb")) if zipped else path.open("rb")  # noqa: SIM115 - the caller's
    if meter := Meter.watching.get():
        meter.opened(stream)
    return stream


def read_head(path: Path) -> bytes:
    """The first 4 KiB, decompressed."""
    with open_source(path) as stream:
        return stream.read(HEAD_BYTES)


def read_whole(path: Path, limit: int) -> bytes:
    """All bytes, decompressed; raises TooLarge past `limit` bytes, so that a gzip bomb stays small."""
    with open_source(path) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(f"larger than {limit // 2**20} MiB")
    return data


def content_id(data: bytes) -> str:
    """`file:<first 16 hex digits of the SHA-256>`: the id of what has no other."""
    return f"file:{hashlib.sha256(data).hexdigest()[:16]}"


def plain_name(path: Path) -> Path:
    """The path without its `.gz`, for looking at the suffix and the stem."""
    return path.with_suffix("") if path.suffix.lower() == ".gz" else path


def reported(path: Path, results: Iterator[ReadResult]) -> Iterator[ReadResult]:
    """`results`, with an error of the file itself (cut gzip, not allowed, too large) as last Problem."""
    try:
        yield from results
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Problem(str(path), "", f"the gzip data is cut short or damaged ({error}); fetch the file again")
    except TooLarge as error:
        yield Problem(str(path), "", f"{error}, which is more than medgraph reads as one document; split it")
    except OSError as error:
        yield Problem(str(path), "", f"cannot be opened: {error.strerror or error}")

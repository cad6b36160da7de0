"""Opening of source files: gzip recognised by its content, names and ids derived, file errors reported."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from ingest.readers.base import Problem, ReadResult
from ingest.readers.meter import present_meter

HEAD_BYTES = 4096
_GZIP_MAGIC = b"\x1f\x8b"


class TooLarge(Exception):
    """A file that must be held whole is larger than the limit."""


def open_source(path: Path) -> BinaryIO:
    """The file's bytes as a stream, decompressed when gzipped (whatever its name says)."""
    with path.open("rb") as raw:
        zipped = raw.read(2) == _GZIP_MAGIC
    stream = cast(BinaryIO, gzip.open(path, "rb")) if zipped else path.open("rb")  # noqa: SIM115 - the caller's
    if meter := present_meter():
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

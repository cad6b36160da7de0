"""Failures of a source itself, told as problems; and the id of a document that brings none."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from typing import TypeVar

from ingest.readers.base import Problem
from ingest.readers.source import Source, TooLarge

T = TypeVar("T")


def content_id(data: bytes) -> str:
    """`file:<first 16 hex digits of the SHA-256>`: the id of what has no other."""
    return f"file:{hashlib.sha256(data).hexdigest()[:16]}"


def reported(source: Source, results: Iterator[T]) -> Iterator[T | Problem]:
    """`results`, with an error of the source itself (cut gzip, not allowed, too large) as last Problem."""
    try:
        yield from results
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Problem(
            source.name, "", f"the gzip data is cut short or damaged ({error}); fetch the file again"
        )
    except TooLarge as error:
        yield Problem(
            source.name, "", f"{error}, which is more than medgraph reads as one document; split it"
        )
    except OSError as error:
        yield Problem(source.name, "", f"cannot be opened: {error.strerror or error}")

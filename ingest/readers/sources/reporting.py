"""Failures of a source itself, told as problems; and the id of a document that brings none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TypeVar

from graph.parsing.decompress import BombError, DamagedError
from ingest.readers.base import Problem
from ingest.readers.sources.source import Source, TooLarge

T = TypeVar("T")


def content_id(data: bytes) -> str:
    """`file:<first 16 hex digits of the SHA-256>`: the id of what has no other."""
    return f"file:{hashlib.sha256(data).hexdigest()[:16]}"


def reported(source: Source, results: Iterator[T]) -> Iterator[T | Problem]:
    """`results`, with an error of the source itself (damaged, not allowed, too large) as last Problem."""
    try:
        yield from results
    except OSError as error:
        yield failure(source, error)


def failure(source: Source, error: OSError) -> Problem:
    """Why a source cannot be opened, or not be read to its end."""
    if isinstance(error, DamagedError | BombError | TooLarge):
        return Problem(source.name, "", str(error))
    return Problem(source.name, "", f"cannot be opened: {error.strerror or error}")

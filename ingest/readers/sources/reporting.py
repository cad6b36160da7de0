"""Failures of a source itself, told as problems."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from graph import is_full
from graph.parsing import BombError, DamagedError, Problem, Source, TooLarge

T = TypeVar("T")


def with_source_errors(source: Source, results: Iterator[T]) -> Iterator[T | Problem]:
    """`results`, with an error of the source itself (damaged, not allowed, too large) as last Problem."""
    try:
        yield from results
    except OSError as error:
        yield failure(source, error)


def failure(source: Source, error: OSError) -> Problem:
    """Why a source cannot be opened, or not be read to its end.

    Where there is no room to unpack it, that is no fault of the source: it is raised.
    """
    if is_full(error):
        raise error
    if isinstance(error, DamagedError | BombError | TooLarge):
        return Problem(source.name, "", str(error))
    return Problem(source.name, "", f"cannot be opened: {error.strerror or error}")

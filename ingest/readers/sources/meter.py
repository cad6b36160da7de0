"""How much of a job's input has been read, for people who wait."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import BinaryIO


def present_meter() -> Meter | None:
    """The meter that is watching, if any."""
    return _WATCHING.get()


class Meter:
    """How far a job has read into its files: those it is done with, and its place in the open one.

    Files report to the meter that is watching in their context; without one nothing is kept.
    """

    def __init__(self) -> None:
        self.total = 0
        self._before = 0
        self._size = 0
        self._stream: BinaryIO | None = None

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch what is read in the block."""
        before = _WATCHING.set(self)
        try:
            yield
        finally:
            _WATCHING.reset(before)

    def expect(self, files: Iterable[Path]) -> None:
        """These are all the files."""
        self.total = sum(map(_size, files))

    def start(self, path: Path) -> None:
        """The next file begins, so the one before is done with."""
        self._before += self._size
        self._size = _size(path)
        self._stream = None

    def opened(self, stream: BinaryIO) -> None:
        """This is the file that is being read, as it lies on disk."""
        if os.fstat(stream.fileno()).st_size == self._size:  # not one beside it, opened for a moment
            self._stream = stream

    def share(self) -> float:
        """0 to 1 by bytes; of a compressed file by its compressed bytes."""
        stream = self._stream
        place = 0 if stream is None else self._size if stream.closed else stream.tell()
        return min((self._before + place) / self.total, 1.0) if self.total else 0.0


_WATCHING: ContextVar[Meter | None] = ContextVar("meter", default=None)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0

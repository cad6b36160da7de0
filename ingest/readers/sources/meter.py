"""How much of a job's input has been read, for people who wait."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO


class Meter:
    """How far a job has read into its files: those it is done with, and its place in the open one.

    `read_sources` tells it what it reads.
    """

    def __init__(self) -> None:
        self.total = 0
        self._before = 0
        self._size = 0
        self._stream: BinaryIO | None = None

    def expect(self, files: Iterable[Path]) -> None:
        """These are all the files."""
        self.total = sum(map(_size, files))

    def start(self, path: Path) -> None:
        """The next file begins, so the one before is done with."""
        self._before += self._size
        self._size = _size(path)
        self._stream = None

    def follow(self, stream: BinaryIO) -> None:
        """The file that began last was opened, as it lies on disk; its place counts from now on."""
        if os.fstat(stream.fileno()).st_size == self._size:  # it did not grow since
            self._stream = stream

    def share(self) -> float:
        """0 to 1 by bytes; of a compressed file by its compressed bytes."""
        stream = self._stream
        position = 0 if stream is None else self._size if stream.closed else stream.tell()
        return min((self._before + position) / self.total, 1.0) if self.total else 0.0


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0

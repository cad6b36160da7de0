"""Decompressed bytes with a guard: damage is one kind of error, and a bomb is stopped."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from typing_extensions import Buffer

ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, struct.error, RuntimeError)
"""What zipfile and zlib raise for damaged files; rare ways of packing are a RuntimeError (NotImplementedError)."""

# Literature compresses three to thirty times, at the very most (tables of the same number) a hundred; deflate reaches
# 1,032. Up to the first number of bytes the ratio is not asked for.
_FREE = 64 * 2**20  # set by hand
_RATIO = 200  # set by hand: between a hundred and 1,032
_BUFFER = 1 << 16  # bytes asked for at a time


class DamagedError(OSError):
    """Compressed data is cut short or broken."""


class BombError(OSError):
    """Compressed data that grows to hundreds of times its size."""


class Budget:
    """How many bytes may still come out of an archive of this size, all members together."""

    def __init__(self, compressed: int) -> None:
        self.left = _FREE + _RATIO * compressed

    def spend(self, count: int) -> None:
        """Raise BombError when nothing is left."""
        self.left -= count
        if self.left < 0:
            raise BombError(f"decompresses to more than {_RATIO} times its size: not read to the end")


def guarded(
    stream: io.BufferedIOBase, kind: str, compressed: BinaryIO | None, budget: Budget | None = None
) -> io.BufferedReader:
    """`stream` behind the guard; closing it closes both.

    `kind` names the compression; `compressed` is what it reads from, or a budget is given.
    """
    return io.BufferedReader(_Guard(stream, kind, compressed, budget), _BUFFER)


class _Guard(io.RawIOBase):
    def __init__(
        self, stream: io.BufferedIOBase, kind: str, compressed: BinaryIO | None, budget: Budget | None
    ) -> None:
        self._stream = stream
        self._kind = kind
        self._compressed = compressed
        self._budget = budget
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        try:
            # What comes before the damage is to be had: `read` would lose it.
            data = self._stream.read1(len(view))
        except (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, NotImplementedError) as error:
            raise self._damaged(error) from error
        except OSError as error:
            if error.errno is not None:
                raise
            raise self._damaged(error) from error
        view[: len(data)] = data
        self._count += len(data)
        if self._budget:
            self._budget.spend(len(data))
        elif (
            self._compressed and self._count > _FREE and self._count > _RATIO * (self._compressed.tell() + 1)
        ):
            raise BombError(f"decompresses to more than {_RATIO} times its size: not read to the end")
        return len(data)

    def _damaged(self, error: Exception) -> DamagedError:
        return DamagedError(f"the {self._kind} data is cut short or damaged ({error}); fetch the file again")

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
            if self._compressed:
                self._compressed.close()
        super().close()

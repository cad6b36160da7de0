"""The lines of a file, none of them held when it is longer than a limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

_BOM = b"\xef\xbb\xbf"


def numbered_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Every line that is not empty, from 1, without its end; None for one of more than `limit` bytes."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit)
            yield number, None
        elif text := (line.removeprefix(_BOM) if number == 1 else line).rstrip(b"\r\n"):
            yield number, text

"""Lines of a stream with their numbers, whatever their length: for formats that keep one record a line."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedIOBase

_CHUNK = 1 << 20


def numbered_lines(stream: BufferedIOBase, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Every line that is not empty, numbered from 1, without its newline; None for one of more than `limit` bytes.

    At most `limit` bytes are held. Several times as fast as `readline` where lines are short.
    """
    number, rest, too_long = 0, b"", False
    # `read` would lose what comes before the place where compressed data is damaged.
    while chunk := stream.read1(_CHUNK):
        first, *others = chunk.split(b"\n")
        rest = rest if too_long else rest + first
        too_long = too_long or len(rest) > limit
        if too_long:
            rest = b""
        for following in others:
            number += 1
            if rest or too_long:
                yield number, None if too_long else rest
            rest, too_long = following, False
    if rest or too_long:
        yield number + 1, None if too_long else rest

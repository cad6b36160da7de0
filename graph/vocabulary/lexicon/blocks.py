"""Blocks of joined strings and arrays of integers in a file, each after its length.

Plain data on purpose: nothing in the file is code, unlike a pickle, and splitting one long string is as fast.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from graph.sealed import damaged, open_sealed, sealed_file

_SEPARATOR = "\x1e"
_PIECE = 100_000  # texts joined at a time
_LENGTH = 8  # bytes that say how long a block is


Block = Sequence[bytes]
"""A block in pieces, so that a long one is not in memory twice."""


def write_blocks(path: Path, kind: str, blocks: Iterable[Block]) -> None:
    """Write the file, one block at a time; a reader sees the old one or the new one."""
    with sealed_file(path) as stream:
        stream.write(_header(kind))
        for block in blocks:
            stream.write(sum(map(len, block)).to_bytes(_LENGTH, sys.byteorder))
            stream.writelines(block)


def read_blocks(path: Path, kind: str) -> Iterator[bytes]:
    """What `write_blocks` wrote, one block in memory at a time.

    Raises DamagedFileError for a file of another kind or byte order, and for one that is not as it was written.
    """
    header = _header(kind)
    with open_sealed(path) as stream:
        if stream.read(len(header)) != header:
            raise damaged(path)
        while length := stream.read(_LENGTH):
            yield stream.read(int.from_bytes(length, sys.byteorder))


def _header(kind: str) -> bytes:
    return json.dumps({"format": kind, "order": sys.byteorder}).encode() + b"\n"


def joined(texts: Iterable[str]) -> Block:
    """Texts as one block. None of them has the separator, a control character."""
    remaining = iter(texts)
    pieces: list[bytes] = []
    while some := list(islice(remaining, _PIECE)):
        pieces.append((_SEPARATOR * bool(pieces) + _SEPARATOR.join(some)).encode())
    return pieces


def chosen(block: bytes, numbers: Sequence[int]) -> list[str]:
    """Some of a block's texts by their numbers, without the others."""
    ends = np.flatnonzero(np.frombuffer(block, dtype=np.uint8) == ord(_SEPARATOR))
    starts = np.concatenate(([0], ends + 1))
    stops = np.concatenate((ends, [len(block)]))
    return [block[starts[number] : stops[number]].decode() for number in numbers]


def split(block: bytes) -> list[str]:
    """The texts of a block; an empty block holds none."""
    return block.decode().split(_SEPARATOR) if block else []


def as_array(block: bytes, kind: str = "I") -> array[int]:
    """The integers of a block."""
    numbers: array[int] = array(kind)
    numbers.frombytes(block)
    return numbers

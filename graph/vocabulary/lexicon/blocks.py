"""Blocks of joined strings and arrays of integers in a file, after a header line that says how long each is.

Plain data on purpose: nothing in the file is code, unlike a pickle, and splitting one long string is as fast.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path

from graph.errors import MedgraphError
from graph.files import replace_file

_SEPARATOR = "\x1e"


class LexiconFileError(MedgraphError):
    """A compiled lexicon, or a part of one, cannot be used; it is a cache and can be built again from the store."""

    code = "lexicon-file"


def write_blocks(path: Path, kind: str, blocks: Iterable[bytes]) -> None:
    """Write the file; a reader sees the old one or the new one."""
    with replace_file(path) as partial, partial.open("wb") as stream:
        held = list(blocks)
        header = {"format": kind, "order": sys.byteorder, "sizes": [len(block) for block in held]}
        stream.write(json.dumps(header).encode() + b"\n")
        stream.writelines(held)


def read_blocks(path: Path, kind: str) -> list[bytes]:
    """What `write_blocks` wrote, of the same kind and on a machine of the same byte order; else LexiconFileError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LexiconFileError(f"cannot read {path}: {error}", "Build the lexicon again.") from error
    start = data.find(b"\n") + 1
    try:
        header = json.loads(data[:start])
        sizes = header["sizes"] if (header["format"], header["order"]) == (kind, sys.byteorder) else []
    except (ValueError, KeyError, TypeError):
        sizes = []
    if not sizes or start + sum(sizes) != len(data):
        raise LexiconFileError(f"{path} is no lexicon of this version", "Build the lexicon again.")
    blocks = []
    for size in sizes:
        blocks.append(data[start : start + size])
        start += size
    return blocks


def joined(texts: Sequence[str]) -> bytes:
    """Texts as one block. None of them has the separator, a control character."""
    return _SEPARATOR.join(texts).encode()


def split(block: bytes) -> list[str]:
    """The texts of a block; an empty block holds none."""
    return block.decode().split(_SEPARATOR) if block else []


def as_array(block: bytes, kind: str = "I") -> array[int]:
    """The integers of a block."""
    numbers: array[int] = array(kind)
    numbers.frombytes(block)
    return numbers

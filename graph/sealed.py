"""Derived files that prove themselves: what was damaged since it was written is noticed before anything parses it.

CRC-32 notices every change of up to 32 neighbouring bits and all but one in four thousand million others. It is against
rot and torn copies, not against forgers; it takes a tenth of what reading the file into an index takes.
"""

from __future__ import annotations

import json
import logging
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from graph.errors import MedgraphError
from graph.files import replace_file

_SEAL = "medgraph sealed {:08x}\n"
_LENGTH = len(_SEAL.format(0))
_PIECE = 1 << 20
_KEY = "seal"  # of a JSON object
_log = logging.getLogger("medgraph")


class DamagedFileError(MedgraphError):
    """A derived file is not what was written; it can be made again from the store."""

    code = "damaged_file"


def checksum(stream: BinaryIO) -> int:
    """CRC-32 of what is left of a file."""
    found = 0
    while piece := stream.read(_PIECE):
        found = zlib.crc32(piece, found)
    return found


def file_checksum(path: Path) -> int:
    """CRC-32 of a whole file; raises OSError."""
    with path.open("rb") as stream:
        return checksum(stream)


@contextmanager
def sealed_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, that takes the place of `path` with its seal when the block ends without an error."""
    with replace_file(path) as partial, partial.open("w+b") as stream:
        stream.write(_SEAL.format(0).encode())
        yield stream
        stream.seek(_LENGTH)
        found = checksum(stream)
        stream.seek(0)
        stream.write(_SEAL.format(found).encode())


@contextmanager
def open_sealed(path: Path) -> Iterator[BinaryIO]:
    """What `sealed_file` wrote, from its first byte, proven.

    Raises DamagedFileError for what is not that, FileNotFoundError where nothing is there.
    """
    try:
        with path.open("rb") as stream:
            seal = stream.read(_LENGTH)
            if seal != _SEAL.format(checksum(stream)).encode():
                raise damaged(path)
            stream.seek(_LENGTH)
            yield stream
    except FileNotFoundError:
        raise
    except OSError as error:
        raise damaged(path) from error


def write_sealed_json(path: Path, values: Mapping[str, Any]) -> None:
    """Write a JSON object with its seal; a reader sees the old file or the new one."""
    with replace_file(path) as partial:
        partial.write_text(json.dumps({**values, _KEY: _seal_of(values)}), encoding="utf-8")


def read_sealed_json(path: Path) -> dict[str, Any]:
    """What `write_sealed_json` wrote. Raises DamagedFileError for what is not that, FileNotFoundError for nothing."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise
    except (OSError, ValueError, RecursionError) as error:
        raise damaged(path) from error
    if not isinstance(values, dict) or values.pop(_KEY, None) != _seal_of(values):
        raise damaged(path)
    return values


def report_rebuilt(error: DamagedFileError) -> None:
    """One line of the log: a derived file is damaged, and made again."""
    _log.warning("%s: it is made again", error)


def damaged(path: Path) -> DamagedFileError:
    """The error that says so of a file."""
    return DamagedFileError(
        f"{path} is damaged or of another version", "nothing to do: it is made again when it is next needed"
    )


def _seal_of(values: Mapping[str, Any]) -> str:
    return f"{zlib.crc32(json.dumps(values, sort_keys=True).encode()):08x}"

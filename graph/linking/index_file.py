"""The name index on disk: numpy arrays in one file, nothing in it is code."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.linking.index import IndexArrays, NameIndex, NameRows
from graph.sealed import damaged, open_sealed, sealed_file

# Raise when the rules of senses change: an index made by others finds other names.
_FORMAT = 2
_SEPARATOR = "\x1e"


def save(index: NameIndex, path: Path) -> None:
    """Write the file; a reader sees the old one or the new one."""
    rows, arrays = index.rows, index.arrays
    with sealed_file(path) as stream:
        np.savez(
            stream,
            format=np.array([_FORMAT]),
            words=_joined(rows.words),
            concepts=rows.concepts,
            flags=rows.flags,
            starts=rows.starts,
            tokens=rows.tokens,
            senses=_joined(arrays.senses),
            meanings=arrays.sense_numbers,  # the key that files of before have
            posting_starts=arrays.posting_starts,
            postings=arrays.postings,
            hashes=arrays.hashes,
            hashed=arrays.hashed,
        )


def load(path: Path) -> NameIndex:
    """Read what `save` wrote. Raises DamagedFileError when it is of another version or damaged."""
    with open_sealed(path) as stream, np.load(stream, allow_pickle=False) as file:
        if file["format"].tolist() != [_FORMAT]:
            raise damaged(path)
        rows = NameRows(
            _split(file["words"]), file["concepts"], file["flags"], file["starts"], file["tokens"]
        )
        arrays = IndexArrays(
            _split(file["senses"]),
            file["meanings"],
            file["posting_starts"],
            file["postings"],
            file["hashes"],
            file["hashed"],
        )
    return NameIndex(rows, arrays)


def _joined(texts: list[str]) -> NDArray[np.uint8]:
    return np.frombuffer(_SEPARATOR.join(texts).encode(), dtype=np.uint8)


def _split(block: NDArray[np.uint8]) -> list[str]:
    return block.tobytes().decode().split(_SEPARATOR) if block.size else []

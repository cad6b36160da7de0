"""A compiled lexicon on disk: a header line, blocks of joined strings and arrays of integers.

Plain data on purpose: nothing in the file is code, unlike a pickle, and splitting one long string is as fast.
"""

from __future__ import annotations

import hashlib
import json
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path

from graph.errors import MedgraphError
from graph.files import replace_file
from graph.vocabulary.lexicon.adjacency import Adjacency
from graph.vocabulary.lexicon.compiled import CompiledNames

# Raise when the rules of spelling, names, stop words or equivalence change: a lexicon compiled by other rules
# matches nothing, or merges what is two.
_FORMAT = "medgraph-lexicon 5"
_SEPARATOR = "\x1e"


class LexiconFileError(MedgraphError):
    """The compiled lexicon cannot be used; it is a cache and can be built again from the store."""

    code = "lexicon-file"


def save(compiled: CompiledNames, path: Path) -> None:
    """Write the file; a reader sees the old one or the new one."""
    with replace_file(path) as partial, partial.open("wb") as stream:
        blocks = list(_blocks(compiled))
        header = {"format": _FORMAT, "order": sys.byteorder, "sizes": [len(block) for block in blocks]}
        stream.write(json.dumps(header).encode() + b"\n")
        stream.writelines(blocks)


def load(path: Path) -> CompiledNames:
    """Read what `save` wrote on a machine of the same byte order."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LexiconFileError(f"cannot read {path}: {error}", "Build the lexicon again.") from error
    start = data.find(b"\n") + 1
    try:
        header = json.loads(data[:start])
        sizes = header["sizes"] if (header["format"], header["order"]) == (_FORMAT, sys.byteorder) else []
    except (ValueError, KeyError, TypeError):
        sizes = []
    if not sizes or start + sum(sizes) != len(data):
        raise LexiconFileError(f"{path} is no lexicon of this version", "Build the lexicon again.")
    blocks = []
    for size in sizes:
        blocks.append(data[start : start + size])
        start += size
    return _compiled(blocks)


def fingerprint(compiled: CompiledNames) -> str:
    """SHA-256 over the format and all blocks, hex."""
    digest = hashlib.sha256(_FORMAT.encode())
    for block in _blocks(compiled):
        digest.update(block)
    return digest.hexdigest()


def _blocks(compiled: CompiledNames) -> Iterator[bytes]:
    keys = list(compiled.entries)
    yield _joined(compiled.ids)
    yield _joined(compiled.names)
    kinds = sorted(set(compiled.categories))
    numbers = {kind: number for number, kind in enumerate(kinds)}
    yield _joined(kinds)
    yield array("I", [numbers[kind] for kind in compiled.categories]).tobytes()
    yield _joined(keys)
    yield array("I", [compiled.entries[key] for key in keys]).tobytes()
    yield json.dumps(compiled.ambiguous).encode()
    yield json.dumps(compiled.canonical).encode()
    for hierarchy in (compiled.parents, compiled.children):
        yield hierarchy.starts.tobytes()
        yield hierarchy.numbers.tobytes()


def _compiled(blocks: list[bytes]) -> CompiledNames:
    ids, names, kinds, categories, keys, values, ambiguous, canonical, *hierarchies = blocks
    parent_starts, parents, child_starts, children = map(_array, hierarchies)
    words = _split(kinds)
    return CompiledNames(
        ids=_split(ids),
        names=_split(names),
        categories=[words[number] for number in _integers(categories)],
        entries=dict(zip(_split(keys), _integers(values), strict=True)),
        ambiguous=json.loads(ambiguous),
        canonical=json.loads(canonical),
        parents=Adjacency(parent_starts, parents),
        children=Adjacency(child_starts, children),
    )


def _joined(texts: list[str]) -> bytes:
    return _SEPARATOR.join(texts).encode()


def _split(block: bytes) -> list[str]:
    return block.decode().split(_SEPARATOR) if block else []


def _array(block: bytes) -> array[int]:
    numbers = array("I")
    numbers.frombytes(block)
    return numbers


def _integers(block: bytes) -> list[int]:
    return _array(block).tolist()

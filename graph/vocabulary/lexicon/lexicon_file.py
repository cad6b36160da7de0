"""A compiled lexicon on disk (`blocks.py`)."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterator
from pathlib import Path

from graph.vocabulary.lexicon.adjacency import Adjacency
from graph.vocabulary.lexicon.blocks import (
    Block,
    as_array,
    joined,
    read_blocks,
    split,
    write_blocks,
)
from graph.vocabulary.lexicon.compiled import CompiledNames

__all__ = ["fingerprint", "load", "save"]

# Raise when the rules of spelling, names, stop words or equivalence change: a lexicon compiled by other rules
# matches nothing, or merges what is two. So is `vocabulary_names.FORMAT` for those of spelling and names.
_FORMAT = "medgraph-lexicon 6"


def save(compiled: CompiledNames, path: Path) -> None:
    """Write the file; a reader sees the old one or the new one."""
    write_blocks(path, _FORMAT, _blocks(compiled))


def load(path: Path) -> CompiledNames:
    """Read what `save` wrote on a machine of the same byte order; raises DamagedFileError for anything else."""
    return _compiled(read_blocks(path, _FORMAT))


def fingerprint(compiled: CompiledNames) -> str:
    """SHA-256 over the format and all blocks, hex."""
    digest = hashlib.sha256(_FORMAT.encode())
    for block in _blocks(compiled):
        for piece in block:
            digest.update(piece)
    return digest.hexdigest()


def _blocks(compiled: CompiledNames) -> Iterator[Block]:
    yield joined(compiled.ids)
    yield joined(compiled.names)
    kinds = sorted(set(compiled.categories))
    numbers = {kind: number for number, kind in enumerate(kinds)}
    yield joined(kinds)
    yield [array("I", [numbers[kind] for kind in compiled.categories]).tobytes()]
    yield joined(compiled.entries)
    yield [array("I", compiled.entries.values()).tobytes()]
    yield [json.dumps(compiled.ambiguous).encode()]
    yield [json.dumps(compiled.canonical).encode()]
    for hierarchy in (compiled.parents, compiled.children):
        yield [hierarchy.starts.tobytes()]
        yield [hierarchy.numbers.tobytes()]


def _compiled(blocks: Iterator[bytes]) -> CompiledNames:
    ids, names, words = split(next(blocks)), split(next(blocks)), split(next(blocks))
    categories = [words[number] for number in as_array(next(blocks))]
    # In one expression each, so that the bytes are gone when the next block is read.
    entries = dict(zip(split(next(blocks)), as_array(next(blocks)).tolist(), strict=True))
    ambiguous, canonical = json.loads(next(blocks)), json.loads(next(blocks))
    parents = Adjacency(as_array(next(blocks)), as_array(next(blocks)))
    children = Adjacency(as_array(next(blocks)), as_array(next(blocks)))
    return CompiledNames(ids, names, categories, entries, ambiguous, canonical, parents, children)

"""Moving a workspace from one store to another."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from graph.errors import MedgraphError
from graph.store.base import Filter, GraphStore

_BATCH = 200
_SETTINGS = ("model",)
Progress = Callable[[int, int], None]


class CopyError(MedgraphError):
    """The copy cannot be made, or is not the same as what was copied."""

    code = "copy"


def copy_workspace(source: GraphStore, target: GraphStore, progress: Progress | None = None) -> int:
    """Copy everything; how many documents were written. What the target has already is not written again.

    After a kill, copying again goes on. At the end counts and content hashes are compared. Raises CopyError when the
    target holds documents that the source does not, or when the two differ afterwards.
    """
    ids = sorted(source.select(Filter()))
    strange = target.select(Filter()) - set(ids)
    if strange:
        raise CopyError(
            f"the target holds {len(strange)} documents that the source does not, for example {min(strange)}",
            "copy into a workspace of its own: medgraph --workspace NAME store copy ...",
        )
    for key in _SETTINGS:
        if (value := source.setting(key)) is not None:
            target.remember(key, value)
    _copy_vocabularies(source, target)
    _copy_merges(source, target)
    written = _copy_documents(source, target, ids, progress)
    if source.counts() != target.counts() or source.content_hash() != target.content_hash():
        raise CopyError(
            "the copy is not the same as the original", "was one of them written to meanwhile? Copy again"
        )
    return written


def _copy_vocabularies(source: GraphStore, target: GraphStore) -> None:
    """In order of priority; those of the target that the source has not go."""
    wanted = source.vocabularies()
    there = target.vocabularies()
    same = [(v.id, v.version, v.digest) for v in wanted[: len(there)]] == [
        (v.id, v.version, v.digest) for v in there
    ]
    if not same:
        for vocabulary in there:
            target.delete_vocabulary(vocabulary.id)
    for vocabulary in wanted[len(there) if same else 0 :]:
        target.put_vocabulary(vocabulary, source.all_concepts(vocabulary.id))


def _copy_merges(source: GraphStore, target: GraphStore) -> None:
    wanted = source.merges()
    for merge in target.merges():
        if merge not in wanted:
            target.unmerge(merge.entity.id)
    for merge in wanted:
        target.merge(merge)


def _copy_documents(source: GraphStore, target: GraphStore, ids: list[str], progress: Progress | None) -> int:
    written, done, waiting = 0, 0, iter(ids)
    while batch := list(islice(waiting, _BATCH)):
        there, here = target.fingerprints(batch), source.fingerprints(batch)
        missing = [id_ for id_ in batch if there.get(id_) != here.get(id_)]
        target.write(list(source.graphs(missing)))
        written, done = written + len(missing), done + len(batch)
        if progress:
            progress(done, len(ids))
    return written

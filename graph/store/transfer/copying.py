"""Moving a workspace from one store to another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from graph.errors import MedgraphError
from graph.model import VocabularyInfo
from graph.store.base import GraphStore
from graph.store.values.basis import Basis
from graph.store.values.filter import Filter

_BATCH = 200  # documents a transaction; what is lost when a copy is interrupted
_SETTINGS = ("model",)
Progress = Callable[[int, int], None]


class CopyError(MedgraphError):
    """The copy cannot be made, or is not the same as what was copied."""

    code = "copy"


def copy_workspace(source: GraphStore, target: GraphStore, progress: Progress | None = None) -> int:
    """Copy everything; how many documents were written. What the target has already is not written again.

    A copy that was interrupted is continued by copying again. At the end counts and content hashes are compared.
    Raises CopyError when the target holds documents that the source does not, or when the two differ afterwards.
    """
    ids = sorted(source.select(Filter()))
    extra = target.select(Filter()) - set(ids)
    if extra:
        raise CopyError(
            f"the target holds {len(extra)} documents that the source does not, for example {min(extra)}",
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
    """Copy vocabularies in order of priority; remove those of the target that the source lacks."""
    vocabularies, present = source.vocabularies(), target.vocabularies()
    same = _identities(vocabularies[: len(present)]) == _identities(present)
    if not same:
        for vocabulary in present:
            target.delete_vocabulary(vocabulary.id)
    for vocabulary in vocabularies[len(present) if same else 0 :]:
        target.put_vocabulary(vocabulary, source.all_concepts(vocabulary.id))


def _identities(vocabularies: Sequence[VocabularyInfo]) -> list[tuple[str, str, str]]:
    return [(v.id, v.version, v.digest) for v in vocabularies]


def _copy_merges(source: GraphStore, target: GraphStore) -> None:
    merges = source.merges()
    for merge in target.merges():
        if merge not in merges:
            target.unmerge(merge.entity.id)
    for merge in merges:
        target.merge(merge)


def _copy_documents(source: GraphStore, target: GraphStore, ids: list[str], progress: Progress | None) -> int:
    written, done, remaining = 0, 0, iter(ids)
    while batch := list(islice(remaining, _BATCH)):
        present, expected = target.fingerprints(batch), source.fingerprints(batch)
        missing = [id_ for id_ in batch if present.get(id_) != expected.get(id_)]
        target.write(list(source.graphs(missing)), Basis(present, source.setting("model") or ""))
        written, done = written + len(missing), done + len(batch)
        if progress:
            progress(done, len(ids))
    return written

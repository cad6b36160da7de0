"""Of what is to be written, what was computed from what the store still holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.model import DocumentGraph
from graph.store.base import StoreError
from graph.store.values.basis import Basis


class ModelChangedError(StoreError):
    """Vectors of another model than the workspace's: it was changed while they were computed."""


def split_stale(
    graphs: Sequence[DocumentGraph], basis: Basis, model: str | None, stored: Mapping[str, tuple[str, str]]
) -> tuple[list[DocumentGraph], frozenset[str]]:
    """The graphs that may be written, and the ids of the stale ones.

    `model` is the workspace's setting, `stored` are the store's fingerprints of the documents. Raises ModelChangedError
    where the workspace has vectors of another model by now.
    """
    if basis.model and model and basis.model != model:
        raise ModelChangedError(
            f"the workspace's model became {model} while vectors of {basis.model} were computed",
            "run the command again",
        )
    stale = frozenset(g.document.id for g in graphs if basis.is_stale(g.document.id, stored))
    return [graph for graph in graphs if graph.document.id not in stale], stale

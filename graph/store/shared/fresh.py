"""Of what is to be written, what was computed from what the store still holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from graph.model import DocumentGraph
from graph.store.base import StoreError
from graph.store.values.basis import Basis


class ModelChangedError(StoreError):
    """Vectors of another model than the workspace's: it was changed while they were computed."""


def check_model(basis: Basis, model: str | None) -> None:
    """Raise ModelChangedError where the workspace has vectors of another model by now; `model` is its setting."""
    if basis.model and model and basis.model != model:
        raise ModelChangedError(
            f"the workspace's model became {model} while vectors of {basis.model} were computed",
            "run the command again",
        )


def split_stale(
    graphs: Sequence[DocumentGraph], basis: Basis, stored: Mapping[str, tuple[str, str]]
) -> tuple[list[DocumentGraph], frozenset[str]]:
    """The graphs that may be written, and the ids of the stale ones; `stored` are the store's fingerprints."""
    stale = frozenset(g.document.id for g in graphs if basis.is_stale(g.document.id, stored))
    return [graph for graph in graphs if graph.document.id not in stale], stale


def ids_of(graphs: Collection[DocumentGraph]) -> list[str]:
    """The ids of the documents, each once."""
    return list(dict.fromkeys(graph.document.id for graph in graphs))

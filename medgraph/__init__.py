"""medgraph: medical literature as a graph you can question, every answer cited to exact characters."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from api.service import Filter, MedGraph, MedgraphError, Tier

__all__ = ["Filter", "MedGraph", "MedgraphError", "Tier"]


def __getattr__(name: str) -> Any:
    # Loaded on first use: `medgraph --help` must not wait for it.
    if name in __all__:
        return getattr(import_module("api.service"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

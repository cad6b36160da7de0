"""medgraph: medical literature as a graph you can question, every answer cited to exact characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from api.service import MedGraph

__all__ = ["MedGraph"]


def __getattr__(name: str) -> Any:
    # Loaded on first use: `medgraph --help` must not wait for it.
    if name == "MedGraph":
        from api.service import MedGraph

        return MedGraph
    raise AttributeError(name)

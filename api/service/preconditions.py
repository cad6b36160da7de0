"""What must hold of a workspace before it is used, and the errors for when it does not."""

from __future__ import annotations

from graph import MedgraphError
from graph.index import EncoderError, ModelInfo
from graph.store import State


class EmptyWorkspaceError(MedgraphError):
    """There is nothing in the workspace to search."""

    code = "empty_workspace"


def require_model(state: State, model: ModelInfo) -> None:
    """Raise EncoderError unless the workspace's vectors are of the model that is set."""
    filled_with = state.settings.get("model")
    if filled_with is not None and filled_with != str(model):
        if filled_with.startswith("reindexing "):
            raise EncoderError("a reindex of this workspace did not finish", "run: medgraph reindex")
        raise EncoderError(
            f"this workspace was filled with {filled_with}, but the model that is set is {model}",
            "run medgraph reindex, or set MEDGRAPH_GRAPH__MODEL back",
        )


def require_documents(state: State, workspace: str) -> None:
    """Raise EmptyWorkspaceError when there is nothing to search."""
    if not state.counts.documents:
        raise EmptyWorkspaceError(
            f"the workspace {workspace!r} has no documents",
            "put some in with: medgraph ingest FOLDER (or try: medgraph demo)",
        )

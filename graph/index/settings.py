"""Settings of the knowledge layer."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from graph.index.encoder.locate import DEFAULT_MODEL


class GraphSettings(BaseModel, extra="forbid"):
    """How text becomes vectors."""

    model: str = Field(DEFAULT_MODEL, description="Embedding model: a sentence-transformers name or folder.")
    backend: Literal["auto", "openvino", "torch"] = Field(
        "auto", description="What computes embeddings; auto is the fastest exact-enough one installed."
    )

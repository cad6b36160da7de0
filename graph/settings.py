"""Settings of the knowledge layer."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field, SecretStr

from graph.index.encoder.locate import DEFAULT_MODEL


class GraphSettings(BaseModel, extra="forbid"):
    """How text becomes vectors."""

    model: str = Field(DEFAULT_MODEL, description="Embedding model: a sentence-transformers name or folder.")
    backend: Literal["auto", "openvino", "torch"] = Field(
        "auto", description="What computes embeddings; auto is the fastest exact-enough one installed."
    )


class Neo4jSettings(BaseModel, extra="forbid"):
    """How a Neo4j server is entered, where the store is one."""

    user: str = Field("neo4j", description="User.")
    password: SecretStr = Field(SecretStr(""), description="Password; empty where the server asks for none.")
    database: str = Field("neo4j", description="Database.")
    patience: float = Field(
        10.0, gt=0, le=600, description="Seconds for which a server that does not answer is tried again."
    )

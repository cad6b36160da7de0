"""Settings of a store on a server."""

from __future__ import annotations

from pydantic import BaseModel, Field, SecretStr


class Neo4jSettings(BaseModel, extra="forbid"):
    """How a Neo4j server is entered, where the store is one."""

    user: str = Field("neo4j", description="User.")
    password: SecretStr = Field(SecretStr(""), description="Password; empty where the server asks for none.")
    database: str = Field("neo4j", description="Database.")
    patience: float = Field(
        10.0, gt=0, le=600, description="Seconds for which a server that does not answer is tried again."
    )

"""Settings of ingestion."""

from __future__ import annotations

from pydantic import BaseModel, Field


class IngestSettings(BaseModel, extra="forbid"):
    """How documents become graphs."""

    chunk_tokens: int = Field(
        220, ge=32, le=8000, description="Most encoder tokens of a chunk; its document's title comes on top."
    )
    batch: int = Field(128, ge=1, le=5000, description="Documents encoded and written together.")
    spacy_pipeline: str = Field(
        "", description="A spaCy pipeline (name or folder) that recognises entities beside the dictionary."
    )

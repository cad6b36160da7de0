"""Settings of ingestion."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field


class IngestSettings(BaseModel, extra="forbid"):
    """How documents become graphs."""

    # 220 with the title on top measured better than 254 with the title within: MedQuAD (`medgraph eval retrieval`) and
    # refusals (benchmarks/answers.py).
    chunk_tokens: int = Field(
        220, ge=32, le=8000, description="Most encoder tokens of a chunk; its document's title comes on top."
    )
    batch: int = Field(
        256, ge=1, le=20_000, description="Chunks, about, that are encoded and written together."
    )
    # Ten times what a text takes on two busy cores (benchmarks/length_rate.py).
    seconds_per_mb: float = Field(
        600.0,
        gt=0,
        description="Most seconds that a document may take for each megabyte of its text, and at least for half of "
        "one: what takes longer is told as a problem, and the others are read.",
    )
    recognition: Literal["trained", "dictionary"] = Field(
        "trained",
        description="What finds entities: the model that ships with medgraph, which also weighs the names of the "
        "vocabularies, or those names alone.",
    )
    patient_by_folder: bool = Field(
        False,
        description="Each folder inside a folder that is ingested holds one patient's records: those that do not say "
        "whose they are, are of the patient of the folder's name.",
    )
    spacy_pipeline: str = Field(
        "", description="A spaCy pipeline (name or folder) that recognises entities beside these."
    )
    token_classifier: str = Field(
        "",
        description="A Hugging Face token classifier (name or folder) that recognises entities beside these.",
    )

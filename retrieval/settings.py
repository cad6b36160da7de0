"""Settings of retrieval and answering."""

from __future__ import annotations

from pydantic import BaseModel, Field, SecretStr, model_validator


class RetrievalSettings(BaseModel, extra="forbid"):
    """How evidence is found and how much of it an answer shows."""

    # Set by hand (docs/decisions/0003-fusion.md); no metric of docs/benchmarks.md looks deeper than 20.
    candidates: int = Field(100, ge=10, le=1000, description="Chunks each arm may propose.")
    # Measured, these three: docs/decisions/0003-fusion.md.
    dense_weight: float | None = Field(
        None,
        ge=0,
        le=1,
        description="Share of vectors against words in the fusion; none: found for each question by itself.",
    )
    graph_weight: float = Field(0.05, ge=0, le=1, description="Weight of the graph arm added to the fusion.")
    kind_weight: float = Field(
        0.3, ge=0, le=1, description="Weight of being worded as the kind of answer that is asked for."
    )
    reader: str = Field(
        "trained",
        description="What reads passages and sentences: trained (the model that ships), none, or the folder of another "
        "(of python -m training.reader, or a cross-encoder that sentence-transformers can load).",
    )
    stance_reader: str = Field(
        "trained",
        description="What says how a sentence stands to a yes/no question: trained (the model that ships), none, or "
        "the folder of another (of python -m training.stance).",
    )
    # Measured, these two: docs/decisions/0003-fusion.md.
    passages_read: int = Field(12, ge=1, le=100, description="Best chunks that the reader reads.")
    reader_weight: float = Field(
        0.9, ge=0, le=5, description="What a chunk gains that surely answers; the arms give about 1."
    )
    # Set by hand.
    sentences: int = Field(5, ge=1, le=20, description="Most sentences of an extractive answer.")
    refuse_harmful: bool = Field(
        True, description="Refuse requests that would harm somebody; only with the default embedding model."
    )
    # Measured: docs/decisions/0020-lists.md.
    list_sentences: int = Field(
        16, ge=1, le=30, description="Most sentences of an extractive answer to a question for a list."
    )


class LlmSettings(BaseModel, extra="forbid"):
    """An OpenAI-compatible server that writes answers; without base_url and model none is used."""

    base_url: str = Field(
        "", description="Base URL of an OpenAI-compatible server, e.g. http://host:8000/v1."
    )
    model: str = Field("", description="The model's name on that server.")
    api_key: SecretStr = Field(SecretStr(""), description="API key, if the server wants one.")
    timeout: float = Field(60.0, gt=0, description="Seconds to wait for an answer to begin, and to go on.")
    # Ten times what 600 tokens take where 20 a second are written; a hundred times their bytes. Set by hand.
    max_seconds: float = Field(300.0, gt=0, description="Most seconds that an answer may take as a whole.")
    max_bytes: int = Field(
        4_000_000,
        ge=10_000,
        description="Most bytes of an answer, as the server sends it; about 250 a token.",
    )
    # Least: the answer keeps to its evidence, and is much the same when asked for again.
    temperature: float = Field(0.0, ge=0, le=2, description="How freely the model words its answer; 0 least.")
    max_tokens: int = Field(600, ge=50, description="Most tokens the model may write.")

    @model_validator(mode="after")
    def _both_or_neither(self) -> LlmSettings:
        if bool(self.base_url) != bool(self.model):
            raise ValueError("base_url and model must be set together")
        return self

    @property
    def configured(self) -> bool:
        """Whether an LLM is to write answers."""
        return bool(self.base_url and self.model)

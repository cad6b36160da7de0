"""What may be sent to the HTTP API, and what comes back beside the values of the services."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from graph import Tier
from graph.store import Filter, Merge
from graph.vocabulary.lexicon import Suggestion
from retrieval.question import Spelling
from retrieval.search import Passage


class Filters(BaseModel):
    """What a document must be to take part; an empty list admits everything. A misspelt name is refused."""

    model_config = ConfigDict(extra="forbid")

    tiers: list[Tier] = Field([], description="user (notes and reports) or literature.")
    year_from: int | None = Field(None, description="First year.", examples=[2015])
    year_to: int | None = Field(None, description="Last year.", examples=[2024])
    publication_types: list[str] = Field([], description="As PubMed names them.", examples=[["Review"]])
    journals: list[str] = Field([], description="Journal names, whatever their case.")
    document_ids: list[str] = Field([], description="Only these documents.")
    languages: list[str] = Field([], description="Three-letter language codes.", examples=[["eng"]])
    exclude_retracted: bool = Field(False, description="Leave retracted documents out.")
    patients: list[str] = Field([], description="Only the records of these patients, by id.")

    def to_filter(self) -> Filter:
        """The filter that they describe; raises FilterError when the first year is after the last."""
        return Filter(
            tuple(self.tiers),
            self.year_from,
            self.year_to,
            tuple(self.publication_types),
            tuple(self.journals),
            tuple(self.document_ids),
            tuple(self.languages),
            self.exclude_retracted,
            tuple(self.patients),
        )


class AskRequest(Filters):
    """A question to be answered."""

    question: str = Field(description="The question.", examples=["Does metformin lower blood pressure?"])
    llm: bool = Field(True, description="Let a configured LLM write the answer.")


class TableRequest(Filters):
    """A question to tabulate the studies of."""

    question: str = Field(description="The question.", examples=["Does metformin lower blood pressure?"])


class SearchRequest(Filters):
    """A question to find documents for."""

    question: str = Field(description="The question.", examples=["Does metformin lower blood pressure?"])
    limit: int = Field(10, ge=1, le=100, description="Most documents.")


class DocumentQuery(Filters):
    """One page of the documents."""

    after: str = Field("", description="Start after this id: `next` of the page before.")
    limit: int = Field(50, ge=1, le=500, description="Most documents.")


class MergeRequest(BaseModel):
    """Two entities that a person says are one, each by id, name or synonym."""

    model_config = ConfigDict(extra="forbid")

    entity: str = Field(description="The entity that is the other.", examples=["text:Disease:heart atack"])
    into: str = Field(description="The entity that it is, and that stays.", examples=["MESH:D009203"])
    force: bool = Field(False, description="Also opposites, and two concepts of one vocabulary.")


class ErrorDetail(BaseModel):
    """What went wrong, under a stable code, and what to do."""

    code: str = Field(examples=["question"])
    message: str = Field(examples=["the question is empty"])
    hint: str = Field(examples=["ask in a sentence"])


class ErrorResponse(BaseModel):
    """The body of every response that is no success."""

    error: ErrorDetail


@dataclass(frozen=True, slots=True)
class SearchResponse:
    """Documents for a question, best first, each by its best passage; `notice` tells of what cannot be read."""

    question: str
    results: tuple[Passage, ...]
    spelling: tuple[Spelling, ...]
    notice: str


@dataclass(frozen=True, slots=True)
class MergeList:
    """What a person said of identity."""

    merges: list[Merge]


@dataclass(frozen=True, slots=True)
class SuggestionList:
    """Pairs of entities that may be one, best first."""

    suggestions: list[Suggestion]

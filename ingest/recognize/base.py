"""What a recogniser is: it finds the entities a text names, and says which concept when it knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from graph import MedgraphError


class RecogniserError(MedgraphError):
    """A recogniser cannot be made, for example because its package or model is not installed."""

    code = "recogniser"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity named at `[start, end)`; `category` is Biolink's; `score` in [0, 1]; `method` says who found it.

    `concept_id` is None when the recogniser knows the category only.
    """

    start: int
    end: int
    category: str
    concept_id: str | None
    score: float
    method: str


class Recogniser(Protocol):
    """Finds candidates in a batch of texts."""

    name: str

    def recognise(self, texts: Sequence[str]) -> list[list[Candidate]]:
        """The candidates of each text, in order of `start`, with offsets into that text."""
        ...

"""What a recogniser is: it finds the entities a text names, and says which concept when it knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graph import MedgraphError, link_out_of


class RecogniserError(MedgraphError):
    """A recogniser cannot be made, for example because its package or model is not installed."""

    code = "recogniser"


def require_own_files(model: str) -> None:
    """Raise RecogniserError where a model is a folder with a link that leads out of it."""
    if Path(model).is_dir() and (link := link_out_of(Path(model))) is not None:
        raise RecogniserError(
            f"{link} is a link that leads out of the model's folder", "put the file itself there"
        )


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

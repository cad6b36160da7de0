"""What an ingest would read, without reading it into anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.readers import Deletion, Problem, SourceRecords, read_sources


@dataclass
class Surveyed:
    """One source: the format it was taken for ('' for none), what is in it, and what cannot be read of it."""

    source: str
    format: str
    documents: int = 0
    characters: int = 0
    deletions: int = 0
    problems: list[Problem] = field(default_factory=list)


def survey(paths: Sequence[Path], format: str | None = None) -> Iterator[Surveyed]:
    """Every source, as the readers see it. Raises ReadError as `read_sources` does."""
    return map(_surveyed, read_sources(paths, None, format))


def _surveyed(reading: SourceRecords) -> Surveyed:
    found = Surveyed(reading.source, reading.format)
    for result in reading.results:
        if isinstance(result, Problem):
            found.problems.append(result)
        elif isinstance(result, Deletion):
            found.deletions += 1
        else:
            found.documents += 1
            found.characters += len(result.text)
    return found

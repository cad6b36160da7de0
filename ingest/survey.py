"""What an ingest would read, without reading it into anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.parsing import Problem
from ingest.readers import Deletion
from ingest.reading import SourceRecords, read_sources


@dataclass
class SourceSummary:
    """One source: its detected format ('' for none), what it holds, and what of it cannot be read."""

    source: str
    format: str
    documents: int = 0
    characters: int = 0
    deletions: int = 0
    problems: list[Problem] = field(default_factory=list)


def survey_sources(paths: Sequence[Path], format: str | None = None) -> Iterator[SourceSummary]:
    """Every source, as the readers see it. Raises ReadError as `read_sources` does."""
    return map(_summarise, read_sources(paths, None, format))


def _summarise(source: SourceRecords) -> SourceSummary:
    found = SourceSummary(source.source, source.format)
    for result in source.results:
        if isinstance(result, Problem):
            found.problems.append(result)
        elif isinstance(result, Deletion):
            found.deletions += 1
        else:
            found.documents += 1
            found.characters += len(result.text)
    return found

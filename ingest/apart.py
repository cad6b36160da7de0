"""Analysing documents so that one which fails, or takes too long, stops no other: together first, then each apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from graph import Document, MedgraphError
from graph.parsing import Problem
from ingest.analysis import Analyser, Draft
from ingest.time_limit import TimeIsUp, TimeLimit


class _UnanalysedError(Exception):
    """A stage failed on what a document says."""


def analysed(
    analyser: Analyser, documents: Sequence[Document], limit: TimeLimit
) -> tuple[list[Draft], list[Problem]]:
    """What became of each document, in order: its draft or its problem."""
    drafts: dict[str, Draft] = {}
    problems: list[Problem] = []
    for group in _groups(documents, limit):
        with suppress(TimeIsUp, _UnanalysedError), _one_at_fault(), limit.together():
            drafts |= {draft.document.id: draft for draft in analyser.analyse(group)}
    for document in documents:
        if document.id not in drafts:
            found = _analysed_alone(analyser, document, limit)
            if isinstance(found, Problem):
                problems.append(found)
            else:
                drafts[document.id] = found
    return [drafts[each.id] for each in documents if each.id in drafts], problems


def _groups(documents: Sequence[Document], limit: TimeLimit) -> Iterator[list[Document]]:
    """Those that are analysed together, which is quicker: short ones, no more than a long one says."""
    group: list[Document] = []
    size = 0
    for document in documents:
        length = len(document.text)
        if limit.is_long(length):
            continue
        if limit.is_long(size + length):
            if len(group) > 1:
                yield group
            group, size = [], 0
        group.append(document)
        size += length
    if len(group) > 1:
        yield group


def _analysed_alone(analyser: Analyser, document: Document, limit: TimeLimit) -> Draft | Problem:
    size = len(document.text)
    try:
        with _one_at_fault(), limit.limited(size):
            (draft,) = analyser.analyse([document])
            return draft
    except TimeIsUp:
        reason = f"its analysis takes more than {limit.told(size)}"
    except _UnanalysedError as error:
        reason = f"it cannot be analysed ({error}); please report it"
    return Problem(document.source, document.id, reason)


@contextmanager
def _one_at_fault() -> Iterator[None]:
    """Raises _UnanalysedError for what a document did to a stage; what would meet the others too goes through."""
    try:
        yield
    except (MedgraphError, MemoryError, OSError):
        raise
    except Exception as error:  # whatever a stage does with one document, the others are read
        raise _UnanalysedError(f"{type(error).__name__}: {error}") from error

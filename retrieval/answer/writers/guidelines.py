"""Guidelines of different years on one question: the newest first, an older one told as such."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.store import DocumentMetadata
from retrieval.answer.writers.statement import Statement
from retrieval.evidence.sentence import EvidenceSentence

_TYPES = frozenset(
    {"guideline", "practice guideline", "consensus statement", "consensus development conference"}
)
_TITLE = re.compile(
    r"\bguid(?:eline|ance)s?\b|\b(?:consensus|position|scientific) statement\b|\brecommendations? (?:of|from|by|for)\b|"
    r"\bclinical practice\b",
    re.IGNORECASE,
)


def is_guideline(document: DocumentMetadata) -> bool:
    """Whether a paper tells what is to be done, by its types or its title."""
    return bool(_TYPES & {name.casefold() for name in document.publication_types}) or bool(
        _TITLE.search(document.title)
    )


def date_guidelines(chosen: Sequence[Statement], evidence: Sequence[EvidenceSentence]) -> list[Statement]:
    """The statements, those of guidelines newest first; where one is older than another of the evidence it is said so.

    The newest guideline is always among them, where an older one is: its best sentence is added.
    """
    years = {e.document.id: e.document.year for e in evidence if e.document.year and is_guideline(e.document)}
    told = [s for s in chosen if s.evidence.document.id in years]
    newest = max((year for year in years.values() if year), default=None)
    if newest is None or not any(years[s.evidence.document.id] != newest for s in told):
        return list(chosen)
    if all(years[s.evidence.document.id] != newest for s in told):
        best = next(
            e
            for e in evidence
            if (years.get(e.document.id) == newest and not e.fit.opposes)
            or years.get(e.document.id) == newest
        )
        told.append(Statement(best))
    dated = sorted(told, key=lambda s: -(years[s.evidence.document.id] or 0))
    others = [s for s in chosen if s.evidence.document.id not in years]
    place = next(n for n, s in enumerate(chosen) if s.evidence.document.id in years)
    marked = [s if years[s.evidence.document.id] == newest else _older(s, newest) for s in dated]
    return [*others[:place], *marked, *others[place:]]


def _older(statement: Statement, newest: int) -> Statement:
    year = statement.evidence.document.year
    return replace(statement, caveats=(f"guideline of {year}; the one of {newest} is newer",))

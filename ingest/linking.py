"""Links the candidates of recognisers to concepts, a document at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.linking import Link, Linker, UnlinkedMention
from ingest.abbreviations import Abbreviation, long_forms
from ingest.recognize.base import Candidate


def link_candidates(
    text: str, candidates: Sequence[Candidate], abbreviations: Iterable[Abbreviation], linker: Linker
) -> list[Candidate]:
    """The candidates with the concepts that the linker gives them, in order; one that names several is one of each.

    A dictionary's concept stays unless the linker knows better: "hepatitis" is drug-induced where a drug is named. The
    score of a candidate whose concept is the linker's is its recogniser's times its link's; its method names both.
    """
    mentions = [UnlinkedMention(c.start, c.end, c.category, c.concept_id) for c in candidates]
    links = linker.link(text, mentions, long_forms(text, abbreviations))
    return [
        made for candidate, link in zip(candidates, links, strict=True) for made in _linked(candidate, link)
    ]


def _linked(candidate: Candidate, link: Link | None) -> Iterator[Candidate]:
    if link is None or link.concept_id == candidate.concept_id:
        yield candidate
        return
    for concept_id in (link.concept_id, *link.also):
        score, method = candidate.score * link.score, f"{candidate.method}+{link.method}"
        yield replace(candidate, concept_id=concept_id, score=score, method=method)

"""Puts what a file says of a document's mentions into the document: its offsets become spans of the text.

A mention must say what stands where it points: one that does not is a Problem, and is never moved to where it may fit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from evaluation.corpora.alignment import OffsetMap
from evaluation.corpora.model import GoldDocument, GoldMention, GoldRelation
from graph import Document, Span
from graph.parsing import Problem
from ingest.readers.compose import clean_line

_SHOWN = 80  # characters in a message: a line of a terminal


class AnnotatedMention(NamedTuple):
    """A mention as a file has it: `[start, end)` in the file's own text, and the words that should stand there."""

    fragments: tuple[tuple[int, int], ...]
    text: str
    type: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A run of the file's text: its offset there, and where it went; `aligned` is None when it is not read."""

    offset: int
    raw: str
    aligned: OffsetMap | None


class Places:
    """The regions of one document."""

    def __init__(self, document: Document, regions: Iterable[Region]) -> None:
        self._document = document
        self._regions = sorted(regions, key=attrgetter("offset"))
        self._offsets = [region.offset for region in self._regions]

    def gold(
        self, annotated: Iterable[AnnotatedMention], relations: Iterable[GoldRelation]
    ) -> tuple[GoldDocument, list[Problem]]:
        """The document with its mentions; a Problem for each that does not fit."""
        placed = [self._place(mention) for mention in annotated]
        mentions = sorted(
            (mention for mention in placed if isinstance(mention, GoldMention)),
            key=lambda mention: (mention.start, mention.end),
        )
        problems = [problem for problem in placed if isinstance(problem, Problem)]
        return GoldDocument(self._document, tuple(mentions), tuple(relations)), problems

    def _place(self, annotated: AnnotatedMention) -> GoldMention | Problem | None:
        """The mention in the document; None when it stands in what the reader leaves out."""
        if len(annotated.fragments) > 1:  # CRAFT has a fragment of nothing in one of its thousand
            annotated = annotated._replace(fragments=tuple((a, b) for a, b in annotated.fragments if a != b))
        found = [self._region(start, end) for start, end in annotated.fragments]
        regions = [region for region in found if region is not None]
        if not regions or len(regions) < len(found):
            return self._problem(annotated, "points outside the text")
        raw = [
            region.raw[start - region.offset : end - region.offset]
            for region, (start, end) in zip(regions, annotated.fragments, strict=True)
        ]
        if annotated.text and not self._fits(annotated, regions, raw):
            return self._problem(
                annotated, f"says {_quote(annotated.text)}, but there stands {_quote(' '.join(raw))}"
            )
        spans: list[Span] = []
        for region, (start, end), words in zip(regions, annotated.fragments, raw, strict=True):
            if region.aligned is None:
                return None
            span = region.aligned.span(start - region.offset, end - region.offset)
            if span is None or _letters(span.of(self._document.text)) != _letters(words):
                return self._problem(
                    annotated, f"says {_quote(words)}, which is no whole characters of the text"
                )
            spans.append(span)
        return GoldMention(tuple(sorted(spans)), clean_line(annotated.type), annotated.ids)

    def _region(self, start: int, end: int) -> Region | None:
        index = bisect_right(self._offsets, start) - 1
        if index < 0 or start >= end:
            return None
        region = self._regions[index]
        return region if end <= region.offset + len(region.raw) else None

    def _fits(self, annotated: AnnotatedMention, regions: list[Region], raw: list[str]) -> bool:
        """Whether the words stand there; some corpora state those between the fragments too."""
        words = _letters(annotated.text)
        if words == _letters("".join(raw)):
            return True
        first = regions[0]
        start = min(start for start, _ in annotated.fragments) - first.offset
        end = max(end for _, end in annotated.fragments) - first.offset
        return words == _letters(first.raw[max(start, 0) : end])

    def _problem(self, annotated: AnnotatedMention, reason: str) -> Problem:
        offsets = ", ".join(f"[{start}, {end})" for start, end in annotated.fragments[:5])
        return Problem(self._document.source, f"{self._document.id}, {offsets}", f"a mention {reason}")


def _letters(text: str) -> str:
    """A text without its white space, which cleaning and corpora change."""
    return "".join(clean_line(text).split())


def _quote(text: str) -> str:
    return repr(clean_line(text)[:_SHOWN])

"""From chunks to sentences: which sentences of the best chunks speak of what the question asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.index.words import WordIndex
from graph.model import Assertion, Chunk, Document, Mention, NoticeKind, Section, SectionKind, Span
from graph.store.base import GraphStore
from retrieval.question import Facet, Question
from retrieval.retriever import Hit, Retrieval

_CHUNKS = 12
_WORDS_MIN, _WORDS_MAX = 4, 80
# Where a paper says what it found; a gentle preference, never a filter.
_KINDS = {SectionKind.CONCLUSION: 0.10, SectionKind.RESULTS: 0.05, SectionKind.METHODS: -0.08}
_FINDING = re.compile(
    r"\b(conclu\w+|suggest\w*|show(?:s|ed|n)|found|demonstrat\w+|indicat\w+|reduc\w+|increas\w+|improv\w+|"
    r"associated with|caus(?:e|es|ed)|effective|recommend\w*|treat(?:ed|ment|s)?|significant\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer, with where it stands and how much of the question it covers (0 to 1).

    `alone` is what the sentence itself covers, `coverage` with its chunk and title as context.
    """

    document: Document
    section: Section | None
    span: Span
    score: float
    coverage: float
    alone: float
    stems: frozenset[str]
    mentions: tuple[Mention, ...]
    hit: Hit

    @property
    def text(self) -> str:
        """The sentence, exactly as it stands in the document."""
        return self.span.of(self.document.text)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The sentences, best first; how much of the question the best chunk covers; what was left out as retracted."""

    evidence: tuple[Evidence, ...]
    coverage: float
    missing: tuple[Facet, ...]
    retracted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Context:
    """A chunk opened for reading."""

    hit: Hit
    chunk: Chunk
    document: Document
    mentions: Sequence[Mention]
    stems: frozenset[str]
    concepts: frozenset[str]


def gather(retrieval: Retrieval, store: GraphStore, words: WordIndex, chunks: int = _CHUNKS) -> Gathered:
    """The candidate sentences of the best chunks.

    A retracted paper, or the notice that retracts it, is never evidence: its id is listed instead.
    """
    hits = retrieval.hits[:chunks]
    opened = store.chunks([h.chunk_id for h in hits])
    mentions = store.mentions([h.chunk_id for h in hits])
    documents = store.documents({h.document_id for h in hits})
    contexts: list[_Context] = []
    retracted: list[str] = []
    for hit in hits:
        chunk, document = opened.get(hit.chunk_id), documents.get(hit.document_id)
        if chunk is None or document is None:  # deleted since the indexes were opened
            continue
        if document.retracted or any(n.kind is NoticeKind.RETRACTION_OF for n in document.notices):
            retracted.append(document.id)
            continue
        contexts.append(_open(hit, chunk, document, mentions.get(hit.chunk_id, ()), words))
    question, related = retrieval.question, retrieval.related
    evidence = [e for c in contexts for e in _sentences(question, related, c, words)]
    evidence.sort(key=lambda e: (-e.score, e.document.id, e.span.start))
    best = max(contexts, key=lambda c: _chunk_coverage(question, related, c), default=None)
    missing = tuple(
        f for f in question.facets if best is None or not _satisfied(f, related, best.stems, best.concepts)
    )
    coverage = _chunk_coverage(question, related, best) if best else 0.0
    return Gathered(tuple(evidence), coverage, missing, tuple(dict.fromkeys(retracted)))


def _open(
    hit: Hit, chunk: Chunk, document: Document, mentions: Sequence[Mention], words: WordIndex
) -> _Context:
    stems = frozenset(words.stems(f"{document.title}\n{document.text[chunk.start : chunk.end]}"))
    return _Context(hit, chunk, document, mentions, stems, frozenset(m.entity_id for m in mentions))


def _satisfied(
    facet: Facet, related: dict[str, frozenset[str]], stems: frozenset[str], concepts: frozenset[str]
) -> float:
    """1 when the concept (or a narrower one) is named, else the share of the facet's words that are there."""
    if facet.concept_id and related[facet.concept_id] & concepts:
        return 1.0
    return sum(stem in stems for stem in facet.stems) / len(facet.stems) if facet.stems else 0.0


def _coverage(
    question: Question, related: dict[str, frozenset[str]], stems: frozenset[str], concepts: frozenset[str]
) -> float:
    total = sum(f.weight for f in question.facets)
    if not total:
        return 0.0
    return sum(f.weight * _satisfied(f, related, stems, concepts) for f in question.facets) / total


def _chunk_coverage(question: Question, related: dict[str, frozenset[str]], context: _Context) -> float:
    return _coverage(question, related, context.stems, context.concepts)


def _sentences(
    question: Question, related: dict[str, frozenset[str]], context: _Context, words: WordIndex
) -> list[Evidence]:
    document, chunk = context.document, context.chunk
    around = _chunk_coverage(question, related, context)
    found = []
    for span in chunk.sentences:
        text = span.of(document.text)
        section = _section(document, span)
        if not _can_answer(text, section):
            continue
        mentions = tuple(m for m in context.mentions if span.start <= m.start < span.end)
        # A negated mention speaks of a thing that is not so: it may answer "does it?", not "what does?".
        named = frozenset(
            m.entity_id for m in mentions if question.yes_no or m.assertion is not Assertion.NEGATED
        )
        stems = frozenset(words.stems(text))
        alone = _coverage(question, related, stems, named)
        bonus = _KINDS.get(section.kind, 0.0) if section else 0.0
        bonus += 0.08 if _FINDING.search(text) else 0.0
        score = 0.55 * alone + 0.15 * around + 0.3 * min(context.hit.score, 1.0) + bonus
        found.append(Evidence(document, section, span, score, around, alone, stems, mentions, context.hit))
    return found


def _can_answer(text: str, section: Section | None) -> bool:
    """Titles, questions and fragments are no statements."""
    if section is not None and section.kind is SectionKind.TITLE:
        return False
    return _WORDS_MIN <= len(text.split()) <= _WORDS_MAX and not text.rstrip(")\"' ").endswith("?")


def _section(document: Document, span: Span) -> Section | None:
    return next((s for s in document.sections if s.start <= span.start < s.end), None)

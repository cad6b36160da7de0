"""From chunks to sentences: which sentences of the best chunks speak of what the question asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.index.words import WordIndex
from graph.model import Mention, Span
from graph.store.base import GraphStore
from graph.store.values.chunks import ChunkContent, DocumentMetadata
from retrieval.evidence.assertion import speaks
from retrieval.evidence.coverage import HALF, coverage, satisfied, strength
from retrieval.evidence.wording import can_answer, preference
from retrieval.question.understand import Facet
from retrieval.search.retriever import Hit, Retrieval

_CHUNKS = 12
_RELATIVE = 0.6  # of the best chunk's coverage


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """A sentence that may answer, in its chunk, and how much of the question it covers (0 to 1).

    `alone` is what the sentence itself covers, `coverage` with its chunk and title as context.
    """

    content: ChunkContent
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
        return self.content.quote(self.span)

    @property
    def document(self) -> DocumentMetadata:
        """The document it stands in."""
        return self.content.document


@dataclass(frozen=True, slots=True)
class Gathered:
    """The sentences, best first, and of the chunk that answers best: how much of the question it covers, how near
    it lies in meaning (cosine), what of the question it lacks. `weight` is that of the whole question. Retracted
    documents are left out and listed.
    """

    evidence: tuple[EvidenceSentence, ...]
    coverage: float
    similarity: float
    missing: tuple[Facet, ...]
    weight: float
    retracted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Context:
    """A chunk with its content."""

    hit: Hit
    content: ChunkContent
    stems: frozenset[str]
    concepts: frozenset[str]
    similarity: float
    coverage: float


def gather(retrieval: Retrieval, store: GraphStore, words: WordIndex, chunks: int = _CHUNKS) -> Gathered:
    """The candidate sentences of the best chunks.

    A retracted paper, or the notice that retracts it, is never evidence: its id is listed instead, where it speaks of
    what is asked.
    """
    hits = retrieval.hits[:chunks]
    content = store.chunk_contents([h.chunk_id for h in hits])
    contexts: list[_Context] = []
    retracted: list[str] = []
    for hit in hits:
        if hit.chunk_id not in content:  # deleted since the indexes were opened
            continue
        context = _context(retrieval, hit, content[hit.chunk_id], words)
        document = context.content.document
        if not (document.retracted or document.is_notice):
            contexts.append(context)
        elif context.coverage >= HALF:
            retracted.append(document.id)
    left_out = tuple(dict.fromkeys(retracted))
    weight = sum(f.weight for f in retrieval.question.facets)
    if not contexts:
        return Gathered((), 0.0, 0.0, retrieval.question.facets, weight, left_out)
    best = max(contexts, key=lambda c: strength(c.coverage, c.similarity))
    speaking = _on_topic(retrieval, contexts, best)
    evidence = [e for c in speaking for e in _sentences(retrieval, c, words)]
    evidence.sort(key=lambda e: (-e.score, e.document.id, e.span.start))
    missing = tuple(
        f for f in retrieval.question.facets if satisfied(f, retrieval, best.stems, best.concepts) < HALF
    )
    return Gathered(tuple(evidence), best.coverage, best.similarity, missing, weight, left_out)


def _on_topic(retrieval: Retrieval, contexts: Sequence[_Context], best: _Context) -> list[_Context]:
    """The chunks of papers that are about the same as the best chunk.

    A paper that covers much less of the question, or lacks the rarest name that the best chunk has, speaks of
    something else, however well a sentence of it reads.
    """
    stems: dict[str, frozenset[str]] = {}
    concepts: dict[str, frozenset[str]] = {}
    for c in contexts:
        stems[c.content.document.id] = stems.get(c.content.document.id, frozenset()) | c.stems
        concepts[c.content.document.id] = concepts.get(c.content.document.id, frozenset()) | c.concepts
    names = [
        f
        for f in retrieval.question.facets
        if f.name and satisfied(f, retrieval, best.stems, best.concepts) >= HALF
    ]
    anchor = max(names, key=lambda f: f.weight, default=None)
    kept = {
        d
        for d in stems
        if coverage(retrieval, stems[d], concepts[d]) >= _RELATIVE * best.coverage
        and (anchor is None or satisfied(anchor, retrieval, stems[d], concepts[d]) >= HALF)
    }
    return [c for c in contexts if c.content.document.id in kept]


def _context(retrieval: Retrieval, hit: Hit, content: ChunkContent, words: WordIndex) -> _Context:
    stems = frozenset(words.stems(f"{content.document.title}\n{content.text}"))
    concepts = frozenset(m.entity_id for m in content.mentions)
    near = retrieval.arms["vectors"]
    # A chunk that only words or concepts brought lies further off than all that the vectors brought.
    similarity = near.get(hit.chunk_id, min(near.values(), default=0.0))
    covered = coverage(retrieval, stems, concepts)
    return _Context(hit, content, stems, concepts, similarity, covered)


def _sentences(retrieval: Retrieval, context: _Context, words: WordIndex) -> list[EvidenceSentence]:
    content, question, around = context.content, retrieval.question, context.coverage
    found = []
    for span in content.chunk.sentences:
        text, section = content.quote(span), content.section_of(span)
        if not can_answer(text, section):
            continue
        mentions = tuple(m for m in content.mentions if span.start <= m.start < span.end)
        tier = content.document.tier
        named = frozenset(
            m.entity_id for m in mentions if speaks(m.assertion, tier, question.text, question.yes_no)
        )
        stems = frozenset(words.stems(text))
        alone = coverage(retrieval, stems, named)
        score = 0.35 * alone + 0.15 * around + 0.5 * min(context.hit.score, 1.0)
        score += preference(text, section, question.aspect)
        found.append(EvidenceSentence(content, span, score, around, alone, stems, mentions, context.hit))
    return found

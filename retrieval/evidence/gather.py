"""From chunks to evidence: which sentences of the best chunks may answer the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph import Mention, Span
from graph.index import WordIndex
from graph.store import ChunkContent, DocumentMetadata, DocumentStore
from retrieval.evidence.assertion import may_answer
from retrieval.evidence.coverage import PARTIAL_COVERAGE, coverage, facet_coverage, share_of, strength
from retrieval.evidence.fit import SentenceContext, SentenceFit, answers_itself, judge_sentence, refutes
from retrieval.evidence.wording import is_statement, wording_bonus
from retrieval.question.facets import Facet
from retrieval.question.polarity import Polarity
from retrieval.question.population import Group, groups_of_headings
from retrieval.search.arms.vectors import VectorArm
from retrieval.search.hit import Hit
from retrieval.search.retriever import Retrieval

_CHUNKS = 12  # best chunks that sentences are taken from; set by hand (docs/decisions/0004-sufficiency.md)
# Of the best chunk's coverage, what a paper must reach; set by hand (docs/decisions/0004-sufficiency.md).
_RELATIVE = 0.6
# What the score of a sentence is summed of, each 0 to 1; set by hand (docs/decisions/0004-sufficiency.md).
_SENTENCE_WEIGHT, _CHUNK_WEIGHT, _HIT_WEIGHT = 0.35, 0.15, 0.5

# Of the case that was told before the question; as that of the chunk, which is context too.
_CASE_WEIGHT = 0.15


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """A sentence that may answer the question, at `span` of its document.

    `content` is the chunk it stands in, `stems` and `mentions` are those of the sentence alone. `score` orders
    evidence, higher first, about -0.4 to 1.4. `fit` says what a reader must be told of it; `refutation` is the sentence
    after it where it tells a belief that this one refutes.
    """

    content: ChunkContent
    span: Span
    score: float
    stems: frozenset[str]
    mentions: tuple[Mention, ...]
    fit: SentenceFit
    refutation: EvidenceSentence | None = None

    @property
    def text(self) -> str:
        """The sentence, exactly as it stands in the document."""
        return self.content.quote(self.span)

    @property
    def document(self) -> DocumentMetadata:
        """The metadata of the document it stands in."""
        return self.content.document

    @property
    def entity_ids(self) -> frozenset[str]:
        """The entities it mentions, however it asserts them."""
        return frozenset(m.entity_id for m in self.mentions)


@dataclass(frozen=True, slots=True)
class EvidenceSet:
    """All that was found for a question: `sentences`, best first, and how well the best chunk fits.

    Of that chunk: `coverage`, how much of the question it covers (0 to 1), `similarity`, its cosine with the question,
    and `missing`, what of the question it lacks. `question_weight` is the sum over the question's facets.
    `is_of_named_papers`: the question asks what certain papers say, and nothing else. `excluded_retracted` are the documents that are retracted, or retract another, and would have been evidence.
    """

    sentences: tuple[EvidenceSentence, ...]
    coverage: float
    similarity: float
    missing: tuple[Facet, ...]
    question_weight: float
    excluded_retracted: tuple[str, ...]
    is_of_named_papers: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence with how far it covers each facet, and whether it names a thing of a missing one's kind."""

    evidence: EvidenceSentence
    covered: Mapping[Facet, float]
    is_full: bool
    is_foreign: bool


@dataclass(frozen=True, slots=True)
class _Context:
    """A chunk as the context of its sentences: words and concepts, cosine, share of the question it covers."""

    hit: Hit
    content: ChunkContent
    stems: frozenset[str]
    concepts: frozenset[str]
    similarity: float
    coverage: float


def gather_evidence(retrieval: Retrieval, store: DocumentStore, words: WordIndex) -> EvidenceSet:
    """The candidate sentences of the best `_CHUNKS` chunks.

    A retracted paper, or the notice that retracts it, is never evidence: its id is listed instead, where it covers
    half the question.
    """
    contexts, retracted = _contexts(retrieval, store, words)
    facets = retrieval.question.facets
    weight = sum(f.weight for f in facets)
    if not contexts:
        return EvidenceSet((), 0.0, 0.0, facets, weight, retracted)
    best = max(contexts, key=lambda c: strength(c.coverage, c.similarity))
    on_topic = _on_topic(retrieval, contexts, best)
    indexed = _indexed_groups(retrieval, on_topic, store)
    candidates = [e for c in on_topic for e in _candidates(retrieval, c, words, indexed)]
    full = any(c.is_full for c in candidates)
    sentences = [
        c.evidence
        for c in candidates
        if answers_itself(retrieval, c.covered, c.evidence.text, full and not c.is_full, c.is_foreign)
    ]
    sentences.sort(key=lambda e: (-e.score, e.document.id, e.span.start))
    missing = tuple(
        f for f in facets if facet_coverage(f, retrieval, best.stems, best.concepts) < PARTIAL_COVERAGE
    )
    named = bool(retrieval.question.reading.references.documents) and not weight
    return EvidenceSet(tuple(sentences), best.coverage, best.similarity, missing, weight, retracted, named)


def _contexts(
    retrieval: Retrieval, store: DocumentStore, words: WordIndex
) -> tuple[list[_Context], tuple[str, ...]]:
    """The best chunks of sound documents, and the ids of the retracted ones that cover half the question."""
    hits = retrieval.hits[:_CHUNKS]
    contents = store.chunk_contents([h.chunk_id for h in hits])
    contexts: list[_Context] = []
    retracted: list[str] = []
    for hit in hits:
        if hit.chunk_id not in contents:  # deleted since the indexes were opened
            continue
        context = _context(retrieval, hit, contents[hit.chunk_id], words)
        document = context.content.document
        if not (document.retracted or document.is_notice):
            contexts.append(context)
        elif context.coverage >= PARTIAL_COVERAGE:
            retracted.append(document.id)
    return contexts, tuple(dict.fromkeys(retracted))


def _on_topic(retrieval: Retrieval, contexts: Sequence[_Context], best: _Context) -> list[_Context]:
    """The chunks of papers that are about the same as the best chunk.

    A paper that covers much less of the question, or lacks the rarest name that the best chunk has, is about
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
        if f.name and facet_coverage(f, retrieval, best.stems, best.concepts) >= PARTIAL_COVERAGE
    ]
    rarest = max(names, key=lambda f: f.weight, default=None)
    on_topic = {
        d
        for d in stems
        if coverage(retrieval, stems[d], concepts[d]) >= _RELATIVE * best.coverage
        and (rarest is None or facet_coverage(rarest, retrieval, stems[d], concepts[d]) >= PARTIAL_COVERAGE)
    }
    return [c for c in contexts if c.content.document.id in on_topic]


def _context(retrieval: Retrieval, hit: Hit, content: ChunkContent, words: WordIndex) -> _Context:
    stems = frozenset(words.stems(f"{content.document.title}\n{content.text}"))
    concepts = frozenset(m.entity_id for m in content.mentions)
    cosines = retrieval.arms[VectorArm.name]
    # A chunk that only words or concepts brought lies further off than all that the vectors brought.
    similarity = cosines.get(hit.chunk_id, min(cosines.values(), default=0.0))
    return _Context(hit, content, stems, concepts, similarity, coverage(retrieval, stems, concepts))


def _indexed_groups(
    retrieval: Retrieval, contexts: Sequence[_Context], store: DocumentStore
) -> Mapping[str, frozenset[Group]]:
    """Whom each document is about by its MeSH headings; only read where the question is about somebody."""
    if not retrieval.question.reading.population:
        return {}
    documents = store.documents({c.content.document.id for c in contexts})
    return {id_: groups_of_headings(h.name for h in d.mesh) for id_, d in documents.items()}


def _candidates(
    retrieval: Retrieval, context: _Context, words: WordIndex, indexed: Mapping[str, frozenset[Group]]
) -> list[_Candidate]:
    """The sentences of a chunk that may answer."""
    content, question = context.content, retrieval.question
    spans = content.chunk.sentences
    found = []
    for place, span in enumerate(spans):
        text, section = content.quote(span), content.section_of(span)
        if not is_statement(text, section):
            continue
        mentions = _mentions(content, span)
        about = SentenceContext(
            section.heading if section else "",
            content.document.title,
            indexed.get(content.document.id, frozenset()),
        )
        fit = judge_sentence(retrieval, text, span.start, mentions, about, words, content.names)
        if not fit.usable:
            continue
        stems = frozenset(words.stems(text))
        concepts = _answering(retrieval, content, mentions)
        score = _SENTENCE_WEIGHT * coverage(retrieval, stems, concepts) + _CHUNK_WEIGHT * context.coverage
        score += _HIT_WEIGHT * min(context.hit.score, 1.0)
        score += wording_bonus(text, section, question.aspect)
        score += _CASE_WEIGHT * share_of(
            question.context, retrieval, stems, frozenset(m.entity_id for m in mentions)
        )
        refutation = _refutation(content, spans[place + 1 :][:1], score, words) if fit.believed else None
        evidence = EvidenceSentence(content, span, score, stems, mentions, fit, refutation)
        found.append(_candidate(retrieval, evidence))
    return found


def _mentions(content: ChunkContent, span: Span) -> tuple[Mention, ...]:
    return tuple(m for m in content.mentions if span.start <= m.start < span.end)


def _answering(retrieval: Retrieval, content: ChunkContent, mentions: Sequence[Mention]) -> frozenset[str]:
    """The entities that a sentence says as much of as the question asks."""
    question, tier = retrieval.question, content.document.tier
    both = question.yes_no or question.polarity is Polarity.NEGATED
    lacking = {e for f in question.limits.lacking if f.concept_id for e in retrieval.narrower[f.concept_id]}
    return frozenset(
        m.entity_id
        for m in mentions
        if m.entity_id in lacking or may_answer(m.assertion, tier, question.text, both)
    )


def _refutation(
    content: ChunkContent, following: Sequence[Span], score: float, words: WordIndex
) -> EvidenceSentence | None:
    """The next sentence, where it says that what was believed is not so."""
    for span in following:
        text = content.quote(span)
        if refutes(text):
            stems = frozenset(words.stems(text))
            return EvidenceSentence(content, span, score, stems, _mentions(content, span), SentenceFit(True))
    return None


def _candidate(retrieval: Retrieval, evidence: EvidenceSentence) -> _Candidate:
    entities, names = evidence.entity_ids, evidence.content.names
    facets = retrieval.question.facets
    covered = {f: facet_coverage(f, retrieval, evidence.stems, entities) for f in facets}
    missing = [f for f in facets if f.name and covered[f] < PARTIAL_COVERAGE]
    asked = {e for c in retrieval.question.concept_ids for e in retrieval.narrower[c] | retrieval.broader[c]}
    kinds = {
        retrieval.profiles[f.concept_id].category
        for f in missing
        if f.concept_id and f.concept_id in retrieval.profiles
    }
    foreign = any(names[e].category in kinds for e in entities - asked if e in names)
    return _Candidate(evidence, covered, not missing, foreign)

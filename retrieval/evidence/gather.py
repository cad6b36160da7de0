"""From chunks to evidence: which sentences of the best chunks may answer the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.index import WordIndex
from graph.store import ChunkContent, DocumentStore
from retrieval.evidence.candidates import answering, candidates_in
from retrieval.evidence.context import with_context
from retrieval.evidence.copies import without_copies
from retrieval.evidence.coverage import PARTIAL_COVERAGE, coverage, facet_coverage, stems_of, strength
from retrieval.evidence.sentence import ChunkContext, EvidenceSentence
from retrieval.evidence.short import short_answers_of
from retrieval.question.facets import Facet
from retrieval.question.groups import Group
from retrieval.question.population import groups_in, groups_of_headings
from retrieval.search.arms.vectors import VectorArm
from retrieval.search.hit import Hit, id_before
from retrieval.search.retriever import Retrieval, evidence_chunks

# Of the best chunk's coverage, what a paper must reach; set by hand (docs/decisions/0004-sufficiency.md).
_RELATIVE = 0.6
# A document with so many chunks before one that was found is no abstract and no short paper; set by hand.
_LONG = 20


@dataclass(frozen=True, slots=True)
class EvidenceSet:
    """All that was found for a question: `sentences`, best first, and how well the best chunk fits.

    Of that chunk: `coverage`, how much of the question it covers (0 to 1), `similarity`, its cosine with the question,
    and `missing`, what of the question it lacks. `question_weight` is the sum over the question's facets but those that
    only say whom it is about ("in pregnant women").
    `is_of_named_papers`: the question asks what certain papers say, and nothing else. `excluded_retracted` are the
    documents that are retracted, or retract another, and would have been evidence; `withdrawn` is what of
    the question they speak of. `unread` are the documents of which a chunk was found and could not be read, and those
    that no search can find.
    """

    sentences: tuple[EvidenceSentence, ...]
    coverage: float
    similarity: float
    missing: tuple[Facet, ...]
    question_weight: float
    excluded_retracted: tuple[str, ...]
    is_of_named_papers: bool = False
    withdrawn: tuple[Facet, ...] = ()
    unread: tuple[str, ...] = ()


def gather_evidence(retrieval: Retrieval, store: DocumentStore, words: WordIndex) -> EvidenceSet:
    """The candidate sentences of the best chunks.

    A retracted paper, or the notice that retracts it, is never evidence: its id is listed instead, where it covers
    half the question.
    """
    contents = _contents(retrieval, store)
    contexts, excluded, unread = _contexts(retrieval, contents, words)
    retracted = tuple(dict.fromkeys(c.content.document.id for c in excluded))
    facets = retrieval.question.facets
    withdrawn = tuple(
        f for f in facets if any(facet_coverage(f, retrieval, c.stems, c.concepts) == 1.0 for c in excluded)
    )
    contexts = _with_codes(facets, contexts)
    weight = sum(f.weight for f in facets if not groups_in(f.text))
    if not contexts:
        return EvidenceSet((), 0.0, 0.0, facets, weight, retracted, withdrawn=withdrawn, unread=unread)
    best = max(contexts, key=lambda c: strength(c.coverage, c.similarity))
    on_topic = _on_topic(retrieval, contexts, best)
    indexed = _indexed_groups(retrieval, on_topic, store)
    short = short_answers_of(retrieval, contents)
    candidates = [each for c in on_topic for each in candidates_in(retrieval, c, words, indexed, short)]
    sentences = answering(retrieval, candidates)
    sentences.sort(key=lambda e: (-e.score, e.document.id, e.span.start))
    sentences = with_context(without_copies(sentences), contents, words)
    missing = tuple(
        f for f in facets if facet_coverage(f, retrieval, best.stems, best.concepts) < PARTIAL_COVERAGE
    )
    named = bool(retrieval.question.reading.references.documents) and not facets
    return EvidenceSet(
        tuple(sentences), best.coverage, best.similarity, missing, weight, retracted, named, withdrawn, unread
    )


def _with_codes(facets: Sequence[Facet], contexts: list[ChunkContext]) -> list[ChunkContext]:
    """The chunks of papers that name a code which is asked for: of BMS-986168 the papers on BMS-986165 say nothing."""
    codes = {stem for f in facets if f.code for stem in f.stems}
    if not codes:
        return contexts
    naming = {c.content.document.id for c in contexts if not codes.isdisjoint(c.stems)}
    return [c for c in contexts if c.content.document.id in naming]


def _best_hits(retrieval: Retrieval) -> Sequence[Hit]:
    return retrieval.hits[: evidence_chunks(retrieval.question)]


def _contents(retrieval: Retrieval, store: DocumentStore) -> Mapping[str, ChunkContent]:
    """The best chunks, and those before them, which may name what their first sentences point back to."""
    found = [h.chunk_id for h in _best_hits(retrieval)]
    known = retrieval.contents
    wanted = dict.fromkeys([*found, *filter(None, map(id_before, found))])
    missing = [id_ for id_ in wanted if id_ not in known]
    return {**known, **store.chunk_contents(missing)} if missing else known


def _contexts(
    retrieval: Retrieval, contents: Mapping[str, ChunkContent], words: WordIndex
) -> tuple[list[ChunkContext], list[ChunkContext], tuple[str, ...]]:
    """The best chunks of sound documents, those of retracted ones that cover half the question, and what is unread."""
    hits = _best_hits(retrieval)
    contexts: list[ChunkContext] = []
    retracted: list[ChunkContext] = []
    for hit in hits:
        if hit.chunk_id not in contents:  # deleted since the indexes were opened, or damaged
            continue
        context = _context(retrieval, hit, contents[hit.chunk_id], words)
        document = context.content.document
        if not (document.retracted or document.is_notice):
            contexts.append(context)
        elif context.coverage >= PARTIAL_COVERAGE:
            retracted.append(context)
    unread = dict.fromkeys(h.document_id for h in hits if h.chunk_id not in contents)
    return contexts, retracted, tuple(unread | dict.fromkeys(sorted(retrieval.lacking)))


def _on_topic(
    retrieval: Retrieval, contexts: Sequence[ChunkContext], best: ChunkContext
) -> list[ChunkContext]:
    """The chunks of papers, and of sections of long documents, that are about the same as the best chunk.

    A paper that covers much less of the question, or lacks the rarest name that the best chunk has, is about
    something else, however well a sentence of it reads.
    """
    subjects = _subjects(contexts)
    stems: dict[tuple[str, int], frozenset[str]] = {}
    concepts: dict[tuple[str, int], frozenset[str]] = {}
    for c, subject in zip(contexts, subjects, strict=True):
        stems[subject] = stems.get(subject, frozenset()) | c.stems
        concepts[subject] = concepts.get(subject, frozenset()) | c.concepts
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
    return [c for c, subject in zip(contexts, subjects, strict=True) if subject in on_topic]


def _subjects(contexts: Sequence[ChunkContext]) -> list[tuple[str, int]]:
    """What each chunk is a part of: its paper, or in a long document, which speaks of many things, its section."""
    long = {c.content.document.id for c in contexts if c.content.chunk.position >= _LONG}
    return [
        (c.content.document.id, c.content.chunk.section if c.content.document.id in long else -1)
        for c in contexts
    ]


def _context(retrieval: Retrieval, hit: Hit, content: ChunkContent, words: WordIndex) -> ChunkContext:
    stems = stems_of(f"{content.document.title}\n{content.text}", retrieval.question.facets, words)
    concepts = frozenset(m.entity_id for m in content.mentions)
    similarity = hit.arms.get(VectorArm.name, 0.0)
    return ChunkContext(hit, content, stems, concepts, similarity, coverage(retrieval, stems, concepts))


def _indexed_groups(
    retrieval: Retrieval, contexts: Sequence[ChunkContext], store: DocumentStore
) -> Mapping[str, frozenset[Group]]:
    """Whom each document is about by its MeSH headings; only read where the question is about somebody."""
    if not retrieval.question.reading.population:
        return {}
    documents = store.documents({c.content.document.id for c in contexts})
    return {id_: groups_of_headings(h.name for h in d.mesh) for id_, d in documents.items()}

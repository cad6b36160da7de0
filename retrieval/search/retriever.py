"""Question to ranked chunks: several arms, filtered alike, fused by weight."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from graph.index import Encoder, SearchIndexes
from graph.store import ChunkContent, DocumentStore, EntityProfile, EntityStore, Filter
from graph.vocabulary.lexicon import Lexicon
from retrieval.question.reading import QuestionReader
from retrieval.question.understand import Question, check_question, understand
from retrieval.reader import PassageReading, Reader
from retrieval.search.arms.base import ArmQuery, WeightedArm
from retrieval.search.arms.standard import standard_arms
from retrieval.search.arms.vectors import VectorArm
from retrieval.search.arms.words import WordArm
from retrieval.search.expansion import broader_concepts, narrower_concepts
from retrieval.search.fusion import fuse, normalise, ranked, shares, weighted_sum
from retrieval.search.hit import Hit
from retrieval.search.rerank import Reranker
from retrieval.search.syntax.run import run_query
from retrieval.search.vector_share import fusion_signs, vector_share
from retrieval.settings import RetrievalSettings

# Best chunks that sentences are taken from; set by hand (docs/decisions/0004-sufficiency.md), and for lists, whose
# items are spread over many, measured (docs/decisions/0020-lists.md).
_CHUNKS, _CHUNKS_OF_LIST = 12, 40
_CHUNKS_OF_CONCEPT = (
    300  # most chunks of one concept that are followed; set by hand (docs/decisions/0003-fusion.md)
)
_RERANKED = 50  # best chunks that are looked at for the kind of answer: docs/decisions/0003-fusion.md
# The least cosine of the nearest chunk for a question of whose words no text has any: it may say the same otherwise.
# With the default model over 3,000 abstracts: 18 texts of nonsense 0.16 to 0.36, 14 everyday wordings 0.42 to 0.61.
_LEAST_COSINE = 0.4


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What was understood and found: `hits` best first, raw scores by arm and chunk id, milliseconds of each step.

    `narrower` maps each concept of the question to itself and its descendants, `broader` to its parents; `profiles` is
    what the workspace knows of all `narrower`. `lacking` are damaged documents that no search can find. `vector` is
    that of what is asked, shape (dimension,).
    """

    question: Question
    hits: tuple[Hit, ...]
    arms: dict[str, dict[str, float]]
    narrower: dict[str, frozenset[str]]
    broader: dict[str, frozenset[str]]
    profiles: Mapping[str, EntityProfile]
    timings: dict[str, float] = field(default_factory=dict)
    lacking: frozenset[str] = frozenset()
    readings: Mapping[str, PassageReading] = field(default_factory=dict)
    vector: NDArray[np.float32] | None = field(default=None, compare=False)
    contents: Mapping[str, ChunkContent] = field(default_factory=dict)


class SearchableStore(DocumentStore, EntityStore, Protocol):
    """Documents, for filters, and profiles of the entities that a question names."""


class Retriever:
    """Searches one workspace; safe to share between threads.

    `arms` None: those of the settings. `reader` None: nothing is read, the arms alone rank.
    """

    def __init__(
        self,
        store: SearchableStore,
        indexes: SearchIndexes,
        encoder: Encoder,
        lexicon: Lexicon,
        settings: RetrievalSettings,
        arms: Sequence[WeightedArm] | None = None,
        reader: Reader | None = None,
    ) -> None:
        self._store = store
        self._words = indexes.words
        self._records = indexes.records
        self._lacking = indexes.lacking
        self._reader = QuestionReader(store, lexicon, indexes.words, indexes.records, encoder.token_lengths)
        self._encoder = encoder
        self._lexicon = lexicon
        self._settings = settings
        self._arms = standard_arms(indexes, settings) if arms is None else tuple(arms)
        self._reranker = (
            Reranker(store, reader, settings.passages_read, settings.reader_weight) if reader else None
        )

    def lacking(self, where: Filter | None = None) -> frozenset[str]:
        """The damaged documents that no search can find, and those of which a filter cannot tell whether they pass."""
        return self._lacking | self._altered if _is_filter(where) else self._lacking

    @cached_property
    def _altered(self) -> frozenset[str]:
        """Read once, for the first filter: it takes a while, and a retriever lasts for one revision of the store."""
        return self._store.altered()

    def search(self, text: str, where: Filter | None = None, limit: int | None = None) -> Retrieval:
        """The best chunks for a question, at most `limit` (default: as many as an arm may propose).

        Raises QuestionError for an empty or absurdly long question.
        """
        clock = _Clock()
        text = check_question(text)
        reading = self._reader.read(text)
        narrower = narrower_concepts(reading.concept_ids, self._lexicon)
        profiles = self._store.profiles({e for ids in narrower.values() for e in ids}, _CHUNKS_OF_CONCEPT)
        question = understand(reading, profiles, self._words, self._encoder.token_lengths)
        among = self._among(question, where)
        clock.lap("understand")
        vector = self._encoder.encode([reading.asked if reading.asked.strip() else text])[0]
        clock.lap("encode")
        query = ArmQuery(question, vector, narrower, profiles, among, self._settings.candidates)
        arms: dict[str, dict[str, float]] = {}
        for each in self._arms:
            arms[each.arm.name] = each.arm.search(query)
            clock.lap(each.arm.name)
        scored = self._completed(query, arms)
        scores = self._prefer_answer_wording(question, self._fuse(question, arms, scored))
        nearest = max(arms.get(VectorArm.name, {}).values(), default=0.0)
        if not question.is_known and nearest < _LEAST_COSINE and reading.references.documents is None:
            scores = {}
        clock.lap("rerank")
        readings: Mapping[str, PassageReading] = {}
        contents: Mapping[str, ChunkContent] = {}
        found = scores
        if self._reranker is not None:
            scores, readings, contents = self._reranker.rerank(
                reading.asked or text, scores, evidence_chunks(question)
            )
            clock.lap("read")
        hits = tuple(
            Hit(c, scores[c], found[c], {arm: raw[c] for arm, raw in scored.items() if c in raw})
            for c in ranked(scores)[: limit or query.limit]
        )
        broader = broader_concepts(narrower, self._lexicon)
        return Retrieval(
            question,
            hits,
            arms,
            narrower,
            broader,
            profiles,
            clock.laps,
            self.lacking(where),
            readings,
            vector,
            contents,
        )

    def select(self, query: str, where: Filter | None = None, limit: int = 100) -> tuple[Hit, ...]:
        """The best `limit` documents that a query in PubMed's language selects, each by its best chunk.

        Raises QuestionError, and QuerySyntaxError, which says where.
        """
        among = self._passing(where)
        return tuple(run_query(check_question(query), self._records, self._words, limit, among))

    def _among(self, question: Question, where: Filter | None) -> frozenset[str] | None:
        """The documents that may answer: those that pass the filter, of these the papers that are asked; None: all."""
        named = question.reading.references.documents
        passing = self._passing(where)
        return named if passing is None else passing if named is None else passing & named

    def _passing(self, where: Filter | None) -> frozenset[str] | None:
        """The documents that pass, without those that were altered; None: all."""
        return self._store.select(where) - self._altered if where and _is_filter(where) else None

    def _completed(
        self, query: ArmQuery, found: Mapping[str, Mapping[str, float]]
    ) -> dict[str, Mapping[str, float]]:
        """By arm what it found, and its scores of what the others proposed, as far as it can tell them."""
        proposing = [a for a in self._arms if not a.reorders]
        proposed = set().union(*(found[a.arm.name] for a in proposing))
        scored: dict[str, Mapping[str, float]] = dict(found)
        for each in proposing:
            own = found[each.arm.name]
            scored[each.arm.name] = {**each.arm.score(query, proposed - own.keys()), **own}
        return scored

    def _fuse(
        self,
        question: Question,
        found: Mapping[str, Mapping[str, float]],
        scored: Mapping[str, Mapping[str, float]],
    ) -> dict[str, float]:
        """One score a chunk, about 0 to 1."""
        weights = self._learned_weights(question, found)
        lists = [
            (
                weights.get(a.arm.name, a.weight),
                scored[a.arm.name] if a.is_absolute else shares(scored[a.arm.name]),
            )
            for a in self._arms
            if not a.reorders
        ]
        summed = normalise(weighted_sum(lists))
        reordering = [
            (a.weight, found[a.arm.name]) for a in self._arms if a.reorders and a.weight and found[a.arm.name]
        ]
        return fuse([(1.0, summed), *reordering]) if reordering else summed

    def _learned_weights(
        self, question: Question, found: Mapping[str, Mapping[str, float]]
    ) -> Mapping[str, float]:
        """The weights of words and vectors for this question, by arm; none where a share is set."""
        if self._settings.dense_weight is not None:
            return {}
        signs = fusion_signs(question, found.get(WordArm.name, {}), found.get(VectorArm.name, {}))
        share = vector_share(signs)
        return {WordArm.name: 1 - share, VectorArm.name: share}

    def _prefer_answer_wording(self, question: Question, scores: dict[str, float]) -> dict[str, float]:
        """The scores, with more for chunks worded as the kind of answer that "what are the symptoms of" asks for."""
        weight = self._settings.kind_weight
        if question.yes_no or question.aspect is None or not weight:
            return scores
        texts = self._words.texts(ranked(scores)[:_RERANKED])
        return scores | {i: scores[i] + weight * question.aspect.density(text) for i, text in texts.items()}


def evidence_chunks(question: Question) -> int:
    """How many of the best chunks the evidence for an answer is taken from."""
    return _CHUNKS_OF_LIST if question.asks_list else _CHUNKS


def _is_filter(where: Filter | None) -> bool:
    return where is not None and where != Filter()


class _Clock:
    """Milliseconds between laps, by name."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = round((now - self._last) * 1000, 2)
        self._last = now

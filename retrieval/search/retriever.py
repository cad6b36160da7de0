"""Question to ranked chunks: the three arms, filtered alike, fused by weight."""

from __future__ import annotations

import math
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.index.encoder import Encoder
from graph.index.follow import SearchIndexes
from graph.store.base import Filter, GraphStore
from graph.store.values.chunks import EntityProfile
from graph.vocabulary.lexicon.lexicon import Lexicon
from retrieval.question.understand import Question, check_question, understand
from retrieval.search.fusion import fuse, ranked
from retrieval.settings import RetrievalSettings

_CHUNKS_OF_CONCEPT = 300
_DESCENDANTS = 40
_DEPTH = 3
_RERANKED = 50
ARMS = ("words", "vectors", "graph")


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk with its fused score and what each arm gave it (raw scores: BM25, cosine, concept overlap)."""

    chunk_id: str
    score: float
    arms: dict[str, float]

    @property
    def document_id(self) -> str:
        """The document the chunk belongs to."""
        return self.chunk_id.rpartition("#")[0]


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What was understood and found: `hits` best first, raw scores of each arm, milliseconds of each step.

    `related` maps each concept of the question to itself and its descendants, `broader` to its parents; `profiles` is
    what the workspace knows of all `related`.
    """

    question: Question
    hits: tuple[Hit, ...]
    arms: dict[str, dict[str, float]]
    related: dict[str, frozenset[str]]
    broader: dict[str, frozenset[str]]
    profiles: Mapping[str, EntityProfile]
    timings: dict[str, float] = field(default_factory=dict)


class Retriever:
    """Searches one workspace; safe to share between threads."""

    def __init__(
        self,
        store: GraphStore,
        indexes: SearchIndexes,
        encoder: Encoder,
        lexicon: Lexicon,
        settings: RetrievalSettings,
    ) -> None:
        self._store = store
        self._indexes = indexes
        self._encoder = encoder
        self._lexicon = lexicon
        self._settings = settings

    def search(self, text: str, where: Filter | None = None, limit: int | None = None) -> Retrieval:
        """The best chunks for a question, at most `limit` (default: as many as an arm may propose).

        Raises QuestionError for an empty or absurdly long question.
        """
        timings: dict[str, float] = {}
        clock = _Clock(timings)
        text = check_question(text)
        matches = self._lexicon.match(text)
        related = self._descendants([m.concept_id for m in matches])
        profiles = self._store.profiles({e for ids in related.values() for e in ids}, _CHUNKS_OF_CONCEPT)
        question = understand(text, matches, profiles, self._indexes.words, self._encoder.token_lengths)
        among = None if where is None or where == Filter() else self._store.select(where)
        clock.lap("understand")
        depth = self._settings.candidates
        words = self._indexes.words.search(question.stems, depth, among)
        clock.lap("words")
        vector = self._encoder.encode([question.text])[0]
        clock.lap("encode")
        vectors = self._indexes.vectors.search(vector, depth, among)
        clock.lap("vectors")
        graph = self._graph_arm(question, related, profiles, among)
        clock.lap("graph")
        arms = {"words": words, "vectors": vectors, "graph": graph}
        scores = self._prefer_kind(question, self._fuse(arms))
        clock.lap("rerank")
        hits = tuple(
            Hit(
                chunk_id,
                scores[chunk_id],
                {arm: found[chunk_id] for arm, found in arms.items() if chunk_id in found},
            )
            for chunk_id in ranked(scores)[: limit or depth]
        )
        return Retrieval(question, hits, arms, related, self._broader(related), profiles, timings)

    def _fuse(self, arms: dict[str, dict[str, float]]) -> dict[str, float]:
        dense = self._settings.dense_weight
        fused = fuse([(1 - dense, arms["words"]), (dense, arms["vectors"])])
        # The graph arm alone proposes little that words and vectors miss; it reorders what they found, and
        # adds a chunk of its own only where a synonym hid it from both.
        return fuse_graph(fused, arms["graph"], self._settings.graph_weight)

    def _prefer_kind(self, question: Question, scores: dict[str, float]) -> dict[str, float]:
        """What a question asks for by its kind ("what are the symptoms of") ranks what is worded as such higher."""
        weight = self._settings.kind_weight
        if question.yes_no or question.aspect is None or not weight:
            return scores
        texts = self._indexes.words.texts(ranked(scores)[:_RERANKED])
        return scores | {i: scores[i] + weight * question.aspect.density(text) for i, text in texts.items()}

    def _graph_arm(
        self,
        question: Question,
        related: dict[str, frozenset[str]],
        profiles: Mapping[str, EntityProfile],
        among: Collection[str] | None,
    ) -> dict[str, float]:
        """Chunks by the concepts they share with the question, rarer concepts counting more."""
        scores: dict[str, float] = {}
        total = max(len(self._indexes.words), 1)
        for facet in question.facets:
            if facet.concept_id is None:
                continue
            counts: dict[str, int] = {}
            for entity_id in sorted(related[facet.concept_id] & profiles.keys()):
                for chunk_id, mentions in profiles[entity_id].chunks:
                    counts[chunk_id] = counts.get(chunk_id, 0) + mentions
            rarity = math.log(1 + total / max(len(counts), 1))
            for chunk_id, mentions in counts.items():
                scores[chunk_id] = scores.get(chunk_id, 0.0) + rarity * mentions / (mentions + 1)
        if among is not None:
            scores = {c: s for c, s in scores.items() if c.rpartition("#")[0] in among}
        return {c: scores[c] for c in ranked(scores)[: self._settings.candidates]}

    def _broader(self, concept_ids: Iterable[str]) -> dict[str, frozenset[str]]:
        lexicon = self._lexicon
        return {c: frozenset(map(lexicon.canonical, lexicon.parents(c))) for c in concept_ids}

    def _descendants(self, concept_ids: Sequence[str]) -> dict[str, frozenset[str]]:
        """Each concept and what IS_A it, down to a few levels and a bounded number."""
        return {c: self._below(c) for c in dict.fromkeys(concept_ids)}

    def _below(self, concept_id: str) -> frozenset[str]:
        found, layer = {concept_id}, [concept_id]
        for _ in range(_DEPTH):
            layer = [child for parent in layer for child in self._lexicon.children(parent)[:_DESCENDANTS]]
            found.update(map(self._lexicon.canonical, layer))
            if not layer or len(found) >= _DESCENDANTS:
                break
        # Too general a concept is not expanded: "Disease" would bring the whole vocabulary.
        return frozenset(found) if len(found) <= 4 * _DESCENDANTS else frozenset([concept_id])


def fuse_graph(fused: dict[str, float], graph: dict[str, float], weight: float) -> dict[str, float]:
    """The fused scores with the graph arm's share added."""
    return fuse([(1.0, fused), (weight, graph)]) if graph and weight else fused


class _Clock:
    def __init__(self, laps: dict[str, float]) -> None:
        self._laps = laps
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self._laps[name] = round((now - self._last) * 1000, 2)
        self._last = now

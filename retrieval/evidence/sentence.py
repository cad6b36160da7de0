"""A sentence as evidence, and the chunk that it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from graph import Mention, Span
from graph.store import ChunkContent, DocumentMetadata
from retrieval.evidence.fit import SentenceFit
from retrieval.evidence.scoring import SentenceSigns
from retrieval.search.hit import Hit


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """A sentence that may answer the question, at `span` of its document.

    `content` is the chunk it stands in, `stems` and `mentions` are those of the sentence alone. `score` orders
    evidence, higher first, about -0.4 to 1.4, and `signs` are what it is made of. `fit` says what a reader must be told
    of it; `refutation` is the sentence after it where it tells a belief that this one refutes. `stance` are the
    reader's probabilities that it supports what is asked, refutes it, or does neither; None where it was not read.
    """

    content: ChunkContent
    span: Span
    score: float
    stems: frozenset[str]
    mentions: tuple[Mention, ...]
    fit: SentenceFit
    refutation: EvidenceSentence | None = None
    signs: SentenceSigns | None = None
    stance: tuple[float, float, float] | None = None

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
class ChunkContext:
    """A chunk as the context of its sentences: words and concepts, cosine, share of the question it covers."""

    hit: Hit
    content: ChunkContent
    stems: frozenset[str]
    concepts: frozenset[str]
    similarity: float
    coverage: float

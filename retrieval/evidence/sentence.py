"""A sentence as evidence, and the chunk that it stands in."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
    `short` are the names and numbers in it that may be the answer, each with its support as a share of the best one's.

    To be understood it may need more: `quoted` is the run of characters, of its chunk, that is cited for it where it is
    more than the sentence, `beside` what another chunk says before it. `is_dangling`: it points back at something that
    is not named there.
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
    quoted: Span | None = None
    beside: EvidenceSentence | None = None
    is_dangling: bool = False
    short: tuple[tuple[str, float], ...] = ()

    @property
    def text(self) -> str:
        """The sentence, exactly as it stands in the document."""
        return self.content.quote(self.span)

    @property
    def cited_span(self) -> Span:
        """What is cited for it of its chunk."""
        return self.quoted or self.span

    @property
    def cited(self) -> tuple[EvidenceSentence, ...]:
        """What is cited for it, itself first."""
        own = replace(self, span=self.cited_span, quoted=None, beside=None)
        return (own, self.beside) if self.beside else (own,)

    @property
    def reading(self) -> str:
        """All that is cited for it as one text, in the order of the document."""
        parts = [*([self.beside.text] if self.beside else []), self.content.quote(self.cited_span)]
        return " ".join(" ".join(parts).split())

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

"""Hybrid static-semantic chunking (MedGraphRAG, arXiv 2408.04187, section 2.1) without an LLM.

A document that fits the budget as a whole is one chunk: an abstract usually is. A longer one is cut inside its
sections, never across them, at sentence boundaries where the topic shifts: TextTiling (Hearst 1997) over
windows of sentences, cohesion being the cosine of their word counts.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence

from graph import Chunk, Document, SectionKind, Span, split_sentences

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9-]{3,}")
_STEM_LETTERS = 6  # letters kept: "reduced" and "reduction" count as one word; set by hand
_WINDOW = 3  # sentences on each side of a gap; set by hand
# Added to every depth, so that a text without a topic shift is cut in the middle. Set by hand.
_EVEN_SPLIT = 0.2
TokenLengths = Callable[[Sequence[str]], list[int]]


class Chunker:
    """Cuts documents into chunks of at most `max_tokens` tokens, as `token_lengths` counts them.

    A single sentence over the budget is a chunk of its own, which the encoder truncates.
    """

    def __init__(self, token_lengths: TokenLengths, max_tokens: int = 220) -> None:
        self._token_lengths = token_lengths
        self._max_tokens = max_tokens

    def chunk(self, document: Document) -> tuple[Chunk, ...]:
        """The chunks in reading order; every character of a section that is not space is in exactly one.

        The title of a document that is cut belongs to its first chunk, on top of the budget: it heads every passage
        that is encoded.
        """
        sections = [split_sentences(document.text, s.start, s.end) for s in document.sections]
        everything = [span for spans in sections for span in spans]
        if not everything:
            return ()
        lengths = self._lengths(document.text, everything)
        if sum(lengths.values()) <= self._max_tokens:
            first = next(i for i, s in enumerate(document.sections) if s.start <= everything[0].start < s.end)
            return (self._make(document, 0, everything, first),)
        chunks: list[Chunk] = []
        title: list[Span] = []
        for place, (section, spans) in enumerate(zip(document.sections, sections, strict=True)):
            if section.kind is SectionKind.TITLE and place + 1 < len(document.sections):
                title += spans
                continue
            for group in _cut(document.text, list(spans), lengths, self._max_tokens):
                chunks.append(self._make(document, len(chunks), [*title, *group], place))
                title = []
        if title:  # the other sections are empty
            chunks.append(self._make(document, len(chunks), title, 0))
        return tuple(chunks)

    def _lengths(self, text: str, spans: Sequence[Span]) -> dict[Span, int]:
        return dict(zip(spans, self._token_lengths([s.of(text) for s in spans]), strict=True))

    def _make(self, document: Document, position: int, spans: Sequence[Span], section: int) -> Chunk:
        return Chunk(document.id, position, spans[0].start, spans[-1].end, section, tuple(spans))


def _cut(text: str, spans: list[Span], lengths: dict[Span, int], budget: int) -> list[list[Span]]:
    """Halve at the deepest valley until every piece fits."""
    if len(spans) <= 1 or sum(lengths[s] for s in spans) <= budget:
        return [spans] if spans else []
    place = _deepest_valley([_words(s.of(text)) for s in spans], [lengths[s] for s in spans])
    return [*_cut(text, spans[:place], lengths, budget), *_cut(text, spans[place:], lengths, budget)]


def _words(sentence: str) -> Counter[str]:
    return Counter(word[:_STEM_LETTERS].lower() for word in _WORD.findall(sentence))


def _deepest_valley(sentences: Sequence[Counter[str]], lengths: Sequence[int]) -> int:
    """Where to cut: TextTiling's depth score, weighed towards the middle so that no piece is a scrap."""
    gaps = range(1, len(sentences))
    cohesion = [
        _cosine(_block(sentences[max(0, g - _WINDOW) : g]), _block(sentences[g : g + _WINDOW])) for g in gaps
    ]
    total, before, best, best_score = sum(lengths) or 1, 0, 1, -math.inf
    for index, gap in enumerate(gaps):
        before += lengths[gap - 1]
        depth = max(cohesion[: index + 1]) + max(cohesion[index:]) - 2 * cohesion[index]
        balance = 1 - abs(2 * before / total - 1)
        score = (_EVEN_SPLIT + depth) * balance
        if score > best_score:
            best, best_score = gap, score
    return best


def _block(sentences: Sequence[Counter[str]]) -> Counter[str]:
    block: Counter[str] = Counter()
    for words in sentences:
        block.update(words)
    return block


def _cosine(a: Counter[str], b: Counter[str]) -> float:
    norm = math.sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values()))
    return sum(a[word] * b[word] for word in a.keys() & b.keys()) / norm if norm else 0.0

"""Hybrid static-semantic chunking (MedGraphRAG, arXiv 2408.04187, section 2.1) without an LLM.

A document that fits the budget as a whole is one chunk: an abstract usually is. A longer one is cut inside its
sections, never across them, at sentence boundaries where the topic shifts: TextTiling (Hearst 1997) over
windows of sentences, cohesion being the cosine of their word counts.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate

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
            for group in _Section(document.text, spans, lengths, self._max_tokens).pieces():
                chunks.append(self._make(document, len(chunks), [*title, *group], place))
                title = []
        if title:  # the other sections are empty
            chunks.append(self._make(document, len(chunks), title, 0))
        return tuple(chunks)

    def _lengths(self, text: str, spans: Sequence[Span]) -> dict[Span, int]:
        return dict(zip(spans, self._token_lengths([s.of(text) for s in spans]), strict=True))

    def _make(self, document: Document, position: int, spans: Sequence[Span], section: int) -> Chunk:
        return Chunk(document.id, position, spans[0].start, spans[-1].end, section, tuple(spans))


class _Section:
    """The sentences of a section with what cuts it: halved at the deepest valley until every piece fits.

    The cohesion at a gap is the same in every piece that holds all of its window, and reckoned once: a book is cut in
    time that grows with its length.
    """

    def __init__(self, text: str, spans: Sequence[Span], lengths: Mapping[Span, int], budget: int) -> None:
        self._spans = spans
        self._words = [_words(span.of(text)) for span in spans]
        self._lengths = [lengths[span] for span in spans]
        self._budget = budget
        self._inner: list[float] = []

    def pieces(self) -> Iterator[Sequence[Span]]:
        """Runs of whole sentences, in order; one sentence over the budget is a piece."""
        if self._spans:
            yield from self._cut(0, len(self._spans))

    def _cut(self, first: int, last: int) -> Iterator[Sequence[Span]]:
        if last - first == 1 or sum(self._lengths[first:last]) <= self._budget:
            yield self._spans[first:last]
            return
        gap = self._deepest_valley(first, last)
        yield from self._cut(first, gap)
        yield from self._cut(gap, last)

    def _deepest_valley(self, first: int, last: int) -> int:
        """Where to cut: TextTiling's depth score, weighed towards the middle so that no piece is a scrap."""
        cohesion = self._cohesion(first, last)
        peak_before = list(accumulate(cohesion, max))
        peak_after = list(accumulate(reversed(cohesion), max))[::-1]
        total, before, best, best_score = sum(self._lengths[first:last]) or 1, 0, first + 1, -math.inf
        for index, value in enumerate(cohesion):
            before += self._lengths[first + index]
            depth = peak_before[index] + peak_after[index] - 2 * value
            balance = 1 - abs(2 * before / total - 1)
            score = (_EVEN_SPLIT + depth) * balance
            if score > best_score:
                best, best_score = first + index + 1, score
        return best

    def _cohesion(self, first: int, last: int) -> list[float]:
        """The cohesion at each gap between the sentences `[first, last)`."""
        if not self._inner:
            count = len(self._spans)
            after = [_block(self._words[at : at + _WINDOW]) for at in range(count)]
            before = [_block(self._words[:gap]) for gap in range(1, min(_WINDOW, count))] + after
            self._inner = [_cosine(before[gap - 1], after[gap]) for gap in range(1, count)]
        found = self._inner[first : last - 1]
        for gap in {*range(first + 1, first + _WINDOW), *range(last - _WINDOW + 1, last)}:
            if first < gap < last:
                found[gap - first - 1] = self._cohesion_at(gap, first, last)
        return found

    def _cohesion_at(self, gap: int, first: int, last: int) -> float:
        before = _block(self._words[max(first, gap - _WINDOW) : gap])
        return _cosine(before, _block(self._words[gap : min(last, gap + _WINDOW)]))


def _words(sentence: str) -> Counter[str]:
    return Counter(word[:_STEM_LETTERS].lower() for word in _WORD.findall(sentence))


def _block(sentences: Sequence[Counter[str]]) -> Counter[str]:
    block: Counter[str] = Counter()
    for words in sentences:
        block.update(words)
    return block


def _cosine(a: Counter[str], b: Counter[str]) -> float:
    shared = a.keys() & b.keys()
    if not shared:
        return 0.0
    norm = math.sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values()))
    return sum(a[word] * b[word] for word in shared) / norm

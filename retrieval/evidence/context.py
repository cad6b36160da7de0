"""Sentences with what they need to be understood: what they point back to, and the lead-in of the list they stand in.

What stands right before a sentence is quoted in one run with it; what the chunk before holds is cited beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph import SectionKind, Span
from graph.index import WordIndex
from graph.store import ChunkContent
from retrieval.evidence.anaphora import PRONOUNS, Named, Pointer, may_name, pointer_of
from retrieval.evidence.fit import SentenceFit
from retrieval.evidence.furniture import heading_length
from retrieval.evidence.lists import TextList, lead_in_at_end, list_around
from retrieval.evidence.sentence import EvidenceSentence
from retrieval.search.hit import id_before

_BACK = 2  # sentences before one in which an antecedent is sought; set by hand
_Place = tuple[ChunkContent, Span]


def with_context(
    sentences: Sequence[EvidenceSentence], contents: Mapping[str, ChunkContent], words: WordIndex
) -> list[EvidenceSentence]:
    """The same sentences, each with `quoted`, `beside` and `is_dangling` set as it is to be cited.

    `contents` are chunks by their ids, those before the sentences' own among them. A heading that is glued to a
    sentence is not quoted.
    """
    return [_with_context(_without_heading(e), contents, words) for e in sentences]


def _with_context(
    evidence: EvidenceSentence, contents: Mapping[str, ChunkContent], words: WordIndex
) -> EvidenceSentence:
    content = evidence.content
    before = contents.get(id_before(content.chunk.id))
    within = list_around(content, evidence.span)
    if within is not None and (listed := _in_list(evidence, within, before, words)):
        return listed
    pointer = pointer_of(_named(content, evidence.cited_span))
    return _restored(evidence, pointer, before, words) if pointer else evidence


def _without_heading(evidence: EvidenceSentence) -> EvidenceSentence:
    length = heading_length(evidence.text)
    if not length:
        return evidence
    return replace(evidence, quoted=Span(evidence.span.start + length, evidence.span.end))


def _in_list(
    evidence: EvidenceSentence, within: TextList, before: ChunkContent | None, words: WordIndex
) -> EvidenceSentence | None:
    """The sentence quoted with the lead-in of its list, and the other lines; None where it has no lead-in."""
    content, run = evidence.content, within.run
    if within.lead_in is not None:
        if evidence.span.end <= run.end:
            return replace(evidence, quoted=run)
        return replace(evidence, beside=_evidence(content, within.lead_in, words, evidence.fit))
    lead_in = lead_in_at_end(before) if before is not None else None
    if before is None or lead_in is None or before.chunk.section != content.chunk.section:
        return None
    quoted = run if evidence.span.end <= run.end else None
    return replace(evidence, quoted=quoted, beside=_evidence(before, lead_in, words, evidence.fit))


def _restored(
    evidence: EvidenceSentence, pointer: Pointer, before: ChunkContent | None, words: WordIndex
) -> EvidenceSentence:
    """The sentence with the nearest one before it that may name what is meant, and what stands between."""
    places = _preceding(evidence, before)
    for back in range(1, len(places) + 1):
        content, span = places[-back]
        named = _named(content, span)
        own = pointer_of(named)
        if may_name(named, pointer) and not (own and own.kind == pointer.kind and own.kind in PRONOUNS):
            return _quoted_from(evidence, places[-back:], words)
    return replace(evidence, is_dangling=True)


def _preceding(evidence: EvidenceSentence, before: ChunkContent | None) -> list[_Place]:
    """The last sentences before one, at most `_BACK`, in its own section."""
    content, span = evidence.content, evidence.span
    at, section = content.chunk.sentences.index(span), content.section_of(span)
    places = [(content, s) for s in content.chunk.sentences[:at] if content.section_of(s) == section]
    begins = len(places) < _BACK and len(places) == at
    if begins and before is not None and before.chunk.section == content.chunk.section:
        places = [(before, s) for s in before.chunk.sentences if not _is_title(before, s)] + places
    return places[-_BACK:]


def _is_title(content: ChunkContent, span: Span) -> bool:
    section = content.section_of(span)
    return section is not None and section.kind is SectionKind.TITLE


def _quoted_from(evidence: EvidenceSentence, places: Sequence[_Place], words: WordIndex) -> EvidenceSentence:
    own = [span for content, span in places if content is evidence.content]
    other = [(content, span) for content, span in places if content is not evidence.content]
    quoted = Span(own[0].start, evidence.span.end) if own else evidence.quoted
    if not other:
        return replace(evidence, quoted=quoted)
    content, run = other[0][0], Span(other[0][1].start, other[-1][1].end)
    return replace(evidence, quoted=quoted, beside=_evidence(content, run, words, evidence.fit))


def _evidence(content: ChunkContent, span: Span, words: WordIndex, fit: SentenceFit) -> EvidenceSentence:
    mentions = tuple(m for m in content.mentions if span.start <= m.start < span.end)
    stems = frozenset(words.stems(content.quote(span)))
    return EvidenceSentence(content, span, 0.0, stems, mentions, fit)


def _named(content: ChunkContent, span: Span) -> Named:
    """A sentence as what may point back, or be pointed at."""
    mentions = (
        m for m in content.mentions if span.start <= m.start < span.end and m.entity_id in content.names
    )
    return Named(
        content.quote(span),
        tuple((content.names[m.entity_id].category, m.start - span.start) for m in mentions),
    )

"""From mentions to concepts, a document at a time.

A mention is read as the document defines it (its abbreviations), then matched by exact name, by short names in common
use, by the same letters written apart, and by shared words and their senses (`index`, `candidates`). A trained linear
ranker (`ranker`) orders the candidates by how they agree with the mention's words, its category, and what else the
document names. Below a threshold a mention stays unlinked. Names that differ in exactly what makes them two things
(`graph.vocabulary.names.opposites`; numbers) are never candidates, whatever their score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np

from graph.linking.candidates import CandidateFinder, Candidates, single_candidate
from graph.linking.coordination import expansions
from graph.linking.document import DocumentContext, expand_abbreviations, initials, is_abbreviation
from graph.linking.index import NameIndex, name_rows
from graph.linking.ranker import WIDEST_MARGIN, Ranker, Values, load_ranker
from graph.linking.short_names import SHORT_NAMES
from graph.vocabulary.lexicon.lexicon import Lexicon

# The probability below which a mention stays unlinked; the figures of docs/linking.md are those at 0.25.
_THRESHOLD = 0.25
_EXACT_SCORE = 1.0
_MOST_SIBLINGS = 100  # bounds the work at concepts with thousands of children
# Each part of a coordination must be more likely right than not. Set by hand; the figures of docs/linking.md are with
# it.
_PART_THRESHOLD = 0.5
# What only the initials of another mention say is a fifth less sure than that mention's own link. Set by hand; the
# figures of docs/linking.md are with it.
_INITIALS_FACTOR = 0.8
_CHEMICAL = "ChemicalEntity"


class UnlinkedMention(NamedTuple):
    """A mention to link: `[start, end)` in characters, its Biolink category, and the concept its recogniser gave."""

    start: int
    end: int
    category: str
    concept_id: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """The concept that a mention means, how likely (0 to 1), and how it was found.

    `also` are the further concepts of a mention that names several ("renal and hepatic failure").
    """

    concept_id: str
    score: float
    method: str
    also: tuple[str, ...] = ()


class Linker:
    """Links mentions to the concepts of a lexicon. Safe to share by threads: it only remembers what it looked up."""

    def __init__(
        self,
        lexicon: Lexicon,
        index: Callable[[], NameIndex] | None = None,
        ranker: Ranker | None = None,
        threshold: float = _THRESHOLD,
    ) -> None:
        self._compiled = lexicon.compiled
        self._numbers = {identifier: number for number, identifier in enumerate(self._compiled.ids)}
        self._ranker = ranker or load_ranker()
        make = index or (lambda: NameIndex(name_rows(lexicon.compiled)))
        self._finder = CandidateFinder(lexicon, make, self._ranker)
        self._threshold = threshold

    def link(
        self, text: str, mentions: Sequence[UnlinkedMention], long_forms: Mapping[str, str] | None = None
    ) -> list[Link | None]:
        """A link for each mention, or None; `long_forms` are the document's abbreviations as it defines them.

        The concept that a mention comes with is kept unless its name, or the document, says better.
        """
        found = self._candidates(text, mentions, long_forms or {})
        context = self._document_context(mentions, found)
        links = [
            self._link(one, context)
            if one.certain
            else self._link_coordination(one, mention.category, context)
            for one, mention in zip(found, mentions, strict=True)
        ]
        if any(link is None for link in links):
            self._link_abbreviations(text, mentions, links, context)
        return links

    def _link_abbreviations(
        self,
        text: str,
        mentions: Sequence[UnlinkedMention],
        links: list[Link | None],
        context: DocumentContext,
    ) -> None:
        """Link short forms that are still unlinked: by their common meaning, or as the initials of another mention."""
        written = [text[mention.start : mention.end] for mention in mentions]
        spelled_out = {initials(words): link for words, link in zip(written, links, strict=True) if link}
        for place, (short, mention) in enumerate(zip(written, mentions, strict=True)):
            if links[place] is not None or not is_abbreviation(short):
                continue
            link = self._link(self._finder.find(short, mention.category), context)
            link = link if short in SHORT_NAMES else None
            if link is None and (long := spelled_out.get(short.upper())) is not None:
                link = Link(long.concept_id, _INITIALS_FACTOR * long.score, "initials", long.also)
            links[place] = link

    def _link_coordination(
        self, candidates: Candidates, category: str, context: DocumentContext
    ) -> Link | None:
        """The link of the phrase; where it coordinates several that can all be linked, theirs in one."""
        parts: list[Link] = []
        for alternatives in expansions(candidates.phrase):
            tried = [self._link(self._finder.find(words, category), context) for words in alternatives]
            best = max(tried, key=lambda link: link.score if link else 0.0)
            if best is None or best.score < _PART_THRESHOLD:
                break
            parts.append(best)
        else:
            if parts:
                ids = list(dict.fromkeys(part.concept_id for part in parts))
                return Link(ids[0], min(part.score for part in parts), "coordination", tuple(ids[1:]))
        return self._link(candidates, context)

    def candidates(
        self, text: str, mentions: Sequence[UnlinkedMention], long_forms: Mapping[str, str]
    ) -> list[tuple[list[str], Values]]:
        """For training: the concepts and their values of each mention that has to be ranked."""
        found = self._candidates(text, mentions, long_forms)
        context = self._document_context(mentions, found)
        ids = self._compiled.ids
        return [
            ([ids[c] for c in one.concepts], context.with_document_features(one))
            if one.needs_ranking
            else ([], one.values)
            for one in found
        ]

    def _candidates(
        self, text: str, mentions: Sequence[UnlinkedMention], long_forms: Mapping[str, str]
    ) -> list[Candidates]:
        written = [text[mention.start : mention.end] for mention in mentions]
        phrases = expand_abbreviations(written, long_forms)
        return [
            self._with_given_concept(self._finder.find(p, m.category), m)
            for p, m in zip(phrases, mentions, strict=True)
        ]

    def _with_given_concept(self, found: Candidates, mention: UnlinkedMention) -> Candidates:
        """The candidates, or the recogniser's concept alone where it is not among them."""
        own = self._numbers.get(mention.concept_id or "")
        if found.certain or own is None or own in found.concepts:
            return found
        return single_candidate(own, "known")

    def _document_context(
        self, mentions: Sequence[UnlinkedMention], found: Sequence[Candidates]
    ) -> DocumentContext:
        named = {one.concepts[0] for one in found if one.certain}
        return DocumentContext(
            named,
            {related for number in named for related in self._related_concepts(number)},
            any(mention.category == _CHEMICAL for mention in mentions),
        )

    def _related_concepts(self, number: int) -> Iterable[int]:
        """Parents, children and siblings of a concept."""
        above = self._compiled.parents.neighbours(number)
        below = self._compiled.children.neighbours
        beside = (related for parent in above for related in below(parent)[:_MOST_SIBLINGS])
        return chain(above, below(number)[:_MOST_SIBLINGS], beside)

    def _link(self, candidates: Candidates, context: DocumentContext) -> Link | None:
        if not candidates.concepts:
            return None
        if candidates.certain:
            return Link(self._compiled.ids[candidates.concepts[0]], _EXACT_SCORE, candidates.methods[0])
        values = context.with_document_features(candidates)
        scores = self._ranker.scores(values) - context.cause_penalty(values)
        best = int(np.argmax(scores))
        others = np.delete(scores, best)
        margin = float(scores[best] - others.max()) if len(others) else WIDEST_MARGIN
        probability = self._ranker.probability(values[best], margin)
        if probability < self._threshold:
            return None
        return Link(self._compiled.ids[candidates.concepts[best]], probability, candidates.methods[best])

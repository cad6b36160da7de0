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

from graph.linking.acronyms import initials, is_acronym, open_acronyms, replace_acronyms, singular
from graph.linking.candidates import CandidateFinder, Candidates, single_candidate
from graph.linking.coordination import expansions
from graph.linking.document import DocumentContext, concepts_with_cause, expand_abbreviations
from graph.linking.index import NameIndex, name_rows
from graph.linking.ranker import WIDEST_MARGIN, Ranker, Values, load_ranker
from graph.vocabulary.lexicon.lexicon import Lexicon
from graph.vocabulary.names.categories import category_agreement

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


class UnlinkedMention(NamedTuple):
    """A mention to link: `[start, end)` in characters, its Biolink category, and the concept its recogniser gave.

    `read_in_context` is False where the category is only that of a vocabulary's name with these letters.
    """

    start: int
    end: int
    category: str
    concept_id: str | None = None
    read_in_context: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """The concept that a mention means, how likely (0 to 1), and how it was found.

    `also` are the further concepts of a mention that names several ("renal and hepatic failure").
    """

    concept_id: str
    score: float
    method: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Open:
    """By mention: its phrase, its candidates, and its acronyms that the document must speak of."""

    phrases: Sequence[str]
    found: Sequence[Candidates]
    acronyms: Sequence[Sequence[str]]
    long_forms: Mapping[str, str]
    context: DocumentContext


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The initials of what the document names, with its links; those concepts, and those near them."""

    spelled_out: Sequence[tuple[str, Link]]
    spoken: set[int]
    near: set[int]


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
        self,
        text: str,
        mentions: Sequence[UnlinkedMention],
        long_forms: Mapping[str, str] | None = None,
        *,
        clinical: bool = False,
    ) -> list[Link | None]:
        """A link for each mention, or None.

        `long_forms` are the document's abbreviations as it defines them, '' where it uses one for something unknown;
        `clinical` says that it is a patient's record. The concept that a mention comes with is kept unless its name,
        or the document, says better; that of an acronym, only where the document speaks of it.
        """
        forms = long_forms or {}
        phrases = expand_abbreviations([text[m.start : m.end] for m in mentions], forms)
        found = self._candidates(phrases, mentions)
        acronyms = [
            open_acronyms(phrase, mention.category, mention.read_in_context, forms, clinical)
            for phrase, mention in zip(phrases, mentions, strict=True)
        ]
        context = self._document_context(found, acronyms)
        links = [
            None if own else self._link_plain(one, mention, context)
            for one, mention, own in zip(found, mentions, acronyms, strict=True)
        ]
        if any(acronyms) or None in links:
            self._link_acronyms(text, mentions, _Open(phrases, found, acronyms, forms, context), links)
        return links

    def _link_plain(
        self, candidates: Candidates, mention: UnlinkedMention, context: DocumentContext
    ) -> Link | None:
        if candidates.certain:
            return self._link(candidates, context)
        link = self._link_coordination(candidates, mention.category, context)
        if link is None and mention.concept_id in self._numbers:
            return Link(str(mention.concept_id), _EXACT_SCORE, "known")
        return link

    def _link_acronyms(
        self,
        text: str,
        mentions: Sequence[UnlinkedMention],
        unread: _Open,
        links: list[Link | None],
    ) -> None:
        """Link acronyms that are still unlinked by what the document speaks of, then the phrases that hold them."""
        spelled_out = [
            (initials(text[mention.start : mention.end]), link)
            for mention, link in zip(mentions, links, strict=True)
            if link
        ]
        spoken = {self._numbers[i] for link in links if link for i in (link.concept_id, *link.also)}
        evidence = _Evidence(spelled_out, spoken, {near for number in spoken for near in self._near(number)})
        readings: dict[str, str] = {}
        for place, (phrase, mention) in enumerate(zip(unread.phrases, mentions, strict=True)):
            if links[place] is None and is_acronym(phrase):
                links[place] = link = self._link_acronym(phrase, mention, place, unread, evidence)
                if link is not None:
                    readings[phrase] = self._compiled.names[self._numbers[link.concept_id]]
        for place, (phrase, mention, own) in enumerate(
            zip(unread.phrases, mentions, unread.acronyms, strict=True)
        ):
            if own and not is_acronym(phrase):
                spelled = self._finder.find(replace_acronyms(phrase, own, readings), mention.category)
                links[place] = self._link_coordination(spelled, mention.category, unread.context, headed=True)

    def _link_acronym(
        self, phrase: str, mention: UnlinkedMention, place: int, unread: _Open, evidence: _Evidence
    ) -> Link | None:
        """What the document names by another name; else by what the letters are initials of; else what is near it."""
        is_open, found, context = bool(unread.acronyms[place]), unread.found[place], unread.context
        link = self._link(found.among(evidence.spoken), context) if is_open else None
        if link is None and phrase not in unread.long_forms:
            link = self._link_initials(singular(phrase).upper(), mention.category, evidence.spelled_out)
        if link is None and is_open and unread.long_forms.get(singular(phrase)) != "":
            link = self._link(found.among(evidence.near), context)
        return link

    def _link_initials(
        self, letters: str, category: str, spelled_out: Iterable[tuple[str, Link]]
    ) -> Link | None:
        for spelled, link in spelled_out:
            own = self._compiled.categories[self._numbers[link.concept_id]]
            if spelled == letters and category_agreement(category, own) >= 0:
                return Link(link.concept_id, _INITIALS_FACTOR * link.score, "initials", link.also)
        return None

    def _link_coordination(
        self, candidates: Candidates, category: str, context: DocumentContext, headed: bool = False
    ) -> Link | None:
        """The link of the phrase; where it coordinates several that can all be linked, theirs in one.

        `headed` asks that the phrase's head be in the name.
        """
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
        return self._link(candidates.headed() if headed else candidates, context)

    def candidates(
        self, text: str, mentions: Sequence[UnlinkedMention], long_forms: Mapping[str, str]
    ) -> list[tuple[list[str], Values]]:
        """For training: the concepts and their values of each mention that has to be ranked."""
        found = self._candidates(
            expand_abbreviations([text[m.start : m.end] for m in mentions], long_forms), mentions
        )
        context = self._document_context(found, [[]] * len(mentions))
        ids = self._compiled.ids
        return [
            ([ids[c] for c in one.concepts], context.with_document_features(one))
            if one.needs_ranking
            else ([], one.values)
            for one in found
        ]

    def _candidates(self, phrases: Sequence[str], mentions: Sequence[UnlinkedMention]) -> list[Candidates]:
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
        self,
        found: Sequence[Candidates],
        acronyms: Sequence[Sequence[str]],
    ) -> DocumentContext:
        named = {one.concepts[0] for one, own in zip(found, acronyms, strict=True) if one.certain and not own}
        return DocumentContext(
            named,
            {related for number in named for related in self._related_concepts(number)},
            concepts_with_cause(found),
        )

    def _related_concepts(self, number: int) -> Iterable[int]:
        """Parents, children and siblings of a concept."""
        above = self._compiled.parents.neighbours(number)
        below = self._compiled.children.neighbours
        beside = (related for parent in above for related in below(parent)[:_MOST_SIBLINGS])
        return chain(above, below(number)[:_MOST_SIBLINGS], beside)

    def _near(self, number: int) -> Iterable[int]:
        """Those related to a concept, and those two and three levels above it: diabetes, of its nephropathies."""
        parents, children = self._compiled.parents.neighbours, self._compiled.children.neighbours
        above = [parent for parent in parents(number) if len(children(parent)) <= _MOST_SIBLINGS]
        higher = [up for parent in above for up in parents(parent)]
        return {
            *(child for one in (number, *above) for child in children(one)[:_MOST_SIBLINGS]),
            *above,
            *higher,
            *(up for one in higher for up in parents(one)),
        }

    def _link(self, candidates: Candidates, context: DocumentContext) -> Link | None:
        if not candidates.concepts:
            return None
        if candidates.certain:
            return Link(self._compiled.ids[candidates.concepts[0]], _EXACT_SCORE, candidates.methods[0])
        values = context.with_document_features(candidates)
        scores = self._ranker.scores(values) - context.cause_penalty(candidates)
        best = int(np.argmax(scores))
        others = np.delete(scores, best)
        margin = float(scores[best] - others.max()) if len(others) else WIDEST_MARGIN
        probability = self._ranker.probability(values[best], margin)
        if probability < self._threshold:
            return None
        return Link(self._compiled.ids[candidates.concepts[best]], probability, candidates.methods[best])

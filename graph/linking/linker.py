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

from graph.linking.candidates import CandidateFinder, Candidates, settled
from graph.linking.coordination import readings
from graph.linking.document import Surroundings, expanded, initials, is_short
from graph.linking.index import NameIndex, rows_of
from graph.linking.ranker import Ranker, Values, trained
from graph.linking.short_names import SHORT_NAMES
from graph.vocabulary.lexicon.lexicon import Lexicon

_LEAST = 0.25
_EXACT_SCORE = 1.0
_MOST_SIBLINGS = 100
_SURE_OF_PART = 0.5
_CHEMICAL = "ChemicalEntity"
_BY_INITIALS = 0.8


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
        least: float = _LEAST,
    ) -> None:
        self._compiled = lexicon.compiled
        self._numbers = {identifier: number for number, identifier in enumerate(self._compiled.ids)}
        self._ranker = ranker or trained()
        make = index or (lambda: NameIndex(rows_of(lexicon.compiled)))
        self._finder = CandidateFinder(lexicon, make, self._ranker)
        self._least = least

    def link(
        self, text: str, mentions: Sequence[UnlinkedMention], long_forms: Mapping[str, str] | None = None
    ) -> list[Link | None]:
        """A link for each mention, or None; `long_forms` are the document's abbreviations as it defines them.

        The concept that a mention comes with is kept unless its name, or the document, says better.
        """
        found = self._found(text, mentions, long_forms or {})
        around = self._surroundings(mentions, found)
        links = [
            self._link(one, around) if one.sure else self._compound(one, mention.category, around)
            for one, mention in zip(found, mentions, strict=True)
        ]
        if any(link is None for link in links):
            self._read_again(text, mentions, links, around)
        return links

    def _read_again(
        self,
        text: str,
        mentions: Sequence[UnlinkedMention],
        links: list[Link | None],
        around: Surroundings,
    ) -> None:
        """Short forms that their definition or nothing explains: as everyone uses them, or as initials here."""
        written = [text[mention.start : mention.end] for mention in mentions]
        spelled_out = {initials(words): link for words, link in zip(written, links, strict=True) if link}
        for place, (short, mention) in enumerate(zip(written, mentions, strict=True)):
            if links[place] is not None or not is_short(short):
                continue
            again = self._link(self._finder.find(short, mention.category), around)
            again = again if short in SHORT_NAMES else None
            if again is None and (named := spelled_out.get(short.upper())) is not None:
                again = Link(named.concept_id, _BY_INITIALS * named.score, "initials", named.also)
            links[place] = again

    def _compound(self, candidates: Candidates, category: str, around: Surroundings) -> Link | None:
        """The link of the phrase; where it joins several that all can be linked, theirs."""
        parts: list[Link] = []
        for alternatives in readings(candidates.phrase):
            tried = [self._link(self._finder.find(words, category), around) for words in alternatives]
            best = max(tried, key=lambda link: link.score if link else 0.0)
            if best is None or best.score < _SURE_OF_PART:
                break
            parts.append(best)
        else:
            if parts:
                ids = list(dict.fromkeys(part.concept_id for part in parts))
                return Link(ids[0], min(part.score for part in parts), "coordination", tuple(ids[1:]))
        return self._link(candidates, around)

    def candidates(
        self, text: str, mentions: Sequence[UnlinkedMention], long_forms: Mapping[str, str]
    ) -> list[tuple[list[str], Values]]:
        """For training: of each mention that its name alone does not settle, the concepts and their values."""
        found = self._found(text, mentions, long_forms)
        around = self._surroundings(mentions, found)
        ids = self._compiled.ids
        return [
            ([ids[c] for c in one.concepts], around.completed(one)) if one.open else ([], one.values)
            for one in found
        ]

    def _found(
        self, text: str, mentions: Sequence[UnlinkedMention], long_forms: Mapping[str, str]
    ) -> list[Candidates]:
        written = [text[mention.start : mention.end] for mention in mentions]
        phrases = expanded(written, long_forms)
        return [
            self._kept(self._finder.find(p, m.category), m) for p, m in zip(phrases, mentions, strict=True)
        ]

    def _kept(self, found: Candidates, mention: UnlinkedMention) -> Candidates:
        """What was found, unless the mention's own concept is not even among it."""
        own = self._numbers.get(mention.concept_id or "")
        return found if found.sure or own is None or own in found.concepts else settled(own, "known")

    def _surroundings(self, mentions: Sequence[UnlinkedMention], found: Sequence[Candidates]) -> Surroundings:
        sure = {one.concepts[0] for one in found if one.sure}
        return Surroundings(
            sure,
            {kin for number in sure for kin in self._next_to(number)},
            any(mention.category == _CHEMICAL for mention in mentions),
        )

    def _next_to(self, number: int) -> Iterable[int]:
        """Parents, children and siblings of a concept."""
        above = self._compiled.parents.row(number)
        below = self._compiled.children.row
        beside = (kin for parent in above for kin in below(parent)[:_MOST_SIBLINGS])
        return chain(above, below(number)[:_MOST_SIBLINGS], beside)

    def _link(self, candidates: Candidates, around: Surroundings) -> Link | None:
        if not candidates.concepts:
            return None
        if candidates.sure:
            return Link(self._compiled.ids[candidates.concepts[0]], _EXACT_SCORE, candidates.methods[0])
        values = around.completed(candidates)
        scores = self._ranker.scores(values) - around.unfounded(values)
        best = int(np.argmax(scores))
        others = np.delete(scores, best)
        margin = float(scores[best] - others.max()) if len(others) else 3.0
        probability = self._ranker.probability(values[best], margin)
        if probability < self._least:
            return None
        return Link(self._compiled.ids[candidates.concepts[best]], probability, candidates.methods[best])

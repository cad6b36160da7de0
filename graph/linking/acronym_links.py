"""Links of acronyms that their document does not define, by what else it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.linking.acronyms import initials, is_acronym, replace_acronyms, singular
from graph.linking.candidate_values import Candidates
from graph.linking.candidates import CandidateFinder
from graph.linking.choice import Chooser
from graph.linking.document import DocumentContext
from graph.linking.links import Link, UnlinkedMention
from graph.linking.neighbours import near_concepts
from graph.vocabulary.lexicon.compiled import CompiledNames
from graph.vocabulary.names.categories import category_agreement

# What only the initials of another mention say is a fifth less sure than that mention's own link. Set by hand; the
# figures of docs/linking.md are with it.
_INITIALS_FACTOR = 0.8


@dataclass(frozen=True, slots=True)
class OpenMentions:
    """By mention: its phrase, its candidates, and its acronyms that the document must speak of."""

    phrases: Sequence[str]
    found: Sequence[Candidates]
    acronyms: Sequence[Sequence[str]]
    long_forms: Mapping[str, str]
    context: DocumentContext


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The links of what the document names, by its initials; those concepts, and those near them."""

    spelled_out: Mapping[str, Sequence[Link]]
    spoken: set[int]
    near: set[int]


class AcronymLinker:
    """Reads acronyms by the evidence of their document."""

    def __init__(
        self,
        compiled: CompiledNames,
        numbers: Mapping[str, int],
        finder: CandidateFinder,
        chooser: Chooser,
    ) -> None:
        self._compiled = compiled
        self._numbers = numbers
        self._finder = finder
        self._chooser = chooser

    def link(
        self,
        text: str,
        mentions: Sequence[UnlinkedMention],
        unread: OpenMentions,
        links: list[Link | None],
    ) -> None:
        """Link acronyms that are still unlinked by what the document speaks of, then the phrases that hold them."""
        evidence = self._evidence(text, mentions, links)
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
                links[place] = self._chooser.phrase(spelled, mention.category, unread.context, headed=True)

    def _evidence(
        self, text: str, mentions: Sequence[UnlinkedMention], links: Sequence[Link | None]
    ) -> _Evidence:
        spelled_out: dict[str, list[Link]] = {}
        for mention, link in zip(mentions, links, strict=True):
            if link:
                spelled_out.setdefault(initials(text[mention.start : mention.end]), []).append(link)
        spoken = {self._numbers[i] for link in links if link for i in (link.concept_id, *link.also)}
        near = {one for number in spoken for one in near_concepts(self._compiled, number)}
        return _Evidence(spelled_out, spoken, near)

    def _link_acronym(
        self, phrase: str, mention: UnlinkedMention, place: int, unread: OpenMentions, evidence: _Evidence
    ) -> Link | None:
        """What the document names by another name; else by what the letters are initials of; else what is near it."""
        is_open, found, context = bool(unread.acronyms[place]), unread.found[place], unread.context
        link = self._chooser.best(found.among(evidence.spoken), context) if is_open else None
        if link is None and phrase not in unread.long_forms:
            same = evidence.spelled_out.get(singular(phrase).upper(), ())
            link = self._link_initials(same, mention.category)
        if link is None and is_open and unread.long_forms.get(singular(phrase)) != "":
            link = self._chooser.best(found.among(evidence.near), context)
        return link

    def _link_initials(self, spelled_out: Iterable[Link], category: str) -> Link | None:
        for link in spelled_out:
            own = self._compiled.categories[self._numbers[link.concept_id]]
            if category_agreement(category, own) >= 0:
                return Link(link.concept_id, _INITIALS_FACTOR * link.score, "initials", link.also)
        return None

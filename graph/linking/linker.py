"""From mentions to concepts, a document at a time.

A mention is read as the document defines it (its abbreviations), then matched by exact name, by short names in common
use, by the same letters written apart, and by shared words and their senses (`index`, `candidates`). A trained linear
ranker (`ranker`) orders the candidates by how they agree with the mention's words, its category, and what else the
document names. Below a threshold a mention stays unlinked. Names that differ in exactly what makes them two things
(`graph.vocabulary.names.opposites`; numbers) are never candidates, whatever their score.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graph.linking.acronym_links import AcronymLinker, OpenMentions
from graph.linking.acronyms import open_acronyms
from graph.linking.candidate_values import Candidates, single_candidate
from graph.linking.candidates import CandidateFinder
from graph.linking.choice import Chooser
from graph.linking.coordination import listed_letter
from graph.linking.document import DocumentContext, are_induced, concepts_with_cause, expand_abbreviations
from graph.linking.index import NameIndex, name_rows
from graph.linking.links import EXACT_SCORE, Link, UnlinkedMention
from graph.linking.neighbours import related_concepts
from graph.linking.ranker import Ranker, Values, load_ranker
from graph.vocabulary.lexicon.compiled import CONCEPT_SHIFT, PREFERRED, SILENT
from graph.vocabulary.lexicon.lexicon import Lexicon
from graph.vocabulary.names.names import is_acronym
from graph.vocabulary.names.tokens import key_of

# The probability below which a mention stays unlinked; the figures of docs/linking.md are those at 0.25.
_THRESHOLD = 0.25
_CHEMICAL = "ChemicalEntity"


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
        chosen = ranker or load_ranker()
        make = index or (lambda: NameIndex(name_rows(lexicon.compiled)))
        self._finder = CandidateFinder(lexicon, make, chosen)
        self._chooser = Chooser(self._compiled, self._finder, chosen, threshold)
        self._acronyms = AcronymLinker(self._compiled, self._numbers, self._finder, self._chooser)

    def load(self) -> None:
        """Load or build the index of names now, and not with the first mention that needs it."""
        self._finder.load()

    def namesake(self, name: str) -> str | None:
        """The one concept whose preferred name this is, whatever kind of thing the text seemed to speak of.

        None for acronyms, and for names that mean too many things to be found in text.
        """
        value = 0 if is_acronym(name) else self._compiled.entries.get(key_of(name), 0)
        return (
            self._compiled.ids[(value >> CONCEPT_SHIFT) - 1]
            if value & (PREFERRED | SILENT) == PREFERRED
            else None
        )

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
        phrases = expand_abbreviations(self._written(text, mentions), forms)
        found = self._candidates(phrases, mentions)
        acronyms = [
            open_acronyms(phrase, mention.category, mention.read_in_context, forms, clinical)
            for phrase, mention in zip(phrases, mentions, strict=True)
        ]
        context = self._document_context(text, mentions, found, acronyms)
        links = [
            None if own else self._link_plain(one, mention, context)
            for one, mention, own in zip(found, mentions, acronyms, strict=True)
        ]
        if any(acronyms) or None in links:
            unread = OpenMentions(phrases, found, acronyms, forms, context)
            self._acronyms.link(text, mentions, unread, links)
        return links

    def _link_plain(
        self, candidates: Candidates, mention: UnlinkedMention, context: DocumentContext
    ) -> Link | None:
        if candidates.certain:
            return self._chooser.best(candidates, context)
        link = self._chooser.phrase(candidates, mention.category, context)
        if link is None and mention.concept_id in self._numbers:
            return Link(str(mention.concept_id), EXACT_SCORE, "known")
        return link

    def candidates(
        self, text: str, mentions: Sequence[UnlinkedMention], long_forms: Mapping[str, str]
    ) -> list[tuple[list[str], Values]]:
        """For training: the concepts and their values of each mention that has to be ranked."""
        phrases = expand_abbreviations(self._written(text, mentions), long_forms)
        found = self._candidates(phrases, mentions)
        context = self._document_context(text, mentions, found, [[]] * len(mentions))
        ids = self._compiled.ids
        return [
            ([ids[c] for c in one.concepts], context.with_document_features(one))
            if one.needs_ranking
            else ([], one.values)
            for one in found
        ]

    def _written(self, text: str, mentions: Sequence[UnlinkedMention]) -> list[str]:
        """The mentions' words; a letter of a list with the word that heads it: the C of "vitamins E and C"."""
        written = []
        for mention in mentions:
            listed = listed_letter(text, mention.start, mention.end)
            is_name = listed is not None and self._finder.is_name(listed[0])
            written.append(listed[1] if listed and is_name else text[mention.start : mention.end])
        return written

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
        text: str,
        mentions: Sequence[UnlinkedMention],
        found: Sequence[Candidates],
        acronyms: Sequence[Sequence[str]],
    ) -> DocumentContext:
        chemicals = [mention for mention in mentions if mention.category == _CHEMICAL]
        starts, ends = {mention.start for mention in chemicals}, {mention.end for mention in chemicals}
        induced = are_induced(text, ((mention.start, mention.end) for mention in mentions), starts, ends)
        named = {one.concepts[0] for one, own in zip(found, acronyms, strict=True) if one.certain and not own}
        return DocumentContext(
            named,
            {related for number in named for related in related_concepts(self._compiled, number)},
            concepts_with_cause(found, induced),
        )

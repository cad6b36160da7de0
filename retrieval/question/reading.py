"""Taking a question apart: papers it names, case and question, spelling, the concepts in it."""

from __future__ import annotations

from collections.abc import Sequence

from graph import split_sentences
from graph.index import RecordIndex, WordIndex
from graph.store import EntityStore
from graph.vocabulary.lexicon import Lexicon, Match
from retrieval.question.context import Parts, split_context
from retrieval.question.facets import content_words, is_name
from retrieval.question.groups import AXIS_OF, Axis, Group
from retrieval.question.language import foreign_language
from retrieval.question.population import groups_in, split_excluded
from retrieval.question.references import find_references
from retrieval.question.spelling import Speller
from retrieval.question.understand import Reading, TokenLengths

# Biolink categories of what questions are about, by how they begin; not people, places or words of everyday life.
_NAMED_THINGS = (
    "Disease",
    "Chemical",
    "Drug",
    "SmallMolecule",
    "Molecular",
    "Gene",
    "Protein",
    "Procedure",
    "Phenotypic",
)


class QuestionReader:
    """Reads questions to one workspace; safe to share between threads."""

    def __init__(
        self,
        store: EntityStore,
        lexicon: Lexicon,
        words: WordIndex,
        records: RecordIndex,
        token_lengths: TokenLengths,
    ) -> None:
        self._lexicon = lexicon
        self._records = records
        self._token_lengths = token_lengths
        self._speller = Speller(
            lexicon, records, lambda ids: bool(store.entity_use(ids)), words.stems, token_lengths
        )

    def read(self, text: str) -> Reading:
        """A checked question taken apart."""
        references = find_references(text, self._records)
        parts = split_context(references.rest)
        matches = self._lexicon.match(parts.asked)
        asked, spelling = self._speller.check(parts.asked, [(m.start, m.end) for m in matches])
        if asked != parts.asked:
            matches = self._lexicon.match(asked)
        about, excluded = split_excluded(asked)
        return Reading(
            text=text,
            asked=asked,
            context=parts.context,
            matches=tuple(matches),
            carried=tuple(self._carried(parts, matches)),
            context_matches=tuple(self._lexicon.match(parts.context)) if parts.context else (),
            population=self._population(parts.context, []) | self._population(about, matches),
            references=references,
            spelling=spelling,
            language=foreign_language(text),
            excluded=excluded,
        )

    def _carried(self, parts: Parts, matches: Sequence[Match]) -> list[tuple[str, Match]]:
        """The concepts of the context that the question is about without naming them: those named last before it."""
        has_topic = parts.names_topic or self._names_something(parts.asked, matches)
        if not parts.context or (has_topic and not parts.points_back):
            return []
        for span in reversed(split_sentences(parts.context, 0, len(parts.context))):
            sentence = span.of(parts.context)
            found = [m for m in self._lexicon.match(sentence) if self._is_thing(m)]
            known = {m.concept_id for m in matches}
            if found:
                return [(sentence[m.start : m.end], m) for m in found if m.concept_id not in known]
        return []

    def _names_something(self, asked: str, matches: Sequence[Match]) -> bool:
        """Whether the question has a name of its own: a concept, or a word that is no everyday one."""
        if any(self._is_thing(m) for m in matches):
            return True
        words = [w.group() for w in content_words(asked, False)]
        return any(is_name(w, pieces) for w, pieces in zip(words, self._token_lengths(words), strict=True))

    def _is_thing(self, match: Match) -> bool:
        return self._lexicon.category(match.concept_id).startswith(_NAMED_THINGS)

    def _population(self, text: str, matches: Sequence[Match]) -> frozenset[Group]:
        """Whom it is about; "adult" in the name of a disease tells nothing of the patient."""
        organs = {group for group in groups_in(text) if AXIS_OF[group] is Axis.ORGAN}
        for match in matches:
            name = text[match.start : match.end]
            if " " in name and self._is_thing(match):
                text = text[: match.start] + " " * len(name) + text[match.end :]
        return groups_in(text) | organs

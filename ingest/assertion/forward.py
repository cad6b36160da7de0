"""The scope of a trigger that speaks for what follows it."""

from __future__ import annotations

from graph import Assertion
from ingest.assertion.clauses import begins_clause, is_second_subject, main_verb
from ingest.assertion.reach import ALL_COMPANIONS, COMPANIONS, GAP, MAX_WORDS, Scope
from ingest.assertion.sentence import VERBS, ScopedSentence
from ingest.assertion.tokens import SEPARATORS
from ingest.assertion.triggers import TriggerMatch

# A doubt or denial of an effect is one of its object: "whether X causes Y" doubts that Y comes of X, not X.
_ABOUT_OBJECT = (Assertion.UNCERTAIN, Assertion.NEGATED)
# Before the object of a verb: "no patient progressed to cirrhosis", but "no patient died during chemotherapy".
_OBJECT_PREPOSITIONS = frozenset({"to", "from", "due", "on"})
_PASSIVE = frozenset({"is", "are", "was", "were", "be", "been", "being"})


def forward_scope(sentence: ScopedSentence, match: TriggerMatch, clause_end: int) -> Scope:
    """The scope of a trigger in a clause that ends before a word.

    Of reach `predicate` it begins with the verb of those who are denied it: "no child with asthma | had eczema".
    """
    start = match.end
    if match.trigger.reach == "predicate":
        if is_second_subject(sentence, match.start):
            return Scope(start, start, match)
        verb = main_verb(sentence, start)
        mark = sentence.marks.get(verb) if verb is not None else None
        if verb is not None:
            start = verb + 1 if mark == "end" else verb  # "presented with"
        if mark == "spare":
            return Scope(start, start, match)
    return _Walk(sentence, match, start).scope(min(clause_end, match.end + MAX_WORDS))


class _Walk:
    """A walk from a word to the end of a trigger's scope, and what it met on the way."""

    def __init__(self, sentence: ScopedSentence, match: TriggerMatch, start: int) -> None:
        self._sentence = sentence
        self._match = match
        self._reach = match.trigger.reach
        self._start = start
        self._gap = self._item_count = 0
        self._met_name = self._met_verb = self._met_action = False

    def scope(self, last: int) -> Scope:
        """The words to the end of the scope, at the latest before the word `last`."""
        end = next((at for at in range(self._start, last) if self._ends(at)), last)
        return Scope(self._start, end, self._match)

    def _ends(self, at: int) -> bool:
        """Whether the scope ends at a word; remembers the word."""
        if self._sentence.owner[at] >= 0:
            self._gap, self._met_name = 0, True
            return False
        mark, text = self._sentence.marks.get(at), self._sentence.texts[at]
        if self._is_outside(at, mark, text):
            return True
        if mark in VERBS:
            self._meet_verb(at, acts=mark == "act" and not self._is_passive(at))
        if text in SEPARATORS:
            complete = self._met_verb or begins_clause(self._sentence, at, self._item_count)
            self._gap, self._item_count = 0, self._item_count + 1
            return complete
        self._gap += text[0].isalnum()
        return self._gap > GAP[self._reach]

    def _is_outside(self, at: int, mark: str | None, text: str) -> bool:
        """Whether a word is not of a scope of this reach."""
        if mark == "end" or (self._reach in ("effect", "next") and self._sentence.is_agent(at)):
            return True
        if self._reach == "next" and (self._met_name or text in SEPARATORS):
            return True
        if self._reach == "predicate" and not self._met_name:
            return mark == "soft" and text not in _OBJECT_PREPOSITIONS
        return self._reach != "clause" and self._stops(at, mark)

    def _stops(self, at: int, mark: str | None) -> bool:
        """Whether a preposition or verb ends a list; not the trigger's own verb ("failed to reduce")."""
        if mark is None:
            goes_with = COMPANIONS if self._match.trigger.state is Assertion.NEGATED else ALL_COMPANIONS
            return self._met_name and self._sentence.texts[at] in goes_with
        return mark != "act" or at > self._match.end

    def _is_passive(self, at: int) -> bool:
        """Whether a verb denies its subject: "neither fever nor cough was reported"."""
        return self._match.trigger.state is Assertion.NEGATED and self._sentence.texts[at - 1] in _PASSIVE

    def _meet_verb(self, at: int, acts: bool) -> None:
        self._met_verb = self._met_verb or self._met_name
        if acts:
            if self._met_name and not self._met_action and self._match.trigger.state in _ABOUT_OBJECT:
                self._start = at
            self._met_action = True

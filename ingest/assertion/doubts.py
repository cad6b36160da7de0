"""Clauses that state no finding (`graph.frames`), as triggers of doubt."""

from __future__ import annotations

from graph import Assertion, Framing, frames
from ingest.assertion.clauses import RELATIVES
from ingest.assertion.phrases import Trigger
from ingest.assertion.sentence import ScopedSentence
from ingest.assertion.triggers import TriggerMatch

_DOUBT = Trigger("after", Assertion.UNCERTAIN, "list")
_CLAUSES = frozenset({"whether", "if", "that"})
# A participle after one of these is no verb: "the increased dose", "of induced gout".
_BEFORE_NO_VERB = frozenset(
    "a an the this these his her their its of with by in on for and or as from experimentally more less is are "
    "was were be been being".split()
)


class Doubts:
    """The clauses of a sentence that tell a belief, an aim, a hypothesis, or ask."""

    def __init__(self, text: str, sentence: ScopedSentence) -> None:
        self._sentence = sentence
        self._framed = [(frame.kind, *sentence.words(frame.start, frame.end)) for frame in frames(text)]

    def triggers(self) -> list[TriggerMatch]:
        """The verbs of these clauses, as triggers.

        Of "it was believed that aspirin cures gout" the gout is doubted, not the aspirin.
        """
        verbs = (self._acting_verb(kind, first, last) for kind, first, last in self._framed)
        return [TriggerMatch(verb, verb + 1, _DOUBT) for verb in verbs if verb is not None]

    def clause_end(self, at: int) -> int:
        """The word before which a scope that begins at a word ends: with the clause, where that is one of these."""
        return min(
            (last for _, first, last in self._framed if first <= at < last), default=len(self._sentence.texts)
        )

    def _acting_verb(self, kind: Framing, first: int, last: int) -> int | None:
        """The verb of the words `[first, last)` whose subject does something to its object.

        "To treat gout", as an aim, takes the gout for granted.
        """
        texts, marks = self._sentence.texts, self._sentence.marks
        clause = next((at + 1 for at in range(first, last) if texts[at] in _CLAUSES), 0)
        if kind is Framing.AIM and not clause:
            return None
        no_verb = _BEFORE_NO_VERB | {"to"} if kind is Framing.AIM else _BEFORE_NO_VERB
        name = next((at for at in range(first, last) if self._sentence.owner[at] >= 0), last)
        for at in range(clause + 1 if clause else name, last):
            if texts[at] in RELATIVES:
                return None
            if marks.get(at) == "act" and texts[at - 1] not in no_verb and texts[at + 1 : at + 2] != ["by"]:
                return at
        return None

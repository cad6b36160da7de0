"""Yes or no, where that was asked: what each document says, weighed by what kind of study it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.answer.contraries import contrary_side
from retrieval.answer.sides import Stance, side_of
from retrieval.evidence.sentence import EvidenceSentence

# What a document counts by its publication types, the highest that it has: syntheses above trials above the rest, and
# reports of cases and opinions below (the order of the Oxford levels of evidence, 2011). The figures are set by hand.
STUDY_WEIGHTS = {
    "Meta-Analysis": 3.0,
    "Systematic Review": 3.0,
    "Randomized Controlled Trial": 2.0,
    "Controlled Clinical Trial": 1.5,
    "Clinical Trial": 1.5,
}
"""Weights of publication types above 1, that of any other document."""
_SLIGHT = frozenset({"Case Reports", "Comment", "Editorial", "Letter", "News"})
_SLIGHT_WEIGHT = 0.5
# One side decides where it weighs so many times as much as the other. Set by hand.
_CLEAR = 2.0
# Of the question, by weight, that a sentence must cover to refute by a contrary; set by hand.
_COVERED = 0.7
_DENIAL = re.compile(r"\b(?:no|not|never|neither|nor|none)\b|n['\u2019]t\b", re.IGNORECASE)


class Decision(StrEnum):
    """What the documents together say to a question that asks yes or no."""

    YES = "yes"
    NO = "no"
    MIXED = "mixed"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Vote:
    """How one document stands to the question, by the sentence at `[start, end)` of it, and what that weighs."""

    document_id: str
    stance: Stance
    weight: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Every document's vote, those that weigh most first; documents count once, however often they say it."""

    votes: tuple[Vote, ...] = ()

    def count(self, stance: Stance) -> int:
        """How many documents take it."""
        return sum(vote.stance is stance for vote in self.votes)

    def weight(self, stance: Stance) -> float:
        """What these weigh together."""
        return sum(vote.weight for vote in self.votes if vote.stance is stance)

    def __str__(self) -> str:
        total = len(self.votes)
        if total == 1:
            return f"the one document {_WORDED_OF_ONE[self.votes[0].stance]}"
        told = [f"{self.count(stance)} of {total} documents {_WORDED[stance]}" for stance in Stance]
        return ", ".join(line for line, stance in zip(told, Stance, strict=True) if self.count(stance))


_WORDED_OF_ONE = {
    Stance.SUPPORTS: "says yes",
    Stance.REFUTES: "says no",
    Stance.NEITHER: "takes no side",
}
_WORDED = {Stance.SUPPORTS: "say yes", Stance.REFUTES: "say no", Stance.NEITHER: "take no side"}


def decide(asked: str, evidence: Iterable[EvidenceSentence]) -> tuple[Decision, Tally] | None:
    """The decision on what is asked and the tally behind it; None where no sentence was read for its stance.

    None too for a question with a "not" in it: nobody knows what a yes to "Does it not help?" says.
    A sentence of which a reader must be told something (that it is about others than those asked about) has no vote.
    """
    if _DENIAL.search(asked):
        return None
    by_document: dict[str, list[EvidenceSentence]] = {}
    for each in evidence:
        if each.stance is not None and not each.fit.caveats:
            by_document.setdefault(each.document.id, []).append(each)
    if not by_document:
        return None
    votes = [_vote(asked, sentences) for sentences in by_document.values()]
    tally = Tally(tuple(sorted(votes, key=lambda vote: (-vote.weight, vote.document_id))))
    yes, no = tally.weight(Stance.SUPPORTS), tally.weight(Stance.REFUTES)
    if not yes and not no:
        return Decision.UNCLEAR, tally
    if yes >= _CLEAR * no:
        return Decision.YES, tally
    return (Decision.NO if no >= _CLEAR * yes else Decision.MIXED), tally


def study_weight(publication_types: Sequence[str]) -> float:
    """What a document counts, by its kind of study."""
    known = [STUDY_WEIGHTS[kind] for kind in publication_types if kind in STUDY_WEIGHTS]
    if known:
        return max(known)
    return _SLIGHT_WEIGHT if _SLIGHT.intersection(publication_types) else 1.0


def _vote(asked: str, sentences: Sequence[EvidenceSentence]) -> Vote:
    """A document's: of its best sentence that takes a side, else of its best."""
    best = sorted(sentences, key=lambda e: (-e.score, e.span.start))
    chosen = next((e for e in best if _stance(asked, e) is not Stance.NEITHER), best[0])
    document = chosen.document
    weight = study_weight(document.publication_types)
    return Vote(document.id, _stance(asked, chosen), weight, chosen.span.start, chosen.span.end)


def _stance(asked: str, evidence: EvidenceSentence) -> Stance:
    """The side that its words take; none where the reader thinks that it takes none, or the other.

    The reader takes what says the contrary for support. And a sentence that tells an aim or a method takes no side.
    """
    supports, refutes, neither = evidence.stance or (0.0, 0.0, 1.0)
    signs = evidence.signs
    if signs is not None and signs.wording.tells_no_finding:
        return Stance.NEITHER
    contrary = contrary_side(asked, evidence.text)
    if contrary is not None:
        covers = signs is None or signs.coverage >= _COVERED
        return contrary if covers and neither < max(supports, refutes) else Stance.NEITHER
    told = side_of(asked, evidence.text)
    own, other = (supports, refutes) if told is Stance.SUPPORTS else (refutes, supports)
    return told if own > max(other, neither) else Stance.NEITHER

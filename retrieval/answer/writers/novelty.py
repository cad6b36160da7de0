"""What a further sentence must add to an answer, and what that is worth."""

from __future__ import annotations

from typing_extensions import override

from retrieval.evidence.benefit import tells_benefit
from retrieval.evidence.items import items_in
from retrieval.evidence.sentence import EvidenceSentence
from retrieval.question.understand import Question


class ConceptNovelty:
    """A concept of the question that no statement names yet is worth something; nothing new is demanded.

    So is a name or number that may be the answer, and that the sentences so far do not say.
    """

    relative = 0.68  # of the best sentence's score; set by hand (docs/decisions/0004-sufficiency.md)
    per_document = 2  # statements; set by hand (docs/decisions/0004-sufficiency.md)
    _BONUS = 0.1  # set by hand (docs/decisions/0004-sufficiency.md)
    _SHORT = 0.3  # for the short answer with the most support
    _SHORT_RELATIVE = 0.4  # of the best sentence's score, where it names a short answer with all support

    def __init__(self, question: Question) -> None:
        self._unnamed = set(question.concept_ids)
        self._has_begun = False
        self._said: set[str] = set()

    def bonus(self, evidence: EvidenceSentence) -> float:
        """What is added to the sentence's score."""
        return self._BONUS * bool(self._unnamed & evidence.entity_ids) + self._SHORT * self._unsaid(evidence)

    def is_near(self, evidence: EvidenceSentence, score: float, best: float) -> bool:
        """Whether its score is near enough to the best one's."""
        support = evidence.signs.short if evidence.signs else 0.0
        return score >= best * (self.relative - (self.relative - self._SHORT_RELATIVE) * support)

    def is_new(self, evidence: EvidenceSentence) -> bool:
        """Whether the sentence may be said."""
        return True

    def add(self, evidence: EvidenceSentence) -> None:
        """The sentence is said."""
        self._unnamed -= evidence.entity_ids
        self._has_begun = True
        self._said |= {told for told, _ in evidence.short}

    def _unsaid(self, evidence: EvidenceSentence) -> float:
        """The support of the best short answer that is new; the first sentence is chosen without."""
        new = (share for told, share in evidence.short if self._has_begun and told not in self._said)
        return max(new, default=0.0)


class ListNovelty(ConceptNovelty):
    """New items: entities of the kind that is asked for, or where a sentence has none, mostly new words.

    The first sentence is chosen as for any question.

    Figures: docs/decisions/0020-lists.md.
    """

    relative = 0.45
    per_document = 4
    _ITEM_BONUS, _ITEMS = 0.2, 3  # for so many new items
    _NEW_STEMS, _NEW_SHARE = 4, 0.4  # of a sentence without a new item

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self._question = question
        self._items: set[str] = set()
        self._stems = set(question.stems)

    @override
    def bonus(self, evidence: EvidenceSentence) -> float:
        new = min(len(self._items_of(evidence) - self._items), self._ITEMS) if self._has_begun else 0
        return super().bonus(evidence) + self._ITEM_BONUS * new / self._ITEMS

    @override
    def is_new(self, evidence: EvidenceSentence) -> bool:
        stems = evidence.stems - self._stems
        enough = len(stems) >= self._NEW_STEMS and len(stems) >= self._NEW_SHARE * len(evidence.stems)
        if not self._has_begun:
            return True
        return not self._is_beside(evidence) and (enough or bool(self._items_of(evidence) - self._items))

    @override
    def add(self, evidence: EvidenceSentence) -> None:
        super().add(evidence)
        self._items |= self._items_of(evidence)
        self._stems |= evidence.stems

    def _is_beside(self, evidence: EvidenceSentence) -> bool:
        """Whether it only tells an aim or a method, or, where harms are asked for, what was made rarer."""
        told = evidence.signs is not None and evidence.signs.wording.tells_no_finding
        return told or (self._question.asks_harm and tells_benefit(evidence.text))

    def _items_of(self, evidence: EvidenceSentence) -> frozenset[str]:
        found = items_in(self._question, evidence.content, evidence.mentions)
        return frozenset(mention.entity_id for mention in found)

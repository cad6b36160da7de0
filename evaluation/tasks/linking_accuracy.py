"""How often a mention is linked to the concept that annotators chose.

Gold spans: every mention that has a concept counts; it is right when the linked concept is that one, or any of them
where the annotators give several ("renal and hepatic failure"), as BioSyn (Sung et al., ACL 2020) and SapBERT count.
Mentions that annotators found no concept for (-1) count in no accuracy; how many of those were linked all the same is
reported beside it. An id counts as another that the loaded vocabularies say is the same. `covered` is the share of the
mentions whose concept the vocabularies hold at all: no accuracy can be above it.

Documents: the set of concepts of a document against the set that was linked in it, micro-averaged, over gold spans or
over what a recogniser found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evaluation.corpora.model import GoldDocument, GoldMention
from graph.linking import Link, UnlinkedMention
from graph.vocabulary.lexicon import Lexicon

LinkMentions = Callable[[str, Sequence[UnlinkedMention]], Sequence[Link | None]]
Recognise = Callable[[str], Sequence[UnlinkedMention]]

# The Biolink categories of what corpora call their types.
CATEGORY_OF_LABEL = {
    "chemical": "ChemicalEntity",
    "chemicalentity": "ChemicalEntity",
    "drug": "ChemicalEntity",
    "disease": "Disease",
    "diseaseorphenotypicfeature": "Disease",
    "specificdisease": "Disease",
    "diseaseclass": "Disease",
    "compositemention": "Disease",
    "modifier": "Disease",
}


@dataclass(slots=True)
class LinkingCounts:
    """Mentions of one type that have a concept, how many of those were linked, and linked rightly.

    `covered` counts those whose concept is in the vocabularies; `without_concept` and `linked_without_concept` are the
    mentions that annotators found no concept for.
    """

    mentions: int = 0
    correct: int = 0
    linked: int = 0
    covered: int = 0
    without_concept: int = 0
    linked_without_concept: int = 0

    def __iadd__(self, other: LinkingCounts) -> LinkingCounts:
        for name in ("mentions", "correct", "linked", "covered", "without_concept", "linked_without_concept"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    @property
    def accuracy(self) -> float:
        """The share of the mentions with a concept that was linked to it."""
        return self.correct / self.mentions if self.mentions else 0.0

    @property
    def precision(self) -> float:
        """The share of the links that are right."""
        return self.correct / self.linked if self.linked else 0.0


@dataclass(frozen=True, slots=True)
class ConceptScores:
    """Of the sets of concepts of documents, micro-averaged."""

    correct: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.correct / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found."""
        return self.correct / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.found + self.gold
        return 2 * self.correct / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Confusion:
    """A mention that was linked wrongly or not at all, and how often."""

    text: str
    type: str
    gold: tuple[str, ...]
    linked: str
    count: int


@dataclass(slots=True)
class LinkingResult:
    """Over gold spans by type; over documents; and the commonest errors, most frequent first."""

    documents: int = 0
    types: dict[str, LinkingCounts] = field(default_factory=dict)
    concepts: ConceptScores = ConceptScores(0, 0, 0)
    errors: list[Confusion] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        """Over the mentions of all types."""
        total = sum(counts.mentions for counts in self.types.values())
        return sum(counts.correct for counts in self.types.values()) / total if total else 0.0


def score_links(
    documents: Iterable[GoldDocument],
    link: LinkMentions,
    lexicon: Lexicon,
    recognise: Recognise | None = None,
    categories: Mapping[str, str] = CATEGORY_OF_LABEL,
    most_errors: int = 100,
) -> LinkingResult:
    """Link the gold mentions of the types in `categories` (lower case) and count.

    With `recognise` the scores over documents are end to end: of the mentions it finds, of the same categories. Without
    it they are those of the gold mentions.
    """
    result = LinkingResult()
    errors: Counter[tuple[str, str, tuple[str, ...], str]] = Counter()
    correct = found = gold = 0
    for document in documents:
        text = document.document.text
        mentions = [mention for mention in document.mentions if mention.type.lower() in categories]
        marked = [UnlinkedMention(m.start, m.end, categories[m.type.lower()]) for m in mentions]
        links = link(text, marked)
        for mention, one in zip(mentions, links, strict=True):
            _count(result, errors, lexicon, text, mention, one)
        if recognise is not None:
            used = set(categories.values())
            links = link(text, [mention for mention in recognise(text) if mention.category in used])
        found_ids = {lexicon.canonical(i) for one in links if one for i in (one.concept_id, *one.also)}
        document_gold_ids = {lexicon.canonical(i) for mention in mentions for i in mention.ids}
        correct, found, gold = (
            correct + len(found_ids & document_gold_ids),
            found + len(found_ids),
            gold + len(document_gold_ids),
        )
        result.documents += 1
    result.concepts = ConceptScores(correct, found, gold)
    result.errors = [Confusion(*key, count) for key, count in errors.most_common(most_errors)]
    return result


def _count(
    result: LinkingResult,
    errors: Counter[tuple[str, str, tuple[str, ...], str]],
    lexicon: Lexicon,
    text: str,
    mention: GoldMention,
    link: Link | None,
) -> None:
    counts = result.types.setdefault(mention.type, LinkingCounts())
    if not mention.ids:
        counts.without_concept += 1
        counts.linked_without_concept += link is not None
        return
    gold_ids = {lexicon.canonical(identifier) for identifier in mention.ids}
    right = link is not None and not gold_ids.isdisjoint(
        map(lexicon.canonical, (link.concept_id, *link.also))
    )
    counts.mentions += 1
    counts.linked += link is not None
    counts.correct += right
    counts.covered += any(identifier in lexicon for identifier in gold_ids)
    if not right:
        errors[mention.of(text), mention.type, mention.ids, link.concept_id if link else ""] += 1

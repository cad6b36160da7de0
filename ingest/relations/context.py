"""The input of relation extraction: a document's sentences as tokens, and the entities that may be related."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph import Assertion, Chunk, Document, Entity, Frame, Mention, SectionKind, Span, frames
from ingest.relations.arguments import is_argument
from ingest.relations.kinds import KIND_OF, Kind

_WORD = re.compile(r"[A-Za-z]+|\d+|[^\w\s]")


@dataclass(slots=True)
class TokenisedSentence:
    """A sentence that mentions a participant: its words in lower case, each mention one word `<kind>`.

    `number` counts all sentences of the document; `owners`, `spans` and `states` give, by the index of a mention's
    word, the ids of its entities, its span in the text, and its assertion. `text` is the sentence as written.
    """

    text: str
    span: Span
    chunk: int
    number: int
    title: bool
    words: list[str] = field(default_factory=list)
    owners: dict[int, list[str]] = field(default_factory=dict)
    spans: dict[int, Span] = field(default_factory=dict)
    states: dict[int, Assertion] = field(default_factory=dict)
    _frames: list[Frame] | None = None
    _arguments: dict[tuple[int, Kind], bool] = field(default_factory=dict)

    def is_argument(self, place: int, kind: Kind) -> bool:
        """Whether the mention at a word stands for itself, so that a verb can speak of it (`arguments`)."""
        key = place, kind
        if key not in self._arguments:
            self._arguments[key] = is_argument(self.words, place, kind)
        return self._arguments[key]

    def frames_of(self, place: int) -> Iterator[Frame]:
        """The frames that cover the mention at a word."""
        if self._frames is None:
            self._frames = frames(self.text)
        if self._frames:
            start, end = self.spans[place].start - self.span.start, self.spans[place].end - self.span.start
            yield from (frame for frame in self._frames if frame.covers(start, end))


@dataclass(slots=True)
class Participant:
    """An entity that may take part in a relation; `places` are `(index in RelationContext.sentences, word)` in order.

    `rank` is how many participants of its kind are mentioned more often.
    """

    id: str
    kind: Kind
    names: set[str] = field(default_factory=set)
    places: list[tuple[int, int]] = field(default_factory=list)
    in_title: bool = False
    first: int = 0
    last: int = 0
    rank: int = 0


@dataclass(slots=True)
class RelationContext:
    """The sentences that mention a participant, of `total` in all; the participants by first mention; kinds by id.

    `counts` are the participants of each kind.
    """

    sentences: list[TokenisedSentence]
    participants: list[Participant]
    kinds: Mapping[str, Kind]
    total: int
    counts: Mapping[Kind, int]


def build_context(
    document: Document, chunks: Sequence[Chunk], mentions: Iterable[Mention], entities: Iterable[Entity]
) -> RelationContext:
    """The context of a document; an entity whose category has no kind is no participant."""
    kinds = {entity.id: KIND_OF[entity.category] for entity in entities if entity.category in KIND_OF}
    inside: dict[Span, list[Mention]] = {}
    for mention in mentions:
        if mention.entity_id in kinds:
            inside.setdefault(mention.sentence, []).append(mention)
    titles = [s for s in document.sections if s.kind is SectionKind.TITLE]
    starts = [sentence.start for chunk in chunks for sentence in chunk.sentences]
    sentences: list[TokenisedSentence] = []
    for span in sorted(inside):
        found = sorted(inside[span], key=lambda m: (m.start, -m.end))
        title = any(section.start <= span.start < section.end for section in titles)
        sentence = TokenisedSentence(
            span.of(document.text), span, found[0].chunk, bisect_right(starts, span.start) - 1, title
        )
        _fill(sentence, document.text, found, kinds)
        sentences.append(sentence)
    participants = _participants(sentences, document.text, kinds)
    counts = Counter(participant.kind for participant in participants)
    return RelationContext(sentences, participants, kinds, len(starts), counts)


def _fill(sentence: TokenisedSentence, text: str, inside: list[Mention], kinds: Mapping[str, Kind]) -> None:
    """The words of a sentence; a mention that overlaps the one before is the same word."""
    at = sentence.span.start
    for mention in inside:
        if mention.start >= at:
            sentence.words += _WORD.findall(text[at : mention.start].lower())
            sentence.words.append(f"<{kinds[mention.entity_id]}>")
        elif not sentence.words:
            continue
        place = len(sentence.words) - 1
        owners = sentence.owners.setdefault(place, [])
        if mention.entity_id not in owners:
            owners.append(mention.entity_id)
        sentence.spans.setdefault(place, Span(mention.start, mention.end))
        sentence.states.setdefault(place, mention.assertion)
        at = max(at, mention.end)
    sentence.words += _WORD.findall(text[at : sentence.span.end].lower())


def _participants(
    sentences: Sequence[TokenisedSentence], text: str, kinds: Mapping[str, Kind]
) -> list[Participant]:
    participants: dict[str, Participant] = {}
    for index, sentence in enumerate(sentences):
        for word, owners in sentence.owners.items():
            for id in owners:
                participant = participants.get(id)
                if participant is None:
                    participant = participants[id] = Participant(id, kinds[id], first=sentence.number)
                participant.names.add(sentence.spans[word].of(text).lower())
                participant.places.append((index, word))
                participant.in_title |= sentence.title
                participant.last = sentence.number
    counts: dict[Kind, list[int]] = {}
    for participant in participants.values():
        counts.setdefault(participant.kind, []).append(len(participant.places))
    for same in counts.values():
        same.sort()
    for participant in participants.values():
        same = counts[participant.kind]
        participant.rank = len(same) - bisect_right(same, len(participant.places))
    return list(participants.values())

"""What people marked in a document: mentions and relations, as spans of the document's own text."""

from __future__ import annotations

from dataclasses import dataclass

from graph import Document, Span


@dataclass(frozen=True, slots=True)
class GoldMention:
    """An entity as it is named: its spans (more than one when other words stand between), its type as the file calls
    it, and the concepts it stands for (several when it names several, none when none was found).
    """

    spans: tuple[Span, ...]
    type: str
    ids: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return max(span.end for span in self.spans)

    def of(self, text: str) -> str:
        """The words it covers."""
        return " ".join(span.of(text) for span in self.spans)


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A relation between two concepts of a document; `attributes` are what else the file says of it (`novel`)."""

    type: str
    subject: str
    object: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class GoldDocument:
    """A document with all that was marked in it, mentions in the order of the text."""

    document: Document
    mentions: tuple[GoldMention, ...]
    relations: tuple[GoldRelation, ...]

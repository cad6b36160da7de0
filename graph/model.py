"""The knowledge model: every value is frozen, and every piece of text is a span of a document.

Offsets are half-open `[start, end)` in characters (Python `str` indices) of `Document.text`,
made by the reader once and never recomputed by searching.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graph.notices import Notice, is_retraction_notice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Tier(StrEnum):
    """The layer of MedGraphRAG's triple graph (arXiv 2408.04187, section 2.2) a document belongs to."""

    USER = "user"
    LITERATURE = "literature"


class SectionKind(StrEnum):
    """What part of a paper or note a section is."""

    TITLE = "title"
    ABSTRACT = "abstract"
    INTRODUCTION = "introduction"
    METHODS = "methods"
    RESULTS = "results"
    DISCUSSION = "discussion"
    CONCLUSION = "conclusion"
    CAPTION = "caption"
    OTHER = "other"


class Assertion(StrEnum):
    """How a text speaks of what it mentions; only AFFIRMED may support a claim that a thing is so."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    UNCERTAIN = "uncertain"
    HYPOTHETICAL = "hypothetical"
    HISTORICAL = "historical"
    OTHER_EXPERIENCER = "other_experiencer"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, end)` in characters of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document with its heading; `start`/`end` cover the body without the heading."""

    start: int
    end: int
    heading: str = ""
    kind: SectionKind = SectionKind.OTHER


@dataclass(frozen=True, slots=True)
class MeshHeading:
    """A MeSH descriptor an indexer gave a paper, e.g. `MESH:D009203`; no id where the record gives the name alone."""

    concept_id: str
    name: str
    major: bool = False


@dataclass(frozen=True)
class Document:
    """One paper, note or record with its canonical text.

    `text` is title, blank line, then the sections in reading order. `sections` are disjoint, in order, and
    cover everything that is to be chunked (the title is a section of kind TITLE).
    `retracted` is what the record says of itself; the store also marks a document that a stored
    retraction notice names. `revised` is when the record was last revised (YYYY-MM-DD), where it says so.
    `identifiers` are the ids that its record gives for the same paper, its own among them (`pmid:1`, `doi:10.1/x`): two
    documents that share one are one source. `trials` are the registered trials that it reports, by their numbers.
    Of a record: `patient` is whose it is (`fhir:Patient/p9`, `ccda:<root>|<extension>`, `hl7:<authority>|<id>`, or as
    the one who ingests says), `date` the day (YYYY-MM-DD or less exact) of what in it has no date of its own.
    """

    id: str
    text: str
    tier: Tier = Tier.LITERATURE
    title: str = ""
    sections: tuple[Section, ...] = ()
    year: int | None = None
    journal: str = ""
    authors: tuple[str, ...] = ()
    publication_types: tuple[str, ...] = ()
    mesh: tuple[MeshHeading, ...] = ()
    language: str = "en"
    url: str = ""
    licence: str = ""
    retracted: bool = False
    notices: tuple[Notice, ...] = ()
    revised: str = ""
    identifiers: tuple[str, ...] = ()
    patient: str = ""
    date: str = ""
    trials: tuple[str, ...] = ()
    source: str = field(default="", compare=False)

    @property
    def is_retraction_notice(self) -> bool:
        """Whether it is the notice that retracts a paper: what it repeats of that paper is no evidence."""
        return is_retraction_notice([notice.kind for notice in self.notices], self.publication_types)

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 over every field but `source` (where the file lay), hex."""
        values = document_values(self)
        del values["source"]
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


_FIELDS = tuple(each.name for each in fields(Document))
_NESTED = {
    name: tuple(each.name for each in fields(kind))
    for name, kind in (("sections", Section), ("mesh", MeshHeading), ("notices", Notice))
}
LATER_FIELDS = ("identifiers", "patient", "date", "trials")


def document_values(document: Document) -> dict[str, Any]:
    """Every field by name, nested values as dictionaries.

    Fields that came after the first stores and exports are left out where they are empty: so what was written before
    stays equal to what is written now.
    """
    values = {name: getattr(document, name) for name in _FIELDS}
    for name, parts in _NESTED.items():  # several times as fast as `asdict`, which copies each string too
        values[name] = tuple({part: getattr(each, part) for part in parts} for each in values[name])
    for name in LATER_FIELDS:
        if not values[name]:
            del values[name]
    return values


@dataclass(frozen=True, slots=True)
class Chunk:
    """A retrieval unit: a run of whole sentences inside one section.

    `id` is `<document id>#<position>`; `position` counts from 0 in reading order; `sentences` are the
    spans (document offsets) of its sentences; `section` indexes `Document.sections`.
    """

    document_id: str
    position: int
    start: int
    end: int
    section: int
    sentences: tuple[Span, ...]

    @property
    def id(self) -> str:
        """`<document id>#<position>`, stable between identical ingests."""
        return f"{self.document_id}#{self.position}"


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity named in a sentence: document offsets, the sentence's span, and how it is asserted."""

    entity_id: str
    start: int
    end: int
    chunk: int
    sentence: Span
    assertion: Assertion = Assertion.AFFIRMED
    score: float = 1.0
    method: str = "dictionary"


@dataclass(frozen=True, slots=True)
class Relation:
    """One sentence's statement that `subject_id` stands to `object_id` as `predicate` says.

    Both are entities the document mentions; `predicate` is one of `graph.predicates`. `sentence` is the evidence, in
    document offsets, and lies in the chunk of that position. `confidence` in [0, 1] is the extractor's.
    """

    subject_id: str
    predicate: str
    object_id: str
    chunk: int
    sentence: Span
    assertion: Assertion = Assertion.AFFIRMED
    confidence: float = 1.0
    extractor: str = "rules"


@dataclass(frozen=True, slots=True)
class Entity:
    """What mentions are about. `id` is a concept's CURIE, else `text:<category>:<normalised form>`."""

    id: str
    name: str
    category: str


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry of a controlled vocabulary (tier 3).

    `id` is a CURIE (`MESH:D009203`); `category` a Biolink category without prefix (`Disease`); `parents` the
    ids it IS_A; `same_as` ids in other vocabularies that its source states as exact matches.

    A concept without a name is a mapping: it only adds `same_as` to the concept of that id, wherever that is loaded.
    `different_from` are ids of which a mapping says that they are not the same, whatever else says that they are.
    """

    id: str
    name: str
    synonyms: tuple[str, ...] = ()
    definition: str = ""
    category: str = "NamedThing"
    parents: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    different_from: tuple[str, ...] = ()


RETRACTED_PUBLICATION = "RetractedPublication"
"""The category of an entry of a list of retracted papers: a concept without a name, its id that of a document."""
RETRACTIONS_SUFFIX = ".retractions"


@dataclass(frozen=True, slots=True)
class VocabularyInfo:
    """A loaded vocabulary: `id` is its short name (`mesh`), `priority` its place in the order of loading.

    `digest` names its concepts: two vocabularies of the same digest hold the same.
    """

    id: str
    version: str
    source: str
    concepts: int
    priority: int = 0
    digest: str = ""

    @property
    def is_retraction_list(self) -> bool:
        """Whether it lists retracted papers: it names nothing, and what is recognised does not depend on it."""
        return self.id.endswith(RETRACTIONS_SUFFIX)


@dataclass(frozen=True, eq=False)
class DocumentGraph:
    """What crosses the ingest pipeline: a document with all that was found in it.

    `vectors` is float32, shape `(len(chunks), dimension)`, L2-normalised; `fingerprint` names the models,
    vocabularies and settings that made it.
    """

    document: Document
    chunks: tuple[Chunk, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    vectors: NDArray[np.float32]
    fingerprint: str
    relations: tuple[Relation, ...] = ()

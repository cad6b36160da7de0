"""The knowledge itself: the model, its stores and indexes, vocabularies and linking; imports no other folder."""

from graph.errors import MedgraphError
from graph.files import replace_file
from graph.framing import Frame, Framing, frames
from graph.model import (
    Assertion,
    Chunk,
    Concept,
    Document,
    DocumentGraph,
    Entity,
    Mention,
    MeshHeading,
    Notice,
    NoticeKind,
    Relation,
    Section,
    SectionKind,
    Span,
    Tier,
    VocabularyInfo,
)
from graph.predicates import SYMMETRIC, Predicate
from graph.sentences import split_sentences

__all__ = [
    "SYMMETRIC",
    "Assertion",
    "Chunk",
    "Concept",
    "Document",
    "DocumentGraph",
    "Entity",
    "Frame",
    "Framing",
    "MedgraphError",
    "Mention",
    "MeshHeading",
    "Notice",
    "NoticeKind",
    "Predicate",
    "Relation",
    "Section",
    "SectionKind",
    "Span",
    "Tier",
    "VocabularyInfo",
    "frames",
    "replace_file",
    "split_sentences",
]

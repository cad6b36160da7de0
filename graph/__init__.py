"""The knowledge itself: the model, its stores and indexes, vocabularies and linking; imports no other folder."""

from graph.dates import FIRST_YEAR, LAST_YEAR, WrittenDate, ambiguous_date, dates_in, has_day_first, years_in
from graph.errors import MedgraphError
from graph.files import (
    DiskError,
    close_to_others,
    disk_error,
    is_full,
    leads_out,
    link_out_of,
    make_folder,
    private,
    remove,
    replace_file,
    where_allowed,
)
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
    Relation,
    Section,
    SectionKind,
    Span,
    Tier,
    VocabularyInfo,
)
from graph.notices import Notice, NoticeKind, is_retraction_notice
from graph.predicates import SYMMETRIC, Predicate
from graph.sealed import DamagedFileError, damaged, open_sealed, report_rebuilt, sealed_file
from graph.sentences import split_sentences
from graph.telemetry import silence
from graph.waiting import told_if_slow

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "SYMMETRIC",
    "Assertion",
    "Chunk",
    "Concept",
    "DamagedFileError",
    "DiskError",
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
    "WrittenDate",
    "ambiguous_date",
    "close_to_others",
    "damaged",
    "dates_in",
    "disk_error",
    "frames",
    "has_day_first",
    "is_full",
    "is_retraction_notice",
    "leads_out",
    "link_out_of",
    "make_folder",
    "open_sealed",
    "private",
    "remove",
    "replace_file",
    "report_rebuilt",
    "sealed_file",
    "split_sentences",
    "told_if_slow",
    "where_allowed",
    "years_in",
]

silence()  # before the first of them is imported, which is inside the functions that need it

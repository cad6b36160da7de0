"""From the documents of the evidence to a table: one row a paper, what replaces another before that."""

from __future__ import annotations

from collections.abc import Sequence

from graph import Document
from graph.store import Record, papers
from retrieval.table.row import EvidenceTable, study_row
from retrieval.table.updates import newest_first, updates_of


def tabulate(question: str, documents: Sequence[Document], notice: str = "") -> EvidenceTable:
    """The table of the documents, in their order; of two that are one paper the first has the row."""
    paper_of = papers(Record(d.id, d.tier, d.title, d.year, d.identifiers) for d in documents)
    first = {paper_of[document.id]: document for document in reversed(documents)}
    kept = [document for document in documents if first[paper_of[document.id]] is document]
    rows = tuple(study_row(d, question, updates_of(d, kept)) for d in newest_first(kept))
    return EvidenceTable(question, rows, notice)

"""A row of the evidence table: what one study did, on whom, and what it found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from graph import Document
from retrieval.table.cell import Cell
from retrieval.table.country import country_cell
from retrieval.table.design import design_cell
from retrieval.table.picos import arms_of, outcome_cell, population_cell
from retrieval.table.result import result_of
from retrieval.table.size import size_cell
from retrieval.table.species import Species, species_of
from retrieval.table.study import study_of

COLUMNS = (
    "design",
    "country",
    "n",
    "population",
    "intervention",
    "comparator",
    "outcome",
    "result",
    "effect",
    "interval",
    "p_value",
)
"""The cells of a row, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class StudyRow:
    """One study: what its record says of it, and its cells; a cell that the text does not tell is None.

    `retracted` and `updates` are for the reader: the latter are the ids of what corrects or replaces the document.
    """

    document_id: str
    title: str
    year: int | None
    journal: str
    url: str
    species: Species
    retracted: bool
    updates: tuple[str, ...]
    design: Cell | None
    country: Cell | None
    n: Cell | None
    population: Cell | None
    intervention: Cell | None
    comparator: Cell | None
    outcome: Cell | None
    result: Cell | None
    effect: Cell | None
    interval: Cell | None
    p_value: Cell | None

    def cells(self) -> dict[str, Cell | None]:
        """The cells by column."""
        return {name: getattr(self, name) for name in COLUMNS}


@dataclass(frozen=True, slots=True)
class EvidenceTable:
    """The studies of the evidence for a question, a row each; `notice` is what a reader must be told, or ''."""

    question: str
    rows: tuple[StudyRow, ...]
    notice: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The table as plain values, as JSON surfaces send it."""
        return asdict(self)


def study_row(document: Document, question: str = "", updates: Iterable[str] = ()) -> StudyRow:
    """The row of a document; the question says which of its results is wanted."""
    study = study_of(document)
    species = species_of(study)
    design = design_cell(study, species)
    size = size_cell(study, design.value if design else "", species)
    intervention, comparator = arms_of(study)
    outcome = outcome_cell(study)
    result = result_of(study, design.value if design else "", question, outcome.quote if outcome else "")
    return StudyRow(
        document_id=document.id,
        title=document.title,
        year=document.year,
        journal=document.journal,
        url=document.url,
        species=species,
        retracted=document.retracted,
        updates=tuple(updates),
        design=design,
        country=country_cell(study),
        n=size,
        population=population_cell(study, size),
        intervention=intervention,
        comparator=comparator,
        outcome=outcome,
        result=result.statement if result else None,
        effect=result.effect if result else None,
        interval=result.interval if result else None,
        p_value=result.p_value if result else None,
    )

"""The evidence table: what each study did, on whom, and what it found, every cell the document's own characters."""

from retrieval.table.as_csv import as_csv
from retrieval.table.cell import Cell
from retrieval.table.role import Role, role_in, role_of
from retrieval.table.row import COLUMNS, EvidenceTable, StudyRow, study_row
from retrieval.table.species import Species, species_in, species_of
from retrieval.table.study import study_of
from retrieval.table.tabulate import tabulate
from retrieval.table.updates import newest_first, superseded, updates_of

__all__ = [
    "COLUMNS",
    "Cell",
    "EvidenceTable",
    "Role",
    "Species",
    "StudyRow",
    "as_csv",
    "newest_first",
    "role_in",
    "role_of",
    "species_in",
    "species_of",
    "study_of",
    "study_row",
    "superseded",
    "tabulate",
    "updates_of",
]

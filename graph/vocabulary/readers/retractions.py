"""Lists of retracted papers: PMIDs or DOIs one a line, or the database of Retraction Watch.

A list names papers, not things: each of its entries is a concept without a name, of a category of its own, whose id is
that of a document. The store marks the documents it names as retracted for as long as it holds the list.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from graph.model import RETRACTED_PUBLICATION, RETRACTIONS_SUFFIX, Concept
from graph.parsing.source import Source
from graph.vocabulary.readers.base import (
    LoadedVocabulary,
    Problems,
    file_name,
    head_of,
    lines_of,
    open_text,
    table_text,
)
from graph.vocabulary.readers.columns import plain_name
from graph.vocabulary.readers.csv_rows import cells_of, csv_rows
from graph.vocabulary.readers.mesh_tree import version_of
from graph.vocabulary.readers.options import VocabularyOptions

_PMID = re.compile(r"(?:pmid:?\s*)?0*([1-9]\d{0,8})(?:\.0)?", re.IGNORECASE)
_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{1,9}/\S{1,250})", re.IGNORECASE)
_HEADERS = frozenset({"pmid", "pmids", "pubmed id", "doi", "dois"})
_SAMPLE = 200  # lines that tell
_FEWEST = 3  # lines; fewer numbers are no list
_PUBMED, _DOIS, _NATURE, _DATE = (
    "originalpaperpubmedid",
    "originalpaperdoi",
    "retractionnature",
    "retractiondate",
)
_DATES = ("%m/%d/%Y", "%Y-%m-%d")


class RetractionsReader:
    """Reads lists of retracted papers."""

    name = "retractions"

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the header is Retraction Watch's, or every line is a PMID or a DOI."""
        text = table_text(head)
        return bool(_watch_delimiter(text)) or _is_list(text)

    def read(self, source: Source, options: VocabularyOptions, /) -> LoadedVocabulary:
        """The papers that are retracted. Of Retraction Watch's entries corrections and expressions of concern retract
        nothing, and a later reinstatement undoes a retraction.
        """
        problems = Problems()
        delimiter = _watch_delimiter(table_text(head_of(source)))
        papers = _watched(source, delimiter, problems) if delimiter else _listed(source, problems)
        named = "retraction-watch" if delimiter else "pubmed"
        concepts = (Concept(paper, "", category=RETRACTED_PUBLICATION) for paper in papers)
        identity = f"{named}{RETRACTIONS_SUFFIX}"
        return LoadedVocabulary(
            identity, version_of(source), file_name(source), concepts, problems, mappings=True
        )


def _is_list(text: str) -> bool:
    papers = [line.strip() for line in text.splitlines() if line.strip()][:_SAMPLE]
    if papers and papers[0].lower() in _HEADERS:
        del papers[0]
    return len(papers) >= _FEWEST and all(_papers(line) for line in papers)


def _watch_delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    for delimiter in ",\t;":
        try:
            names = {plain_name(cell) for cell in next(cells_of([header], delimiter), [])}
        except csv.Error:
            continue
        if _NATURE in names and names & {_PUBMED, _DOIS}:
            return delimiter
    return ""


def _papers(text: str) -> list[str]:
    """The document's ids that a PMID or a DOI is written as; a DOI means the same in any letters."""
    text = text.strip()
    if found := _PMID.fullmatch(text):
        return [f"pmid:{found[1]}"]
    if found := _DOI.fullmatch(text):
        return list(dict.fromkeys((f"doi:{found[1]}", f"doi:{found[1].lower()}")))
    return []


def _listed(source: Source, problems: Problems) -> Iterator[str]:
    with open_text(source) as stream:
        for number, line in enumerate(lines_of(stream, source), 1):
            papers = _papers(line)
            yield from papers
            if not papers and line.strip() and not (number == 1 and line.strip().lower() in _HEADERS):
                problems.report(source, number, "no PMID and no DOI")


def _watched(source: Source, delimiter: str, problems: Problems) -> Iterator[str]:
    """What was last said of each paper counts; of one day, the reinstatement."""
    last: dict[str, tuple[datetime, bool]] = {}
    rows = csv_rows(source, delimiter, problems)
    names = [plain_name(cell) for cell in next((cells for _, cells in islice(rows, 1)), [])]
    for number, cells in rows:
        row = dict(zip(names, map(str.strip, cells), strict=False))
        nature = row.get(_NATURE, "").lower()
        if nature not in ("retraction", "reinstatement"):
            continue
        papers = [*_papers(row.get(_PUBMED, "")), *_papers(row.get(_DOIS, ""))]
        said = _day(row.get(_DATE, "")), nature == "reinstatement"
        for paper in papers:
            last[paper] = max(said, last.get(paper, said))
        if not papers and any(cells):
            problems.report(source, number, "no PMID and no DOI of the paper")
    return (paper for paper, (_, reinstated) in last.items() if not reinstated)


def _day(text: str) -> datetime:
    """The day of `1/31/2024 0:00`; the first of all days where it is none."""
    for shape in _DATES:
        try:
            return datetime.strptime(text.split(" ", maxsplit=1)[0], shape)
        except ValueError:
            continue
    return datetime.min

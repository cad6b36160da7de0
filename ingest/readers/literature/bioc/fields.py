"""The fields of a BioC document beside its text, out of the infons of the document and its first passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ingest.readers.compose.canonical import clean_line
from ingest.readers.metadata.identity import doi_id, paper_id, paper_ids
from ingest.readers.metadata.years import year_in

_DOI = re.compile(r"doi:\s*(10\.\d{1,9}/\S+)", re.IGNORECASE)
_AUTHOR_INFON = re.compile(r"name_(\d{1,5})")


def merged(document: Mapping[str, str], passages: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """All infons together; the first that says something of a key wins."""
    found = dict(document)
    for infons in passages:
        for key, value in infons.items():
            if value and not found.get(key):
                found[key] = value
    return found


def document_id(name: str, infons: Mapping[str, str], full_text: bool) -> str:
    """The paper's id by the rule of `paper_id`, where `name`, the document's own id, counts as what it looks like."""
    return paper_id(*_ids(name, infons), full_text) or doi_id(name)


def identifiers(name: str, infons: Mapping[str, str]) -> tuple[str, ...]:
    """Every id of the paper."""
    return paper_ids(*_ids(name, infons))


def _ids(name: str, infons: Mapping[str, str]) -> tuple[str, str, str]:
    """The values for PMC, PubMed and DOI."""
    pmc = infons.get("article-id_pmc") or infons.get("pmcid") or infons.get("pmc") or ""
    pmid = infons.get("article-id_pmid") or infons.get("pmid") or ""
    if name.upper().startswith("PMC"):
        pmc = name
    elif name.isdecimal() and name != pmc.upper().removeprefix("PMC"):
        pmid = pmid or name
    doi = infons.get("article-id_doi") or infons.get("doi") or ""
    if not doi and (found := _DOI.search(infons.get("journal", ""))):
        doi = found[1].rstrip(".")
    return pmc, pmid, doi


def year(infons: Mapping[str, str]) -> int | None:
    """The year stated, else that of the date."""
    return year_in(infons.get("year", "")) or year_in(infons.get("date", ""))


def journal(infons: Mapping[str, str]) -> str:
    """The journal; PubTator's infon goes on with the issue after a semicolon."""
    return clean_line(infons.get("journal-title", "") or infons.get("journal", "").partition(";")[0])


def authors(infons: Mapping[str, str]) -> tuple[str, ...]:
    """PMC's numbered infons (`surname:Doe;given-names:Jane`), else PubTator's list with commas."""
    numbered = sorted(
        (int(found[1]), value) for key, value in infons.items() if (found := _AUTHOR_INFON.fullmatch(key))
    )
    names = [_author(value) for _, value in numbered] or infons.get("authors", "").split(",")
    return tuple(name for name in map(clean_line, names) if name)


def _author(value: str) -> str:
    parts = dict(part.partition(":")[::2] for part in value.split(";") if ":" in part)
    return f"{parts.get('surname', '')} {parts.get('given-names', '')}" if parts else value


def publication_types(infons: Mapping[str, str]) -> tuple[str, ...]:
    """The article type where an infon has it."""
    kind = clean_line(infons.get("article-type", "") or infons.get("publication_type", ""))
    return (kind.replace("-", " ").title(),) if kind else ()

"""The fields of a result of Europe PMC beside its text.

Left out: MeSH headings, which come as names without their ids; keywords, grants, links and counts.
"""

from __future__ import annotations

import re

from graph import Notice, NoticeKind
from ingest.readers.compose.canonical import clean_line
from ingest.readers.metadata.identity import paper_id, paper_ids, pmid_id
from ingest.readers.metadata.years import year_in
from ingest.readers.streams.json_fields import Object, objects_at, text_at

_SOURCE = re.compile(r"[A-Z]{2,5}")
_ID = re.compile(r"[\w./:-]{1,80}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NOTICES = {kind.value.casefold(): kind for kind in NoticeKind} | {
    "retractedandrepublishedin": NoticeKind.RETRACTION_IN,
    "partialretractionin": NoticeKind.CONCERN_IN,
    "partialretractionof": NoticeKind.CONCERN_FOR,
    "republishedin": NoticeKind.UPDATE_IN,
    "republishedfrom": NoticeKind.UPDATE_OF,
}


def document_id(result: Object) -> str:
    """The abstract's id by the rule of `paper_id`, else Europe PMC's own: `ppr:PPR1`, `agr:IND1`; '' without one."""
    source, name = text_at(result, "source").strip(), text_at(result, "id").strip()
    own = _SOURCE.fullmatch(source) and _ID.fullmatch(name)
    return paper_id(*_ids(result), full_text=False) or (f"{source.casefold()}:{name}" if own else "")


def identifiers(result: Object) -> tuple[str, ...]:
    """Every id of the paper."""
    return paper_ids(*_ids(result))


def _ids(result: Object) -> tuple[str, str, str]:
    """The values for PMC, PubMed and DOI."""
    source, name = text_at(result, "source").strip(), text_at(result, "id").strip()
    pmid = text_at(result, "pmid") or (name if source == "MED" else "")
    pmc = text_at(result, "pmcid") or (name if source == "PMC" else "")
    return pmc, pmid, text_at(result, "doi") or text_at(result, "DOI")


def page(result: Object) -> str:
    """Europe PMC's page of the result; '' when it has no id there."""
    source, name = text_at(result, "source").strip(), text_at(result, "id").strip()
    own = _SOURCE.fullmatch(source) and _ID.fullmatch(name)
    return f"https://europepmc.org/article/{source}/{name}" if own else ""


def year(result: Object) -> int | None:
    """The issue's year, else that of the first publication."""
    dates = (
        text_at(result, "journalInfo", "yearOfPublication"),
        text_at(result, "pubYear"),
        text_at(result, "bookOrReportDetails", "yearOfPublication"),
        text_at(result, "firstPublicationDate"),
    )
    return next((found for value in dates if (found := year_in(value))), None)


def journal(result: Object) -> str:
    """The journal's title; of a chapter its book's."""
    return clean_line(
        text_at(result, "journalInfo", "journal", "title")
        or text_at(result, "journalTitle")
        or text_at(result, "bookOrReportDetails", "comprisingTitle")
    )


def authors(result: Object) -> tuple[str, ...]:
    """`Last First` of people, the name of groups; else the string of authors, taken apart."""
    listed = tuple(filter(None, map(_author, objects_at(result, "authorList", "author"))))
    string = clean_line(text_at(result, "authorString")).removesuffix(".")
    return listed or tuple(filter(None, map(clean_line, string.split(","))))


def _author(author: Object) -> str:
    last, first = text_at(author, "lastName"), text_at(author, "firstName") or text_at(author, "initials")
    return clean_line(
        f"{last} {first}" if last else text_at(author, "fullName") or text_at(author, "collectiveName")
    )


def notices(result: Object) -> tuple[Notice, ...]:
    """Retractions, errata and expressions of concern; other links (comments, updates) are left out."""
    found = []
    for link in objects_at(result, "commentCorrectionList", "commentCorrection"):
        kind = _NOTICES.get("".join(text_at(link, "type").split()).casefold())
        if kind is not None:
            target = pmid_id(text_at(link, "id")) if text_at(link, "source") == "MED" else ""
            note = " ".join((text_at(link, "reference"), text_at(link, "note")))
            found.append(Notice(kind, target, clean_line(note)))
    return tuple(found)


def revised(result: Object) -> str:
    """YYYY-MM-DD of the record's last revision; '' where none is given."""
    date = text_at(result, "dateOfRevision").strip()
    return date if _DATE.fullmatch(date) else ""

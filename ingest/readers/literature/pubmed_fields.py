"""The fields of a PubMed citation beside its text."""

from __future__ import annotations

from graph import MeshHeading, Notice, NoticeKind
from graph.parsing import Element
from ingest.readers.metadata.identity import paper_ids
from ingest.readers.metadata.languages import language_code
from ingest.readers.metadata.trial_numbers import trial_numbers
from ingest.readers.metadata.years import year_in
from ingest.readers.streams.xml_records import child, child_text, text_of

# RefTypes that say the same of a record as one of the model's kinds. A partial retraction withdraws some
# of the results: the nearest caution the model has is an expression of concern.
_NOTICES = {kind.value: kind for kind in NoticeKind} | {
    "RetractedandRepublishedIn": NoticeKind.RETRACTION_IN,
    "PartialRetractionIn": NoticeKind.CONCERN_IN,
    "PartialRetractionOf": NoticeKind.CONCERN_FOR,
    "RepublishedIn": NoticeKind.UPDATE_IN,
    "RepublishedFrom": NoticeKind.UPDATE_OF,
}


def texts(element: Element | None, tag: str) -> tuple[str, ...]:
    """The text of every child named `tag`, empty ones left out."""
    return () if element is None else tuple(filter(None, map(text_of, element.iterchildren(tag))))


def identifiers(record: Element, article: Element, pmid: str) -> tuple[str, ...]:
    """Every id of the paper: those of the record itself, not those of its references."""
    listed = child(record, "PubmedData", "ArticleIdList")
    found = {each.get("IdType", ""): text_of(each) for each in (() if listed is None else listed)}
    places = (each for each in article.iterchildren("ELocationID") if each.get("EIdType") == "doi")
    doi = found.get("doi") or next(map(text_of, places), "")
    return paper_ids(found.get("pmc", ""), pmid, doi)


def trials(article: Element) -> tuple[str, ...]:
    """The numbers of the registered trials among what the record lists of data banks."""
    listed = child(article, "DataBankList")
    numbers = () if listed is None else listed.iter("AccessionNumber")
    return trial_numbers(map(text_of, numbers))


def language(article: Element) -> str:
    """The first language stated, as ISO 639-1 where it has such a code; `en` when none is."""
    return language_code(child_text(article, "Language"))


def year(record: Element, article: Element) -> int | None:
    """The issue's year, else the electronic article's, else that of the earliest date in its history."""
    issue = child(article, "Journal", "JournalIssue", "PubDate")
    return (
        year_in(child_text(issue, "Year") or child_text(issue, "MedlineDate"))
        or year_in(child_text(article, "ArticleDate", "Year"))
        or _history_year(child(record, "PubmedData", "History"))
    )


def book_year(record: Element) -> int | None:
    """The book's year, else the chapter's, else that of the earliest date in its history."""
    return (
        year_in(child_text(record, "BookDocument", "Book", "PubDate", "Year"))
        or year_in(child_text(record, "BookDocument", "ContributionDate", "Year"))
        or _history_year(child(record, "PubmedBookData", "History"))
    )


def _history_year(history: Element | None) -> int | None:
    if history is None:
        return None
    years = (year_in(child_text(date, "Year")) for date in history.iterchildren("PubMedPubDate"))
    return min((year for year in years if year), default=None)


def authors(listed: Element | None) -> tuple[str, ...]:
    """`Last Fore` (or initials) for people, the name for groups, in order."""
    return tuple(name for author in (() if listed is None else listed) if (name := _author(author)))


def _author(author: Element) -> str:
    last = child_text(author, "LastName")
    if not last:
        return child_text(author, "CollectiveName")
    fore = child_text(author, "ForeName") or child_text(author, "Initials")
    return f"{last} {fore}".strip()


def mesh(citation: Element) -> tuple[MeshHeading, ...]:
    """The MeSH headings; one is major when the descriptor or any of its qualifiers is."""
    listed = child(citation, "MeshHeadingList")
    found = []
    for heading in () if listed is None else listed:
        names = list(heading)
        descriptor = next((name for name in names if name.tag == "DescriptorName"), None)
        if descriptor is not None and (ui := descriptor.get("UI")):
            major = any(name.get("MajorTopicYN") == "Y" for name in names)
            found.append(MeshHeading(f"MESH:{ui}", text_of(descriptor), major))
    return tuple(found)


def notices(citation: Element) -> tuple[Notice, ...]:
    """Retractions, errata, expressions of concern and updates; other links (comments) are left out."""
    listed = child(citation, "CommentsCorrectionsList")
    found = []
    for link in () if listed is None else listed:
        ref_type = link.get("RefType", "")
        if kind := _NOTICES.get(ref_type):
            pmid = child_text(link, "PMID")
            note = " ".join(filter(None, (child_text(link, "RefSource"), child_text(link, "Note"))))
            if ref_type != kind:
                note = f"{ref_type}: {note}"
            found.append(Notice(kind, f"pmid:{pmid}" if pmid else "", note))
    return tuple(found)


def revised(citation: Element | None) -> str:
    """YYYY-MM-DD of the record's last revision, else of its completion; empty where neither is given."""
    for name in ("DateRevised", "DateCompleted"):
        date = child(citation, name)
        parts = [
            child_text(date, part).zfill(width) for part, width in (("Year", 4), ("Month", 2), ("Day", 2))
        ]
        if all(part.isdigit() and int(part) for part in parts):
            return "-".join(parts)
    return ""

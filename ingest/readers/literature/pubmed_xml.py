"""PubMed XML: the baseline and update files, and what efetch returns.

Format: https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/250101/
"""

from __future__ import annotations

from collections.abc import Iterator

from graph import Document, SectionKind, Tier
from graph.parsing import Element, Problem, Source
from ingest.readers.base import Deletion, ReadResult
from ingest.readers.compose.abstract_labels import split_abstract
from ingest.readers.compose.canonical import Part, compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.compose.headings import kind_of
from ingest.readers.compose.hyphens import mend_spaced_hyphens
from ingest.readers.literature import pubmed_fields as fields
from ingest.readers.metadata.identity import document_url
from ingest.readers.metadata.languages import language_code
from ingest.readers.streams.xml_records import child, child_text, lines_of, read_records, text_of
from ingest.readers.streams.xml_root import root_name

_RECORDS = ("PubmedArticle", "PubmedBookArticle", "DeleteCitation", "DeleteDocument")
_ROOTS = {"PubmedArticleSet", "PubmedBookArticleSet", "PubmedArticle", "PubmedBookArticle"}
_CATEGORIES = {
    "BACKGROUND": SectionKind.INTRODUCTION,
    "OBJECTIVE": SectionKind.INTRODUCTION,
    "METHODS": SectionKind.METHODS,
    "RESULTS": SectionKind.RESULTS,
    "CONCLUSIONS": SectionKind.CONCLUSION,
}


class PubmedXmlReader:
    """Reads PubmedArticleSet files, plain or gzipped, a record at a time."""

    name = "pubmed-xml"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the root element is one of PubMed's."""
        return root_name(head) in _ROOTS

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document a citation, a Deletion a deleted PMID."""
        source_name = source.name

        def convert(element: Element, location: str) -> Iterator[ReadResult]:
            if element.tag.startswith("Delete"):
                yield from (Deletion(f"pmid:{pmid}") for e in element.iter("PMID") if (pmid := text_of(e)))
            elif element.tag == "PubmedBookArticle":
                yield _book(element, location, source_name, tier)
            else:
                yield _article(element, location, source_name, tier)

        return read_records(source, _RECORDS, convert)


def _article(record: Element, location: str, source_name: str, tier: Tier) -> Document | Problem:
    citation = child(record, "MedlineCitation")
    article = child(citation, "Article")
    pmid = child_text(citation, "PMID")
    if not pmid or citation is None or article is None:
        return Problem(source_name, location, "no PMID" if not pmid else f"PMID {pmid}: no Article element")
    title = child_text(article, "ArticleTitle") or child_text(article, "VernacularTitle")
    composed = compose(title, _abstract(article, citation))
    if not composed.text:
        return Problem(source_name, location, f"PMID {pmid}: neither title nor abstract")
    notices = fields.notices(citation)
    types = fields.texts(child(article, "PublicationTypeList"), "PublicationType")
    return build_document(
        f"pmid:{pmid}",
        composed,
        tier,
        source_name,
        Metadata(
            year=fields.year(record, article),
            journal=child_text(article, "Journal", "Title")
            or child_text(article, "Journal", "ISOAbbreviation"),
            authors=fields.authors(child(article, "AuthorList")),
            publication_types=types,
            mesh=fields.mesh(citation),
            language=fields.language(article),
            url=document_url(f"pmid:{pmid}"),
            licence=child_text(article, "Abstract", "CopyrightInformation"),
            revised=fields.revised(citation),
            notices=notices,
            identifiers=fields.identifiers(record, article, pmid),
            trials=fields.trials(article),
        ),
    )


def _book(record: Element, location: str, source_name: str, tier: Tier) -> Document | Problem:
    """A book or a chapter of one (GeneReviews, StatPearls): PubMed holds its abstract, not its text."""
    book = child(record, "BookDocument")
    pmid = child_text(book, "PMID")
    if book is None or not pmid:
        return Problem(source_name, location, "no PMID")
    book_title = child_text(book, "Book", "BookTitle")
    composed = compose(child_text(book, "ArticleTitle") or book_title, _abstract(book, book))
    if not composed.text:
        return Problem(source_name, location, f"PMID {pmid}: neither title nor abstract")
    return build_document(
        f"pmid:{pmid}",
        composed,
        tier,
        source_name,
        Metadata(
            year=fields.book_year(record),
            journal=book_title if book_title != composed.title else "",
            authors=fields.authors(child(book, "AuthorList"))
            or fields.authors(child(book, "Book", "AuthorList")),
            publication_types=fields.texts(book, "PublicationType"),
            language=fields.language(book),
            url=document_url(f"pmid:{pmid}"),
            licence=child_text(book, "Abstract", "CopyrightInformation"),
        ),
    )


def _abstract(article: Element, citation: Element) -> list[Part]:
    """The abstract; only without one, the best of the others: English before other languages, experts' before lay."""
    parts = _parts(child(article, "Abstract"))
    if any(part.body for part in parts):
        return parts
    others = sorted(citation.iterchildren("OtherAbstract"), key=_distance)
    return next((parts for parts in map(_parts, others) if any(part.body for part in parts)), [])


def _distance(abstract: Element) -> tuple[bool, bool]:
    return language_code(abstract.get("Language", "")) != "en", "plain" in abstract.get("Type", "").casefold()


def _parts(abstract: Element | None) -> list[Part]:
    found = () if abstract is None else abstract.iterchildren("AbstractText")
    return [part for element in found for part in _labelled(element)]


def _labelled(element: Element) -> list[Part]:
    """The part under its label; one without any may have labels in its text."""
    label = " ".join(element.get("Label", "").split())
    if label.upper() in {"UNLABELLED", "UNLABELED", "UNASSIGNED"}:
        label = ""
    kind = _CATEGORIES.get(element.get("NlmCategory", "")) or kind_of(label, SectionKind.ABSTRACT)
    text = lines_of(element)
    if not label and kind is SectionKind.ABSTRACT:
        return split_abstract(mend_spaced_hyphens(text))
    return [Part(label, kind, text)]

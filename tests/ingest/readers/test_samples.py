"""The readers over real files, which are not in the repository: nothing they say is quoted here."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from graph import Document, NoticeKind, SectionKind
from graph.parsing import Problem
from ingest.readers import ReadResult
from ingest.readers.streams.xml_records import text_of
from ingest.reading import read_paths
from tests.ingest.readers.conftest import check_offsets


def documents(results: list[ReadResult]) -> list[Document]:
    found = [result for result in results if isinstance(result, Document)]
    for document in found:
        check_offsets(document)
    return found


def pubmed_reference(path: Path) -> str:
    """Titles and abstracts of the file's citations as plain text."""
    tree = etree.parse(path, etree.XMLParser())
    return " ".join(text_of(element) for element in tree.iter("ArticleTitle", "AbstractText"))


def test_pubmed_keeps_titles_and_abstracts(formats: Path) -> None:
    for path in sorted((formats / "pubmed_xml").glob("pubmed*.xml")):
        text = "\n".join(document.text for document in documents(list(read_paths([path]))))
        assert kept_share(pubmed_reference(path), text) > 0.99, path


def kept_share(reference: str, text: str) -> float:
    """How many of the reference's words (of three letters and more) the text has, counted with repeats."""
    wanted = Counter(re.findall(r"[^\W\d_]{3,}", reference.casefold()))
    present = Counter(re.findall(r"[^\W\d_]{3,}", text.casefold()))
    return (wanted & present).total() / wanted.total()


# Annotations of a text, and the PDF's parse of a paper that there is a better parse of.
READ_WITH_OTHERS = {"10021369.ann", "1e1286db.json"}


def test_every_sample_is_read_or_reported(formats: Path) -> None:
    for path in sorted(path for path in formats.rglob("*") if path.is_file()):
        if path.name in READ_WITH_OTHERS:
            assert list(read_paths([path])) == []
            continue
        results = list(read_paths([path]))
        assert results, path
        documents(results)


def test_pubmed(formats: Path) -> None:
    results = list(read_paths(sorted((formats / "pubmed_xml").glob("pubmed*.xml"))))
    found = documents(results)
    assert len(found) == len(results) == 9
    assert all(d.id.startswith("pmid:") and d.year and d.journal and d.authors and d.url for d in found)
    assert {d.language for d in found} == {"en"}
    structured = next(d for d in found if d.id == "pmid:29768149")
    assert [s.kind.value for s in structured.sections] == [
        "title",
        "introduction",
        "methods",
        "results",
        "conclusion",
    ]
    assert sum(bool(d.mesh) for d in found) >= 4


def test_a_search_result_is_no_document(formats: Path) -> None:
    (problem,) = read_paths([formats / "pubmed_xml" / "esearch2.xml"])
    assert isinstance(problem, Problem)


def test_a_correction_names_what_it_corrects(formats: Path) -> None:
    (document,) = documents(list(read_paths([formats / "pubmed_xml" / "efetch_pmc.xml"])))
    assert document.id == "pmc:PMC8435807"
    assert [notice.kind for notice in document.notices] == [NoticeKind.ERRATUM_FOR]
    assert document.notices[0].target.startswith("doi:10.1183/")


def jats_reference(path: Path) -> str:
    """Title, abstract and body of the file as plain text, without what the reader leaves out on purpose."""
    article = etree.parse(path, etree.XMLParser(remove_comments=True, remove_pis=True)).getroot()
    etree.strip_elements(
        article, "table", "table-wrap-foot", "tex-math", "fn", "media", "supplementary-material", "permissions",
        "{*}math", "object-id", "attrib", with_tail=False,
    )  # fmt: skip
    for block in article.iter(
        "p", "title", "label", "caption", "sec", "list-item", "article-title", "term", "xref"
    ):
        block.tail = " " + (block.tail or "")
    parts = article.findall("front/article-meta/title-group") + article.findall("front/article-meta/abstract")
    return " ".join(text_of(part) for part in [*parts, *article.findall("body")])


@pytest.mark.parametrize("folder", ["jats", "jats_craft"])
def test_jats_keeps_the_body(formats: Path, folder: str) -> None:
    paths = sorted((formats / folder).iterdir())
    found = documents(list(read_paths(paths)))
    assert len(found) == len(paths)
    for path, document in zip(paths, found, strict=True):
        assert kept_share(jats_reference(path), document.text) > 0.99, path
        assert document.title and document.year and document.journal and document.authors
        kinds = {section.kind for section in document.sections}
        assert SectionKind.ABSTRACT in kinds


def test_the_clinical_note_has_its_sections(formats: Path) -> None:
    (document,) = documents(list(read_paths([formats / "clinical_note"])))
    headings = [section.heading for section in document.sections]
    assert {"Allergies", "Chief Complaint", "Past Medical History", "Discharge Diagnosis"} <= set(headings)
    assert document.title == "discharge_summary"

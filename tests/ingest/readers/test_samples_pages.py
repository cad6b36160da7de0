"""TEI and PDF readers over real files, which are not in the repository: nothing they say is quoted here."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from graph import Document, SectionKind
from ingest.reading import read_paths
from tests.ingest.readers.test_samples import documents, kept_share


def one(path: Path) -> Document:
    (document,) = documents(list(read_paths([path])))
    return document


def tei_reference(path: Path) -> str:
    """Title, abstract, body and back matter as plain text, without what the reader leaves out on purpose."""
    root = etree.parse(path).getroot()
    etree.strip_elements(root, "{*}table", "{*}listBibl", "{*}label", with_tail=False)
    for element in root.iter("{*}p", "{*}head", "{*}figDesc", "{*}note", "{*}formula", "{*}div"):
        element.tail = " " + (element.tail or "")
    parts = [*root.iterfind(".//{*}titleStmt/{*}title"), *root.iter("{*}abstract", "{*}text")]
    return " ".join("".join(part.itertext()) for part in parts)


def test_tei_keeps_the_body(formats: Path) -> None:
    for path in sorted((formats / "tei").iterdir()):
        document = one(path)
        assert kept_share(tei_reference(path), document.text) > 0.99
        assert len(document.authors) == 5 and document.authors[0].startswith("Cohan ")
        kinds = {section.kind for section in document.sections}
        assert {
            SectionKind.ABSTRACT,
            SectionKind.INTRODUCTION,
            SectionKind.RESULTS,
            SectionKind.CONCLUSION,
            SectionKind.CAPTION,
        } <= kinds
        assert document.sections[-1].heading == "Notes"


def pdf_reference(path: Path) -> str:
    """The text layer without the list of references and the lines that three pages and more share."""
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.get_textpage().get_text_range().replace("\r\n", "\n").split("\n") for page in pdf]
    shapes = Counter(shape for page in pages for shape in {re.sub(r"\d+", "#", line) for line in page})
    text = "\n".join(line for page in pages for line in page if shapes[re.sub(r"\d+", "#", line)] < 3)
    body, _, after = re.sub(r"\ufffe|-\n", "", text).partition("\nReferences\n")
    appendix = re.search(r"\nA (?:Appendix A|Carbon)", after)
    return body + (after[appendix.start() :] if appendix else "")


def test_pdf_keeps_the_text_but_the_references(formats: Path) -> None:
    paths = sorted((formats / "pdf").iterdir())
    assert len(paths) == 4
    for path in paths:
        document = one(path)
        # A hyphen at a line's end is kept or not by what the document writes elsewhere: compared without any.
        assert kept_share(pdf_reference(path).replace("-", ""), document.text.replace("-", "")) > 0.99, path
        assert "\ufffe" not in document.text
        assert len(document.title.split()) > 5
        kinds = {section.kind for section in document.sections}
        assert {SectionKind.ABSTRACT, SectionKind.INTRODUCTION, SectionKind.CONCLUSION} <= kinds


@pytest.mark.parametrize(
    ("name", "year", "authors", "appendix"),
    [
        ("acl2020_s2orc.pdf", 2020, 5, "Appendix A - Baseline Details"),
        ("bmc_dvt_trauma_review.pdf", 2010, 0, ""),
        ("bmc_example2.pdf", 2014, 0, ""),
        ("meditron_paper.pdf", None, 0, "Carbon Emissions"),
    ],
)
def test_pdf_says_what_its_first_page_says(
    formats: Path, name: str, year: int | None, authors: int, appendix: str
) -> None:
    document = one(formats / "pdf" / name)
    assert document.year == year
    assert len(document.authors) == authors
    assert not appendix or appendix in {section.heading for section in document.sections}


def test_pdf_is_fast(formats: Path) -> None:
    paths = sorted((formats / "pdf").iterdir())
    start = time.process_time()
    documents(list(read_paths(paths)))
    assert 65 / (time.process_time() - start) > 20  # pages a second

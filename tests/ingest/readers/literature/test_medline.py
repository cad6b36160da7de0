from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest

from graph import Document, Notice, NoticeKind
from graph.parsing import Problem
from ingest.readers import ReadResult

Read = Callable[..., list[ReadResult]]

RECORD = """PMID- 101
OWN - NLM
STAT- MEDLINE
LR  - 20210304
DP  - 2001 Jan-Feb
TI  - Aspirin in fever of children, a title that is
      broken over two lines.
LID - 10.5555/demo [doi]
AB  - BACKGROUND: Fever is common. METHODS: We gave aspirin
      to 5 children. COPD: none had it. CONCLUSIONS: It
      helps.
CI  - (c) 2001 Demo.
FAU - Doe, Jane A
AU  - Doe JA
CN  - Demo Group, North
FAU - Roe, Richard
AU  - Roe R
LA  - ger
PT  - Journal Article
PT  - Randomized Controlled Trial
TA  - Dem J
JT  - Demo journal
MH  - *Aspirin/therapeutic use
MH  - Fever/*drug therapy
"""


def documents(results: list[ReadResult]) -> list[Document]:
    assert all(isinstance(result, Document) for result in results), results
    return [result for result in results if isinstance(result, Document)]


def outline(document: Document) -> list[tuple[str, str, str]]:
    return [(s.heading, s.kind.value, document.text[s.start : s.end]) for s in document.sections[1:]]


def test_a_record(read: Read) -> None:
    (document,) = documents(read("medline", RECORD))
    assert document.id == "pmid:101"
    assert document.title == "Aspirin in fever of children, a title that is broken over two lines."
    assert outline(document) == [
        ("BACKGROUND", "introduction", "Fever is common."),
        ("METHODS", "methods", "We gave aspirin to 5 children. COPD: none had it."),
        ("CONCLUSIONS", "conclusion", "It helps."),
    ]
    assert (document.year, document.journal, document.language) == (2001, "Demo journal", "de")
    assert document.authors == ("Doe Jane A", "Demo Group, North", "Roe Richard")
    assert document.publication_types == ("Journal Article", "Randomized Controlled Trial")
    assert (document.licence, document.revised) == ("(c) 2001 Demo.", "2021-03-04")
    assert document.url == "https://pubmed.ncbi.nlm.nih.gov/101/"
    assert [(h.concept_id, h.name, h.major) for h in document.mesh] == [
        ("", "Aspirin", True),
        ("", "Fever", True),
    ]


def test_it_is_the_document_that_pubmed_xml_gives(read: Read) -> None:
    xml = """<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>7</PMID><DateRevised><Year>2020</Year><Month>02
    </Month><Day>03</Day></DateRevised><Article><Journal><JournalIssue><PubDate><Year>2019</Year></PubDate>
    </JournalIssue><Title>Demo journal</Title></Journal><ArticleTitle>A trial.</ArticleTitle><Abstract>
    <AbstractText Label="AIMS" NlmCategory="OBJECTIVE">To see.</AbstractText>
    <AbstractText Label="AUTHORS' CONCLUSIONS" NlmCategory="CONCLUSIONS">We saw.</AbstractText></Abstract>
    <AuthorList><Author><LastName>Doe</LastName><ForeName>Jane</ForeName></Author></AuthorList>
    <Language>eng</Language><PublicationTypeList><PublicationType>Retracted Publication</PublicationType>
    </PublicationTypeList><DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName>
    <AccessionNumberList><AccessionNumber>NCT09876543</AccessionNumber></AccessionNumberList></DataBank>
    <DataBank><DataBankName>GENBANK</DataBankName><AccessionNumberList><AccessionNumber>AB123456</AccessionNumber>
    </AccessionNumberList></DataBank></DataBankList></Article>
    <CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">
    <RefSource>Dem J. 2020 Jan;1:2</RefSource><PMID>8</PMID></CommentsCorrections></CommentsCorrectionsList>
    </MedlineCitation></PubmedArticle></PubmedArticleSet>"""
    nbib = (
        "\nPMID- 7\nLR  - 20200203\nDP  - 2019\nTI  - A trial.\nAB  - AIMS: To see. AUTHORS' CONCLUSIONS: We saw.\n"
        "SI  - GENBANK/AB123456\nSI  - ClinicalTrials.gov/NCT09876543\n"
        "FAU - Doe, Jane\nLA  - eng\nPT  - Retracted Publication\nJT  - Demo journal\n"
        "RIN - Dem J. 2020 Jan;1:2. PMID: 8\n"
    )
    (document,) = documents(read("medline", nbib))
    assert document == documents(read("pubmed-xml", xml))[0]
    assert document.trials == ("NCT09876543",)


def test_notices(read: Read) -> None:
    lines = (
        "PMID- 1\nTI  - T\nROF - J A. PMID: 5\nEIN - J B\nPROF- J C. PMID: 6\nUOF - J E. PMID: 7\n"
        "CON - J D. PMID: 9\n"
    )
    (document,) = documents(read("medline", lines))
    assert document.notices == (
        Notice(NoticeKind.RETRACTION_OF, "pmid:5", "J A"),
        Notice(NoticeKind.ERRATUM_IN, "", "J B"),
        Notice(NoticeKind.CONCERN_FOR, "pmid:6", "PartialRetractionOf: J C"),
        Notice(NoticeKind.UPDATE_OF, "pmid:7", "J E"),
    )
    assert not document.retracted


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_line_ends_and_encodings(read: Read, newline: str, encoding: str) -> None:
    lines = "PMID- 1\nTI  - Menière’s disease and\n      vertigo\n\nPMID- 2\nTI  - Two\n".replace(
        "\n", newline
    )
    assert [d.title for d in documents(read("medline", lines.encode(encoding)))] == [
        "Menière’s disease and vertigo",
        "Two",
    ]


def test_records_without_a_line_between_them(read: Read) -> None:
    results = read("medline", gzip.compress(b"PMID- 1\nTI  - One\nPMID- 2\nTI  - Two"))
    assert [d.title for d in documents(results)] == ["One", "Two"]


def test_a_bad_record_is_a_problem_and_reading_goes_on(read: Read) -> None:
    results = read("medline", "PMID- 1\nTI  - One\n\nTI  - None\n\nPMID- 3\n\n\nPMID- 4\nAB  - Four.\n")
    assert [r.reason if isinstance(r, Problem) else isinstance(r, Document) and r.id for r in results] == [
        "pmid:1",
        "no PMID",
        "PMID 3: neither title nor abstract",
        "pmid:4",
    ]
    assert [r.place for r in results if isinstance(r, Problem)] == ["record 2", "record 3"]


def test_a_record_without_end_takes_no_memory(read: Read) -> None:
    long = "PMID- 1\nAB  - " + "x" * (17 * 2**20) + "\nPMID- 2\nTI  - Two\n"
    many = "PMID- 1\n" + "AU  -\n" * 2**18 + "PMID- 2\nTI  - Two\n"
    for content in (long, many):
        problem, document = read("medline", content)
        assert isinstance(problem, Problem)
        assert problem.reason == "longer than 16 MiB"
        assert isinstance(document, Document)


def test_a_book_chapter_and_a_vernacular_title(read: Read) -> None:
    chapter, other = documents(
        read(
            "medline",
            "PMID- 1\nTI  - Chapter\nBTI - The Book\n\nPMID- 2\nTT  - Fieber\nPHST- 1999/01/02 [pubmed]\n",
        )
    )
    assert (chapter.title, chapter.journal) == ("Chapter", "The Book")
    assert (other.title, other.year) == ("Fieber", 1999)


def test_no_record_at_all(read: Read) -> None:
    (problem,) = read("medline", "Just words.")
    assert isinstance(problem, Problem)
    assert "PMID" in problem.reason

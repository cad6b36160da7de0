from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import pytest

from graph import Document, MeshHeading, Notice, NoticeKind, SectionKind
from graph.parsing import Problem
from ingest.readers import Deletion, ReadResult

Read = Callable[..., list[ReadResult]]

ARTICLE = """<PubmedArticle><MedlineCitation><PMID Version="2">{pmid}</PMID><Article>
<Journal><JournalIssue><PubDate>{date}</PubDate></JournalIssue><Title>Demo Journal</Title></Journal>
<ArticleTitle>{title}</ArticleTitle>{abstract}{authors}<Language>{language}</Language>
<PublicationTypeList>{types}</PublicationTypeList></Article>{after}</MedlineCitation>
<PubmedData><History><PubMedPubDate PubStatus="pubmed"><Year>1999</Year></PubMedPubDate></History></PubmedData>
</PubmedArticle>"""


def article(**given: str) -> str:
    values: dict[str, str] = {
        "pmid": "101",
        "date": "<Year>2001</Year>",
        "title": "Aspirin in fever.",
        "abstract": "<Abstract><AbstractText>It helps.</AbstractText></Abstract>",
        "authors": "",
        "language": "eng",
        "types": "<PublicationType>Journal Article</PublicationType>",
        "after": "",
    }
    return ARTICLE.format(**(values | given))


def wrap(*records: str) -> str:
    return f'<?xml version="1.0"?><PubmedArticleSet>{"".join(records)}</PubmedArticleSet>'


@pytest.fixture
def one(read: Read) -> Callable[..., Document]:
    def run(**given: str) -> Document:
        (result,) = read("pubmed-xml", wrap(article(**given)))
        assert isinstance(result, Document)
        return result

    return run


One = Callable[..., Document]


def test_plain_record(one: One) -> None:
    document = one()
    assert document.id == "pmid:101"
    assert document.text == "Aspirin in fever.\n\nIt helps."
    assert document.url == "https://pubmed.ncbi.nlm.nih.gov/101/"
    assert (document.year, document.journal, document.language) == (2001, "Demo Journal", "en")
    assert document.publication_types == ("Journal Article",)
    assert [s.kind for s in document.sections] == [SectionKind.TITLE, SectionKind.ABSTRACT]
    assert not document.retracted


def test_structured_abstract_gives_headed_sections(one: One) -> None:
    abstract = """<Abstract><AbstractText Label="AIM" NlmCategory="OBJECTIVE">To see.</AbstractText>
    <AbstractText Label="PATIENTS AND METHODS">We looked.</AbstractText>
    <AbstractText Label="FUN FACTS" NlmCategory="UNASSIGNED">Ha.</AbstractText>
    <AbstractText Label="UNLABELLED">None.</AbstractText>
    <AbstractText Label="CONCLUSIONS" NlmCategory="CONCLUSIONS"/></Abstract>"""
    document = one(abstract=abstract)
    assert [(s.heading, s.kind) for s in document.sections[1:]] == [
        ("AIM", SectionKind.INTRODUCTION),
        ("PATIENTS AND METHODS", SectionKind.METHODS),
        ("FUN FACTS", SectionKind.ABSTRACT),
        ("", SectionKind.ABSTRACT),
    ]
    assert "AIM\nTo see.\n\nPATIENTS AND METHODS\nWe looked." in document.text


def test_inline_markup_keeps_text_and_tails(one: One) -> None:
    title = "The <i>TERT</i> gene,\n   H<sub>2</sub>O and\u00a0<b><sup>14</sup>C</b> <!-- no --> dating"
    assert one(title=title).title == "The TERT gene, H2O and 14C dating"


def test_mesh_headings_are_major_by_descriptor_or_qualifier(one: One) -> None:
    after = """<MeshHeadingList>
    <MeshHeading><DescriptorName UI="D000001" MajorTopicYN="N">A</DescriptorName></MeshHeading>
    <MeshHeading><DescriptorName UI="D000002" MajorTopicYN="Y">B</DescriptorName></MeshHeading>
    <MeshHeading><DescriptorName UI="D000003" MajorTopicYN="N">C</DescriptorName>
      <QualifierName UI="Q000009" MajorTopicYN="Y">q</QualifierName></MeshHeading></MeshHeadingList>"""
    assert one(after=after).mesh == (
        MeshHeading("MESH:D000001", "A", False),
        MeshHeading("MESH:D000002", "B", True),
        MeshHeading("MESH:D000003", "C", True),
    )


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("<Year>2010</Year><Month>Jan</Month>", 2010),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", 1998),
        ("<MedlineDate>Winter</MedlineDate>", 1999),
        ("", 1999),
    ],
)
def test_year(one: One, date: str, year: int) -> None:
    assert one(date=date).year == year


def test_authors_are_people_and_groups(one: One) -> None:
    authors = """<AuthorList><Author><LastName>Doe</LastName><ForeName>Jane A</ForeName></Author>
    <Author><LastName>Roe</LastName><Initials>R</Initials></Author>
    <Author><CollectiveName>The Demo Group</CollectiveName></Author><Author/></AuthorList>"""
    assert one(authors=authors).authors == ("Doe Jane A", "Roe R", "The Demo Group")


@pytest.mark.parametrize(("code", "language"), [("eng", "en"), ("ger", "de"), ("jpn", "ja"), ("und", "und")])
def test_language(one: One, code: str, language: str) -> None:
    assert one(language=code).language == language


def links(*entries: tuple[str, str]) -> str:
    items = "".join(
        f'<CommentsCorrections RefType="{kind}"><RefSource>J. 1</RefSource>'
        f"{f'<PMID>{pmid}</PMID>' if pmid else ''}</CommentsCorrections>"
        for kind, pmid in entries
    )
    return f"<CommentsCorrectionsList>{items}</CommentsCorrectionsList>"


def test_a_retraction_notice_names_the_record_but_is_not_itself_retracted(one: One) -> None:
    document = one(after=links(("RetractionOf", "77"), ("CommentOn", "78")))
    assert document.notices == (Notice(NoticeKind.RETRACTION_OF, "pmid:77", "J. 1"),)
    assert not document.retracted


def test_retracted_by_link_without_pmid(one: One) -> None:
    document = one(after=links(("RetractionIn", "")))
    assert document.retracted
    assert document.notices == (Notice(NoticeKind.RETRACTION_IN, "", "J. 1"),)


def test_retracted_by_publication_type(one: One) -> None:
    assert one(types="<PublicationType>Retracted Publication</PublicationType>").retracted


@pytest.mark.parametrize(
    ("ref_type", "kind", "retracted"),
    [
        ("RetractedandRepublishedIn", NoticeKind.RETRACTION_IN, True),
        ("PartialRetractionIn", NoticeKind.CONCERN_IN, False),
        ("ExpressionOfConcernFor", NoticeKind.CONCERN_FOR, False),
        ("ErratumIn", NoticeKind.ERRATUM_IN, False),
        ("UpdateIn", NoticeKind.UPDATE_IN, False),
        ("RepublishedFrom", NoticeKind.UPDATE_OF, False),
    ],
)
def test_other_notices(one: One, ref_type: str, kind: NoticeKind, retracted: bool) -> None:
    document = one(after=links((ref_type, "5")))
    assert [notice.kind for notice in document.notices] == [kind]
    assert document.retracted is retracted


def test_without_abstract_the_title_is_a_document(one: One) -> None:
    document = one(abstract="")
    assert document.text == document.title == "Aspirin in fever."


def test_other_abstract_only_without_an_english_one(one: One) -> None:
    other = '<OtherAbstract Language="fre"><AbstractText>Bonjour.</AbstractText></OtherAbstract>'
    assert "Bonjour" not in one(after=other).text
    assert one(after=other, abstract="").text.endswith("\n\nBonjour.")


def test_bracketed_title_is_kept_and_the_vernacular_replaces_only_a_missing_one(one: One) -> None:
    assert one(title="[Fever in children].").title == "[Fever in children]."
    empty = one(title="", authors="<VernacularTitle>Fieber</VernacularTitle>")
    assert empty.title == "Fieber"


def test_copyright_is_the_licence(one: One) -> None:
    abstract = "<Abstract><AbstractText>A.</AbstractText><CopyrightInformation>(c) X</CopyrightInformation></Abstract>"
    document = one(abstract=abstract)
    assert document.licence == "(c) X"
    assert "(c)" not in document.text


def test_a_demo_pmid_has_no_url(one: One) -> None:
    document = one(pmid="DEMO-0001")
    assert (document.id, document.url) == ("pmid:DEMO-0001", "")


def test_deletions(read: Read) -> None:
    deleted = "<DeleteCitation><PMID>1</PMID><PMID>2</PMID></DeleteCitation>"
    results = read("pubmed-xml", wrap(article(), deleted))
    assert results[1:] == [Deletion("pmid:1"), Deletion("pmid:2")]


def test_book_article(read: Read) -> None:
    book = """<PubmedBookArticle><BookDocument><PMID>9</PMID><Book><BookTitle>The Book</BookTitle>
    <PubDate><Year>2015</Year></PubDate><AuthorList><Author><LastName>Ed</LastName></Author></AuthorList></Book>
    <ArticleTitle>The Chapter</ArticleTitle><Language>eng</Language>
    <Abstract><AbstractText Label="Diagnosis">It is so.</AbstractText></Abstract>
    <PublicationType>Review</PublicationType></BookDocument></PubmedBookArticle>"""
    (document,) = read("pubmed-xml", wrap(book))
    assert isinstance(document, Document)
    assert (document.id, document.year, document.journal) == ("pmid:9", 2015, "The Book")
    assert document.text == "The Chapter\n\nDiagnosis\nIt is so."
    assert (document.authors, document.publication_types) == (("Ed",), ("Review",))


def test_gzip_is_recognised_by_content(read: Read) -> None:
    (document,) = read("pubmed-xml", gzip.compress(wrap(article()).encode()), "misnamed.xml")
    assert isinstance(document, Document)


@pytest.mark.parametrize(
    ("given", "reason"),
    [({"pmid": ""}, "no PMID"), ({"title": "", "abstract": ""}, "neither title nor abstract")],
)
def test_a_bad_record_is_a_problem_and_reading_goes_on(
    read: Read, given: dict[str, Any], reason: str
) -> None:
    problem, document = read("pubmed-xml", wrap(article(**given), article()))
    assert isinstance(problem, Problem)
    assert problem.place == "record 1"
    assert reason in problem.reason
    assert isinstance(document, Document)


def test_a_set_without_records_is_a_problem(read: Read) -> None:
    (problem,) = read("pubmed-xml", wrap())
    assert isinstance(problem, Problem)
    assert "no PubmedArticle" in problem.reason


def test_of_several_other_abstracts_the_english_one_for_experts(one: One) -> None:
    def other(language: str, kind: str, text: str) -> str:
        return f'<OtherAbstract Type="{kind}" Language="{language}"><AbstractText>{text}</AbstractText></OtherAbstract>'

    french = other("fre", "Publisher", "Bonjour.")
    plain = other("eng", "plain-language-summary", "It is good.")
    english = other("eng", "Publisher", "It lowers fever.")
    assert one(abstract="", after=french + plain + english).text.endswith("\n\nIt lowers fever.")
    assert one(abstract="", after=french + plain).text.endswith("\n\nIt is good.")
    assert one(abstract="", after=other("eng", "Publisher", "") + french).text.endswith("\n\nBonjour.")
    assert one(after=english).text.endswith("\n\nIt helps.")


def test_labels_in_the_text_and_neighbouring_blocks(one: One) -> None:
    text = "<b>Patient: Male, 47</b><b>Symptoms: Rash</b> It healed. CONCLUSION: Aspirin and Ca<sup>2+</sup> helped."
    document = one(abstract=f"<Abstract><AbstractText>{text}</AbstractText></Abstract>")
    assert [(s.heading, document.text[s.start : s.end]) for s in document.sections[1:]] == [
        ("", "Patient: Male, 47\nSymptoms: Rash It healed."),
        ("CONCLUSION", "Aspirin and Ca2+ helped."),
    ]

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph import Document, SectionKind
from graph.parsing import Problem
from ingest.readers import ReadResult

Read = Callable[..., list[ReadResult]]
One = Callable[..., Document]

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader xml:lang="{language}"><fileDesc>
<titleStmt><title level="a" type="main">{title}</title></titleStmt>
<publicationStmt>{publication}</publicationStmt>
<sourceDesc><biblStruct><analytic>{authors}<title>{title}</title>{ids}</analytic>
<monogr><title level="j">Demo J</title><imprint>{imprint}</imprint></monogr></biblStruct></sourceDesc></fileDesc>
<profileDesc><abstract>{abstract}</abstract></profileDesc></teiHeader>
<text><body>{body}</body><back>{back}<div type="references"><listBibl><biblStruct><analytic><title>Cited Work</title>
</analytic></biblStruct></listBibl></div></back></text></TEI>"""


def tei(**given: str) -> str:
    values: dict[str, str] = {
        "language": "en",
        "title": "Aspirin in fever",
        "publication": "",
        "authors": "",
        "ids": '<idno type="DOI">10.5555/demo</idno>',
        "imprint": "",
        "abstract": "<p>It helps.</p>",
        "body": "<div><head>Body</head><p>Text.</p></div>",
        "back": "",
    }
    return TEI.format(**(values | given))


@pytest.fixture
def one(read: Read) -> One:
    def run(**given: str) -> Document:
        (result,) = read("tei", tei(**given))
        assert isinstance(result, Document)
        return result

    return run


def outline(document: Document) -> list[tuple[str, str, str]]:
    return [(s.heading, s.kind.value, document.text[s.start : s.end]) for s in document.sections[1:]]


def test_a_paper_of_grobid(one: One) -> None:
    document = one(
        authors="""<author><persName><forename type="first">Jane</forename><forename type="middle">A</forename>
        <surname>Doe</surname></persName></author><author><affiliation><orgName>Nobody</orgName></affiliation></author>
        <author><orgName>Demo Group</orgName></author>""",
        imprint='<date type="published" when="2019-05-01"/>',
        publication='<availability><licence target="https://creativecommons.org/licenses/by/4.0/"/></availability>',
        language="de",
    )
    assert (document.id, document.url) == ("doi:10.5555/demo", "https://doi.org/10.5555/demo")
    assert document.authors == ("Doe Jane A", "Demo Group")
    assert (document.year, document.journal, document.language) == (2019, "Demo J", "de")
    assert document.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert outline(document) == [("", "abstract", "It helps."), ("Body", "other", "Text.")]


def test_nested_divisions_inherit_and_go_on_after_a_smaller_one(one: One) -> None:
    body = """<div><head n="2">Methods</head><p>One.</p><div><head n="2.1">Results of nothing</head><p>Two.</p></div>
    <p>Three.</p></div><div><head>Results</head><div><head>Mice</head><p>Four.</p></div>
    <div><head>Men</head><p>Five.</p></div></div>"""
    assert outline(one(body=body))[1:] == [
        ("Methods", "methods", "One."),
        ("Results of nothing", "methods", "Two."),
        ("", "methods", "Three."),
        ("Results: Mice", "results", "Four."),
        ("Men", "results", "Five."),
    ]


def test_captions_notes_formulas_and_back_matter(one: One) -> None:
    body = """<div><head>Body</head><p>See <ref type="figure">Fig. 1</ref> <ref type="bibr">[1]</ref>.<note
    place="foot" n="1">A note.</note> More.</p><formula>a = b <label>(1)</label></formula>
    <figure><head>Figure 1 :</head><label>1</label><figDesc>Mice.</figDesc><graphic/></figure>
    <list><item>this</item><item>that</item></list></div>
    <figure type="table"><head>Table 1.</head><figDesc>Counts.</figDesc><table><row><cell>12345</cell></row></table>
    <note>In mice.</note></figure><note place="foot">Another.</note>"""
    back = '<div type="acknowledgement"><div><head>Thanks</head><p>To <lb/>all.</p></div></div>'
    assert outline(one(body=body, back=back))[1:] == [
        ("Body", "other", "See Fig. 1 [1]. More.\na = b\nthis\nthat"),
        ("Figure 1", "caption", "Mice."),
        ("Table 1", "caption", "Counts.\nIn mice."),
        ("Thanks", "other", "To all."),
        ("Notes", "other", "A note.\nAnother."),
    ]


def test_sentences_marked_up_are_set_apart(one: One) -> None:
    assert outline(one(body="<p><s>One.</s><s>Two.</s></p>"))[1:] == [("", "other", "One. Two.")]


def test_an_abstract_in_the_front_matter(read: Read) -> None:
    text = """<TEI><teiHeader/><text><front><titlePage><docTitle><titlePart>T</titlePart></docTitle></titlePage>
    <div type="abstract"><head>Zusammenfassung</head><p>Kurz.</p></div></front><body><p>Lang.</p></body></text></TEI>"""
    (document,) = read("tei", text)
    assert isinstance(document, Document)
    assert [(s.heading, s.kind) for s in document.sections] == [
        ("Zusammenfassung", SectionKind.ABSTRACT),
        ("", SectionKind.OTHER),
    ]


@pytest.mark.parametrize(
    ("ids", "identifier"),
    [
        ('<idno type="DOI">https://doi.org/10.5555/x</idno><idno type="PMID">5</idno>', "pmid:5"),
        ('<idno type="PMCID">PMC7</idno><idno type="DOI">10.5555/x</idno>', "pmc:PMC7"),
        ('<idno type="doi">doi: 10.5555/x</idno>', "doi:10.5555/x"),
    ],
)
def test_identity(one: One, ids: str, identifier: str) -> None:
    assert one(ids=ids).id == identifier


def test_without_ids_the_content_is_the_id(one: One) -> None:
    first, same, other = one(ids=""), one(ids=""), one(ids="", title="Else")
    assert first.id == same.id != other.id
    assert first.id.startswith("file:")


def test_a_corpus_with_an_empty_text(read: Read) -> None:
    empty = "<TEI><teiHeader/></TEI><TEI><text/></TEI>"
    results = read("tei", f"<teiCorpus><teiHeader/>{tei()}{empty}{tei(ids='')}</teiCorpus>")
    assert [type(result) for result in results] == [Document, Problem, Problem, Document]
    assert [r.place for r in results if isinstance(r, Problem)] == ["record 2", "record 3"]

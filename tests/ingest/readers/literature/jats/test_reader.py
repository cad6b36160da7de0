from __future__ import annotations

from collections.abc import Callable

import pytest

from graph import Document, Notice, NoticeKind, SectionKind
from graph.parsing import Problem
from ingest.readers import ReadResult

Read = Callable[..., list[ReadResult]]
One = Callable[..., Document]

ARTICLE = """<article {attributes} xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:mml="http://www.w3.org/1998/Math/MathML">
<front><journal-meta><journal-title-group><journal-title>Demo J</journal-title></journal-title-group></journal-meta>
<article-meta>{ids}<title-group><article-title>{title}</article-title></title-group>{meta}{abstract}</article-meta>
</front><body>{body}</body><back>{back}<ref-list><ref><mixed-citation>Cited Work</mixed-citation></ref></ref-list>
</back>{after}</article>"""


def article(**given: str) -> str:
    values: dict[str, str] = {
        "attributes": "",
        "ids": '<article-id pub-id-type="pmc">PMC12</article-id><article-id pub-id-type="pmid">34</article-id>',
        "title": "Demo",
        "meta": "",
        "abstract": "",
        "body": "<p>Body.</p>",
        "back": "",
        "after": "",
    }
    return ARTICLE.format(**(values | given))


@pytest.fixture
def one(read: Read) -> One:
    def run(**given: str) -> Document:
        (result,) = read("jats", article(**given))
        assert isinstance(result, Document)
        return result

    return run


def outline(document: Document) -> list[tuple[str, str, str]]:
    return [(s.heading, s.kind.value, document.text[s.start : s.end]) for s in document.sections[1:]]


def test_sections_are_flattened_in_reading_order_and_children_inherit(one: One) -> None:
    body = """<p>Lead.</p>
    <sec sec-type="materials|methods"><label>2</label><title>What we <italic>did</italic></title><p>One.</p>
      <sec><title>Results of nothing</title><p>Two.</p></sec><p>Three.</p></sec>
    <sec><title>RESULTS</title><sec><title>Mice</title><p>Four.</p><p>Five.</p></sec></sec>
    <sec><title>Case</title><sec><title>Methods</title><p>Six.</p></sec></sec>"""
    assert outline(one(body=body)) == [
        ("", "other", "Lead."),
        ("What we did", "methods", "One."),
        ("Results of nothing", "methods", "Two."),
        ("", "methods", "Three."),
        ("Mice", "results", "Four.\nFive."),
        ("Methods", "methods", "Six."),
    ]


def test_abstracts(one: One) -> None:
    abstract = """<abstract><sec><title>Methods</title><p>M.</p></sec>
    <sec><title>Results</title><p>R.</p></sec></abstract>
    <abstract abstract-type="summary"><title>Author Summary</title><p>S.</p></abstract>
    <abstract abstract-type="graphical"><p>Picture</p></abstract>
    <trans-abstract xml:lang="fr"><p>Bonjour</p></trans-abstract>"""
    assert outline(one(abstract=abstract))[:3] == [
        ("Methods", "abstract", "M."),
        ("Results", "abstract", "R."),
        ("Author Summary", "abstract", "S."),
    ]
    text = one(abstract=abstract).text
    assert "Picture" not in text and "Bonjour" not in text


def test_a_figure_in_a_paragraph_does_not_cut_it(one: One) -> None:
    body = """<sec><title>Results</title><p>Before <fig><label>Figure 1</label><caption><title>Mice.</title>
    <p>They <bold>ran</bold>.</p></caption><graphic/></fig>after.</p><p>Next.</p>
    <table-wrap><label>Table 1</label><caption><p>Counts.</p></caption><table><tr><td>12345</td></tr></table>
    <table-wrap-foot><p>Note</p></table-wrap-foot></table-wrap></sec>"""
    assert outline(one(body=body)) == [
        ("Results", "results", "Before after.\nNext."),
        ("Figure 1", "caption", "Mice.\nThey ran."),
        ("Table 1", "caption", "Counts."),
    ]


def test_lists_are_a_line_an_item(one: One) -> None:
    body = """<p>We did: <list><list-item><label>(a)</label><p>this;</p></list-item>
    <list-item><p>that.</p></list-item></list> And so on.</p>
    <def-list><def-item><term>BP</term><def><p>blood pressure</p></def></def-item></def-list>"""
    assert outline(one(body=body))[0][2].split("\n") == [
        "We did:",
        "(a) this;",
        "that.",
        "And so on.",
        "BP: blood pressure",
    ]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('as known [<xref ref-type="bibr">1</xref>,<xref ref-type="bibr">2</xref>].', "as known [1,2]."),
        ('cells<sup><xref ref-type="bibr">12</xref></sup> die', "cells [12] die"),
        ('cells<sup><xref ref-type="bibr">1</xref>,<xref ref-type="bibr">2</xref></sup>.', "cells [1,2]."),
        ('cells<xref ref-type="bibr"><sup>12</sup></xref> die', "cells [12] die"),
        ("10<sup>6</sup> CO<sub>2</sub>", "10^6 CO2"),
        ('a <ext-link xlink:href="x">link</ext-link>, <named-content>gene</named-content>.', "a link, gene."),
        ("one<break/>two", "one two"),
        ("odd <unheard-of>markup</unheard-of> stays", "odd markup stays"),
        ("is<!-- hidden --> seen<?pi x?>.", "is seen."),
    ],
)
def test_inline_markup(one: One, markup: str, text: str) -> None:
    assert outline(one(body=f"<p>{markup}</p>"))[0][2] == text


def test_simple_formulas_read_as_text_and_others_are_left_out(one: One) -> None:
    def math(inside: str) -> str:
        return f"<inline-formula><alternatives><tex-math>TEX</tex-math><mml:math>{inside}</mml:math></alternatives>"

    simple = math("<mml:mi>p</mml:mi> <mml:mo>&lt;</mml:mo> <mml:mn>0.05</mml:mn>") + "</inline-formula>"
    fraction = math("<mml:mfrac><mml:mi>a</mml:mi><mml:mi>b</mml:mi></mml:mfrac>") + "</inline-formula>"
    assert outline(one(body=f"<p>if {simple} or {fraction} then</p>"))[0][2] == "if p<0.05 or then"


def test_left_out(one: One) -> None:
    document = one(
        back="<ack><title>Thanks</title><p>To all.</p></ack><fn-group><fn><p>Foot</p></fn></fn-group>",
        after="<sub-article><front-stub/><body><p>Peer review</p></body></sub-article>",
        meta="<kwd-group><kwd>keyword</kwd></kwd-group>",
    )
    assert outline(document) == [("", "other", "Body."), ("Thanks", "other", "To all.")]


@pytest.mark.parametrize(
    ("ids", "identifier", "url"),
    [
        (
            {"pmc": "77", "pmid": "5", "doi": "10.1/x"},
            "pmc:PMC77",
            "https://pmc.ncbi.nlm.nih.gov/articles/PMC77/",
        ),
        ({"pmcid": "PMC77"}, "pmc:PMC77", "https://pmc.ncbi.nlm.nih.gov/articles/PMC77/"),
        ({"pmid": "5", "doi": "10.1/x"}, "pmid:5", "https://pubmed.ncbi.nlm.nih.gov/5/"),
        ({"publisher-id": "z", "doi": "10.1/x"}, "doi:10.1/x", "https://doi.org/10.1/x"),
    ],
)
def test_identity(one: One, ids: dict[str, str], identifier: str, url: str) -> None:
    elements = "".join(
        f'<article-id pub-id-type="{kind}">{value}</article-id>' for kind, value in ids.items()
    )
    document = one(ids=elements)
    assert (document.id, document.url) == (identifier, url)


def test_without_ids_the_content_is_the_id(one: One) -> None:
    first, same, other = one(ids=""), one(ids=""), one(ids="", title="Else")
    assert first.id == same.id != other.id
    assert first.id.startswith("file:") and len(first.id) == len("file:") + 16


def test_metadata(one: One) -> None:
    meta = """<contrib-group><contrib contrib-type="author"><name><surname>Doe</surname><given-names>J A</given-names>
    </name></contrib><contrib contrib-type="author"><collab>Demo Group
    <contrib-group><contrib><name><surname>Hid</surname>
    </name></contrib></contrib-group></collab></contrib>
    <contrib contrib-type="editor"><name><surname>Ed</surname></name></contrib></contrib-group>
    <pub-date pub-type="pmc-release"><year>2009</year></pub-date><pub-date pub-type="ppub"><year>2012</year></pub-date>
    <pub-date pub-type="epub"><year>2011</year></pub-date>
    <permissions><license xlink:href="https://creativecommons.org/licenses/by/4.0/"><license-p>Free</license-p></license>
    </permissions>"""
    document = one(
        meta=meta, attributes='article-type="review-article" xml:lang="DE"', title="A<sup>2</sup> b"
    )
    assert document.authors == ("Doe J A", "Demo Group")
    assert (document.year, document.journal, document.language) == (2011, "Demo J", "de")
    assert document.publication_types == ("Review",)
    assert document.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert document.title == "A2 b"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("case-report", "Case Reports"),
        ("research-article", "Research Article"),
        ("retraction", "Retraction of Publication"),
    ],
)
def test_publication_types(one: One, kind: str, name: str) -> None:
    assert one(attributes=f'article-type="{kind}"').publication_types == (name,)


def related(kind: str, scheme: str, target: str) -> str:
    return f'<related-article related-article-type="{kind}" ext-link-type="{scheme}" xlink:href="{target}"/>'


def test_a_retraction_names_what_it_retracts(one: One) -> None:
    document = one(
        attributes='article-type="retraction"', meta=related("retracted-article", "doi", "10.1/bad")
    )
    assert document.notices == (Notice(NoticeKind.RETRACTION_OF, "doi:10.1/bad"),)
    assert not document.retracted


@pytest.mark.parametrize(
    ("meta", "target"),
    [(related("companion", "pmid", "88"), "pmid:88"), (related("x", "pmc", "PMC9"), "pmc:PMC9"), ("", "")],
)
def test_a_retraction_without_the_right_link_is_still_one(one: One, meta: str, target: str) -> None:
    document = one(attributes='article-type="retraction"', meta=meta)
    assert document.notices == (Notice(NoticeKind.RETRACTION_OF, target),)


def test_an_article_that_says_it_was_retracted(one: One) -> None:
    document = one(meta=related("retraction-forward", "pmid", "3"))
    assert document.retracted
    assert document.notices == (Notice(NoticeKind.RETRACTION_IN, "pmid:3"),)


def test_a_default_namespace_changes_nothing(read: Read, one: One) -> None:
    namespaced = article(
        attributes='xmlns="https://jats.nlm.nih.gov/ns/archiving/1.3/"',
        body="<sec><title>T</title><p>x<sup>2</sup></p></sec>",
    )
    (document,) = read("jats", namespaced)
    assert isinstance(document, Document)
    assert document.text == "Demo\n\nT\nx2"


def test_a_set_of_articles_with_a_broken_one(read: Read) -> None:
    second = article(ids='<article-id pub-id-type="pmid">8</article-id>')
    results = read("jats", f"<pmc-articleset>{article()}<article/>{second}</pmc-articleset>")
    assert [r.id if isinstance(r, Document) else type(r) for r in results] == ["pmc:PMC12", Problem, "pmid:8"]


def test_no_title_and_no_text_is_a_problem(read: Read) -> None:
    (problem,) = read("jats", article(title="", body=""))
    assert isinstance(problem, Problem)
    assert "neither title nor text" in problem.reason


def test_sections_nested_to_the_limit_need_no_recursion(one: One) -> None:
    depth = 200
    document = one(
        body="<sec><title>Methods</title>" + "<sec>" * depth + "<p>Deep.</p>" + "</sec>" * depth + "</sec>"
    )
    assert document.sections[-1].kind is SectionKind.METHODS
    assert document.text.endswith("Deep.")

"""C-CDA documents: a small one of our own, true to the structure of R2.1."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Callable

import pytest

from graph import Document, Tier
from graph.parsing import Problem
from ingest.readers import ReadResult
from ingest.reading import READERS

Read = Callable[..., list[ReadResult]]

SECTIONS = """
<component><section><templateId root="2.16.840.1.113883.10.20.22.2.5.1"/>
 <code code="11450-4" codeSystem="2.16.840.1.113883.6.1"/><title>Problems</title>
 <text><table><thead><tr><th>Problem</th><th>Status</th></tr></thead><tbody>
  <tr><td><content ID="p1">Asthma</content></td><td>Active</td></tr>
  <tr><td>Gout</td><td>Resolved</td></tr></tbody></table></text>
 <entry><act classCode="ACT" moodCode="EVN"><text>Only for machines</text></act></entry>
</section></component>
<component><section nullFlavor="NI"><code code="48765-2" displayName="Allergies"/><text>No information</text>
</section></component>
<component><section><title>Course</title><text><paragraph>Slept well.<br/>Ate.</paragraph></text>
 <component><section><title>Consults</title><text><list><item>Lungs</item><item>Heart</item></list></text></section>
 </component></section></component>
<component><section><title>Plan</title><text>Walk 10<sup>3</sup> steps.</text></section></component>
"""


def ccda(
    sections: str = SECTIONS, title: str = "Discharge Summary", body: str = "", id: str = "1.2.3"
) -> str:
    body = body or f"<structuredBody>{sections}</structuredBody>"
    return f"""<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="CDA.xsl"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:sdtc="urn:hl7-org:sdtc">
 <realmCode code="US"/><id root="{id}" extension="77"/>
 <code code="18842-5" codeSystem="2.16.840.1.113883.6.1" displayName="Discharge summarization note"/>
 <title>{title}</title><effectiveTime value="20150722103000-0500"/><languageCode code="es-MX"/>
 <recordTarget><patientRole><id root="9" extension="MRN-1"/><addr><city>Plumville</city></addr><patient>
  <name><given>Wanda</given><family>Quux</family></name><administrativeGenderCode code="F"/>
  <birthTime value="19500615"/></patient></patientRole></recordTarget>
 <component>{body}</component>
</ClinicalDocument>"""


def one(results: list[ReadResult]) -> Document:
    (document,) = results
    assert isinstance(document, Document)
    return document


def test_a_document(read: Read) -> None:
    document = one(read("ccda", ccda(), "a.xml"))
    assert document.text == (
        "Discharge Summary of 2015-07-22\n\nPatient\nAge 65 years, female.\n\n"
        "Problems\nProblem: Asthma; Status: Active\nProblem: Gout; Status: Resolved\n\n"
        "Allergies\nNo information\n\nCourse\nSlept well.\nAte.\n\nConsults\nLungs\nHeart\n\nPlan\nWalk 10^3 steps."
    )
    assert (document.id, document.year, document.language) == ("cda:1.2.3:77", 2015, "es")
    assert (document.publication_types, document.revised) == (("Discharge summarization note",), "2015-07-22")
    assert READERS["ccda"].tier is Tier.USER


def test_every_word_of_the_narrative_is_kept(read: Read) -> None:
    body = re.sub(r"<entry>.*?</entry>", "", SECTIONS, flags=re.DOTALL)
    words = Counter(re.findall(r"\w+", re.sub(r"<[^>]*>", " ", body)))
    assert words <= Counter(re.findall(r"\w+", one(read("ccda", ccda(), "a.xml")).text))


@pytest.mark.parametrize("title", ["Summary for Wanda", "QUUX, Summary", ""])
def test_a_title_that_names_the_patient_is_not_used(read: Read, title: str) -> None:
    document = one(read("ccda", ccda(title=title), "a.xml"))
    assert document.title == "Discharge summarization note of 2015-07-22"
    assert "Wanda" not in document.text and "Plumville" not in document.text


def test_a_body_that_is_no_narrative(read: Read) -> None:
    data = base64.b64encode(b"Plan: Rest at home.").decode()
    body = f'<nonXMLBody><text mediaType="text/plain" representation="B64">\n{data}\n</text></nonXMLBody>'
    document = one(read("ccda", ccda(body=body), "a.xml"))
    assert document.text.endswith("Plan\nRest at home.")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (
            '<nonXMLBody><text mediaType="application/pdf" representation="B64">JVBERg==</text></nonXMLBody>',
            "pdf",
        ),
        ('<nonXMLBody><text mediaType="text/plain" representation="B64">%</text></nonXMLBody>', "base64"),
        (
            '<nonXMLBody><text><reference value="scan.pdf"/></text></nonXMLBody>',
            "not in the file but at scan.pdf",
        ),
        ("<structuredBody/>", "no section has any text"),
    ],
)
def test_no_text_is_a_problem(read: Read, body: str, reason: str) -> None:
    (problem,) = read("ccda", ccda(body=body), "a.xml")
    assert isinstance(problem, Problem) and reason in problem.reason


def test_without_an_id_the_content_is_it(read: Read) -> None:
    first, second = (one(read("ccda", ccda(id="", title=title), "a.xml")) for title in ("One", "Two"))
    assert first.id.startswith("file:") and first.id != second.id


def test_deep_sections_do_not_recurse(read: Read) -> None:
    deep = "<component><section><title>T</title><text>x</text>" * 60 + "</section></component>" * 60
    assert len(one(read("ccda", ccda(sections=deep), "a.xml")).sections) == 62


def test_headings_of_sections_without_text_do_not_pile_up(read: Read) -> None:
    deep = (
        f"<component><section><title>{'T' * 2000}</title>" * 60
        + "<text>x</text>"
        + "</section></component>" * 60
    )
    assert len(one(read("ccda", ccda(sections=deep), "a.xml")).text) < 10_000


def test_a_huge_base64_text_is_a_problem(read: Read) -> None:
    body = f'<nonXMLBody><text representation="B64">{"A" * 11_000_000}</text></nonXMLBody>'
    (problem,) = read("ccda", ccda(body=body), "a.xml")
    assert isinstance(problem, Problem)

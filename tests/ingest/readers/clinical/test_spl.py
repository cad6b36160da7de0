"""Drug labels: a small one of our own, true to the structure DailyMed publishes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest

from graph import Document, SectionKind, Tier
from graph.parsing import Problem
from ingest.readers import ReadResult
from ingest.readers.clinical.hl7_fields import day_of
from ingest.reading import READERS

Read = Callable[..., list[ReadResult]]

SET_ID = "0A1B2C3D-0000-4000-8000-00000000ABCD"
PRODUCT = """<component><section><code code="48780-1" displayName="SPL product data elements section"/><title/><text/>
<subject><manufacturedProduct><manufacturedProduct>
 <code code="99999-101" codeSystem="2.16.840.1.113883.6.69"/><name>Zorvexa<suffix> XR</suffix></name>
 <formCode code="C42998" displayName="TABLET"/>
 <asEntityWithGeneric><genericMedicine><name>zorvexatan</name></genericMedicine></asEntityWithGeneric>
 <ingredient classCode="ACTIB"><quantity><numerator value="10" unit="mg"/><denominator value="1" unit="1"/></quantity>
  <ingredientSubstance><code code="X"/><name>ZORVEXATAN SODIUM</name><activeMoiety><activeMoiety>
  <name>ZORVEXATAN</name></activeMoiety></activeMoiety></ingredientSubstance></ingredient>
 <ingredient classCode="IACT"><ingredientSubstance><name>MANNITOL</name></ingredientSubstance></ingredient>
 <asContent><containerPackagedProduct><code code="99999-101-30"/><formCode displayName="BOTTLE"/>
 </containerPackagedProduct></asContent></manufacturedProduct>
 <subjectOf><document><id root="1"/><title>Risk programme</title></document></subjectOf>
 <consumedIn><substanceAdministration><routeCode displayName="ORAL"/></substanceAdministration></consumedIn>
</manufacturedProduct></subject></section></component>"""
SECTIONS = """
<component><section><code code="34066-1"/><title><content>WARNING:</content><br/>BLEEDING</title>
 <text><paragraph>May cause bleeding.</paragraph></text>
 <excerpt><highlight><text><paragraph>See full label.</paragraph></text></highlight></excerpt></section></component>
<component><section><code code="34070-3" displayName="CONTRAINDICATIONS SECTION"/>
 <text><list><item>Asthma</item><item>Gout</item></list></text></section></component>
<component><section><code code="34084-4"/><title>6 ADVERSE REACTIONS</title><text/>
 <component><section><code code="90374-0"/><title>6.1 Trials</title>
  <text><table><thead><tr><th>Event</th><th>%</th></tr></thead><tbody><tr><td>Rash</td><td>2</td></tr></tbody></table>
  <renderMultiMedia referencedObject="m"/></text>
  <component><observationMedia ID="m"><text>Survival curve</text></observationMedia></component>
  <component><observationMedia ID="n"><text>curve.jpg</text></observationMedia></component>
 </section></component></section></component>"""


def spl(
    product: str = PRODUCT,
    sections: str = SECTIONS,
    title: str = "ZORVEXA XR tablets",
    when: str = "20230115",
) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<document xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <id root="11111111-0000-4000-8000-000000000000"/>
 <code code="34391-3" codeSystem="2.16.840.1.113883.6.1" displayName="HUMAN PRESCRIPTION DRUG LABEL"/>
 <title>{title}</title><effectiveTime value="{when}"/><setId root="{SET_ID}"/><versionNumber value="4"/>
 <author><assignedEntity><representedOrganization><name>Example Pharma</name></representedOrganization>
 </assignedEntity></author>
 <component><structuredBody>{product}{sections}</structuredBody></component>
</document>"""


def one(results: list[ReadResult]) -> Document:
    (document,) = results
    assert isinstance(document, Document)
    return document


def test_a_label(read: Read) -> None:
    document = one(read("spl", spl(), "label.xml"))
    assert document.title == "Zorvexa XR (zorvexatan) tablet, Example Pharma"
    assert [(s.heading, document.text[s.start : s.end]) for s in document.sections[1:]] == [
        ("", "ZORVEXA XR tablets"),
        (
            "Product",
            "Zorvexa XR (zorvexatan) is a tablet for oral use, NDC 99999-101.\n"
            "Active ingredient of Zorvexa XR: ZORVEXATAN SODIUM 10 mg.\n"
            "Inactive ingredient of Zorvexa XR: MANNITOL.\n"
            "Packages of Zorvexa XR: NDC 99999-101-30 bottle.",
        ),
        ("WARNING: BLEEDING", "May cause bleeding."),
        ("Contraindications", "Asthma\nGout"),
        ("6 ADVERSE REACTIONS: 6.1 Trials", "Event: Rash; %: 2"),
        ("", "Survival curve"),
    ]
    assert document.sections[-1].kind is SectionKind.CAPTION
    assert document.id == f"setid:{SET_ID.lower()}" and document.url.endswith(f"setid={SET_ID.lower()}")
    assert (document.year, document.revised, document.journal) == (2023, "2023-01-15", "DailyMed")
    assert document.authors == ("Example Pharma",)
    assert document.publication_types == ("Drug Label", "Human Prescription Drug Label")
    assert READERS["spl"].tier is Tier.LITERATURE


def test_routes_inside_the_product(read: Read) -> None:
    inner = '<substanceAdministration><routeCode displayName="ORAL"/></substanceAdministration>'
    route = f"<consumedIn>{inner}</consumedIn>"
    inside = PRODUCT.replace(route, "").replace("<asContent>", f"{route}<asContent>")
    assert "is a tablet for oral use" in one(read("spl", spl(product=inside), "label.xml")).text


def test_every_word_of_the_narrative_is_kept(read: Read) -> None:
    """Highlights and alternative file names aside."""
    body = re.sub(r"<excerpt>.*?</excerpt>|curve\.jpg", "", SECTIONS, flags=re.DOTALL)
    words = Counter(re.findall(r"\w+", re.sub(r"<[^>]*>", " ", body)))
    text = one(read("spl", spl(), "label.xml")).text
    assert words <= Counter(re.findall(r"\w+", text))


def test_a_label_without_products_keeps_its_title(read: Read) -> None:
    document = one(read("spl", spl(product=""), "label.xml"))
    assert document.title == "ZORVEXA XR tablets" and document.text.count("ZORVEXA") == 1


def test_kits_and_strengths(read: Read) -> None:
    def product(name: str, amount: str, inside: str = "") -> str:
        strength = f'<numerator value="{amount}" unit="mg"/><denominator value="5" unit="mL"/>'
        return (
            f'<name>{name}</name><formCode displayName="SOLUTION"/>{inside}<ingredient classCode="ACTIM"><quantity>'
            f"{strength}</quantity><ingredientSubstance><name>salt</name></ingredientSubstance></ingredient>"
        )

    part = f"<part><partProduct>{product('Inner', '7')}</partProduct></part>"
    outer = "".join(
        f"<manufacturedProduct><{tag}>{product('Outer', amount, part)}</{tag}></manufacturedProduct>"
        for tag, amount in (("manufacturedProduct", "1"), ("manufacturedMedicine", "2"))
    )
    section = f'<component><section><code code="48780-1"/><subject>{outer}</subject></section></component>'
    document = one(read("spl", spl(product=section), "label.xml"))
    for line in ("Outer: salt 1 mg per 5 mL.", "Outer: salt 2 mg per 5 mL.", "Inner: salt 7 mg per 5 mL."):
        assert document.text.count(f"Active ingredient of {line}") == 1
    assert document.title == "Outer, Inner solution, Example Pharma"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (spl(product="", sections=""), "no section has any text"),
        (spl().replace("setId", "other").replace("<id root=\"11", "<id x=\"11"), "no set id"),
        (spl()[:-300], "malformed XML"),
        ('<!DOCTYPE document [<!ENTITY a "b">]>' + spl().split("?>", 1)[1], "entities"),
    ],
)  # fmt: skip
def test_what_is_no_label_is_a_problem(read: Read, content: str, reason: str) -> None:
    (problem,) = read("spl", content, "label.xml")
    assert isinstance(problem, Problem) and reason in problem.reason


@pytest.mark.parametrize(
    ("value", "day"),
    [("20150722103000-0500", "2015-07-22"), ("20150722", "2015-07-22"), ("201507", "2015-07"), ("2015", "2015"),
     ("", ""), ("x", ""), ("15", ""), ("²²²²", "")],
)  # fmt: skip
def test_days(value: str, day: str) -> None:
    assert day_of(value) == day

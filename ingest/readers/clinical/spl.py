"""SPL, Structured Product Labeling: the drug labels of the United States as DailyMed publishes them.

Format: HL7 SPL release 8 (https://www.fda.gov/industry/fda-data-standards-advisory-board/structured-product-labeling-resources).
The highlights of a label say again what its sections say, and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import Document, SectionKind, Tier
from graph.parsing import Element, Problem, Source
from ingest.readers.base import ReadResult
from ingest.readers.clinical.hl7_fields import (
    NAMESPACE,
    attribute,
    day_of,
    drop_namespace,
    sections_of,
    title_text,
)
from ingest.readers.clinical.spl_product import product_lines, title_of_products
from ingest.readers.compose.canonical import Part, compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.metadata.languages import language_code
from ingest.readers.metadata.years import year_in
from ingest.readers.streams.xml_records import read_records, text_of
from ingest.readers.streams.xml_root import root_name, xml_head

# For sections without a title of their own.
_SECTIONS = {
    "34066-1": "Boxed warning",
    "34067-9": "Indications and usage",
    "34068-7": "Dosage and administration",
    "34069-5": "How supplied",
    "34070-3": "Contraindications",
    "34071-1": "Warnings",
    "34072-9": "General precautions",
    "34073-7": "Drug interactions",
    "34076-0": "Information for patients",
    "34080-2": "Nursing mothers",
    "34081-0": "Pediatric use",
    "34082-8": "Geriatric use",
    "34083-6": "Carcinogenesis, mutagenesis and impairment of fertility",
    "34084-4": "Adverse reactions",
    "34088-5": "Overdosage",
    "34089-3": "Description",
    "34090-1": "Clinical pharmacology",
    "34092-7": "Clinical studies",
    "42228-7": "Pregnancy",
    "42230-3": "Patient information",
    "42232-9": "Precautions",
    "43678-2": "Dosage forms and strengths",
    "43679-0": "Mechanism of action",
    "43680-8": "Nonclinical toxicology",
    "43681-6": "Pharmacodynamics",
    "43682-4": "Pharmacokinetics",
    "43684-0": "Use in specific populations",
    "43685-7": "Warnings and precautions",
    "44425-7": "Storage and handling",
    "50565-1": "Keep out of reach of children",
    "50570-1": "Do not use",
    "51727-6": "Inactive ingredients",
    "51945-4": "Package label",
    "55105-1": "Purpose",
    "55106-9": "Active ingredients",
    "77290-5": "Lactation",
}
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|tiff?|bmp)", re.IGNORECASE)


class SplReader:
    """Reads one document a label."""

    name = "spl"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the root is a document in HL7's namespace: other formats call theirs so too."""
        return root_name(head) == "document" and NAMESPACE in xml_head(head)

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """The label's Document; a Problem where it has no text."""
        source_name = source.name

        def convert(element: Element, location: str) -> Iterator[ReadResult]:
            if (
                element.getparent() is None
            ):  # labels list the documents of risk programmes under the same name
                yield _label(element, location, source_name, tier)

        return read_records(source, ("document",), convert)


def _label(element: Element, location: str, source_name: str, tier: Tier) -> Document | Problem:
    drop_namespace(element)
    set_id = attribute(element, "setId", "root") or attribute(element, "id", "root")
    if not set_id:
        return Problem(source_name, location, "no set id: not a label as DailyMed publishes it")
    maker = text_of(element.find("author/assignedEntity/representedOrganization/name"))
    own_title = title_text(element.find("title"))
    named = title_of_products(element)
    title = ", ".join(filter(None, (named, maker))) if named else own_title
    parts = [Part("", SectionKind.OTHER, own_title)] if named else []
    composed = compose(title, [*parts, *_sections(element)])
    if len(composed.sections) < 2:
        return Problem(source_name, location, f"setid:{set_id.lower()}: no section has any text")
    effective = day_of(attribute(element, "effectiveTime", "value"))
    kind = attribute(element, "code", "displayName").title()
    return build_document(
        f"setid:{set_id.lower()}",
        composed,
        tier,
        source_name,
        Metadata(
            year=year_in(effective),
            journal="DailyMed",
            authors=(maker,) if maker else (),
            publication_types=tuple(dict.fromkeys(filter(None, ("Drug Label", kind)))),
            language=language_code(attribute(element, "languageCode", "code")),
            url=f"https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid={set_id.lower()}",
            revised=effective if len(effective) == 10 else "",
        ),
    )


def _sections(element: Element) -> Iterator[Part]:
    yield Part("Product", SectionKind.OTHER, "\n".join(product_lines(element)))
    for body in element.iterfind("component/structuredBody"):
        for section in sections_of(body, _SECTIONS):
            yield Part(section.heading, SectionKind.OTHER, section.narrative)
            yield Part("", SectionKind.CAPTION, "\n".join(_captions(section.element)))


def _captions(section: Element) -> Iterator[str]:
    """What images are said to show; most are only called by their file."""
    for media in section.iterfind("component/observationMedia/text"):
        caption = text_of(media)
        if not _FILE_NAME.fullmatch(caption):
            yield caption

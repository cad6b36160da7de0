"""C-CDA: clinical documents (summaries, discharge and progress notes) as health record systems exchange them.

Format: HL7 CDA Release 2 with the Consolidated CDA templates R2.1. What a CDA document says is its narrative: the
structured entries say the same again for machines, and are left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from lxml import etree

from graph import Document, Tier
from graph.parsing import Element, Problem, Source
from ingest.readers.base import ReadResult
from ingest.readers.clinical.age_sex import age_and_sex
from ingest.readers.clinical.embedded import NotReadable, decoded, parts_of
from ingest.readers.clinical.hl7_fields import attribute, day_of, drop_namespace, sections_of, title_text
from ingest.readers.compose.canonical import Part, clean_line, compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.compose.headings import kind_of
from ingest.readers.metadata.identity import content_id
from ingest.readers.metadata.languages import language_code
from ingest.readers.metadata.years import year_in
from ingest.readers.streams.xml_records import read_records, text_of
from ingest.readers.streams.xml_root import root_name

_PATIENT = "recordTarget/patientRole/patient"
_IDS = "recordTarget/patientRole/id"
_SOCIAL_SECURITY = "2.16.840.1.113883.4.1"
_WORD = re.compile(r"\w+")
_SEXES = {"m": "male", "f": "female"}


class CcdaReader:
    """Reads one document a file."""

    name = "ccda"
    tier = Tier.USER

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the root is a ClinicalDocument."""
        return root_name(head) == "ClinicalDocument"

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """The file's Document; a Problem where its body is no text."""
        return read_records(
            source,
            ("ClinicalDocument",),
            lambda element, location: (_document(element, location, source.name, tier),),
        )


def _document(element: Element, location: str, source_name: str, tier: Tier) -> Document | Problem:
    content = content_id(etree.tostring(element, with_tail=False))
    drop_namespace(element)
    date = day_of(attribute(element, "effectiveTime", "value"))
    try:
        body = list(_body(element))
    except NotReadable as error:
        return Problem(source_name, location, str(error))
    composed = compose(_title(element, date), [*_about_the_patient(element, date), *body])
    if not any(part.body.strip() for part in body):
        return Problem(source_name, location, "no section has any text")
    kind = attribute(element, "code", "displayName")
    return build_document(
        _identity(element) or content,
        composed,
        tier,
        source_name,
        Metadata(
            year=year_in(date),
            publication_types=(clean_line(kind),) if kind else (),
            language=language_code(attribute(element, "languageCode", "code")),
            revised=date if len(date) == 10 else "",
            patient=_patient(element),
            date=date,
        ),
    )


def _identity(element: Element) -> str:
    """`cda:<root>`, with `:<extension>` where the root is that of whoever numbers the documents."""
    root, extension = attribute(element, "id", "root"), attribute(element, "id", "extension")
    return f"cda:{clean_line(root)}" + (f":{clean_line(extension)}" if extension else "") if root else ""


def _patient(element: Element) -> str:
    """`ccda:<root>|<extension>` of the first id that is no social security number; of that only a digest is kept."""
    numbers = [
        (each.get("root", "").strip(), each.get("extension", "").strip()) for each in element.iterfind(_IDS)
    ]
    for root, extension in sorted(filter(any, numbers), key=lambda number: number[0] == _SOCIAL_SECURITY):
        if root == _SOCIAL_SECURITY:
            extension = hashlib.sha256(extension.replace("-", "").encode()).hexdigest()[:16]  # noqa: PLW2901
        return clean_line("|".join(filter(None, (f"ccda:{root}", extension))))
    return ""


def _title(element: Element, date: str) -> str:
    """The document's title, unless it names the patient, and its date."""
    title = title_text(element.find("title"))
    if _names(element) & {word.casefold() for word in _WORD.findall(title)}:
        title = ""
    title = title or attribute(element, "code", "displayName") or "Clinical document"
    return f"{title} of {date}" if date and date not in title else title


def _names(element: Element) -> set[str]:
    """The words of the patient's names, initials and short particles aside."""
    names = (text_of(name) for name in element.iterfind(f"{_PATIENT}/name//*"))
    full_names = (text_of(name) for name in element.iterfind(f"{_PATIENT}/name"))
    words = (word.casefold() for name in [*names, *full_names] for word in _WORD.findall(name))
    return {word for word in words if len(word) > 2}


def _about_the_patient(element: Element, date: str) -> list[Part]:
    birth = day_of(attribute(element, f"{_PATIENT}/birthTime", "value"))
    sex = _SEXES.get(attribute(element, f"{_PATIENT}/administrativeGenderCode", "code").casefold(), "")
    summary = age_and_sex(birth, sex, date)
    return [Part("Patient", kind_of(""), summary)] if summary else []


def _body(element: Element) -> Iterator[Part]:
    for text in element.iterfind("component/nonXMLBody/text"):
        yield from _foreign(text)
    for body in element.iterfind("component/structuredBody"):
        for section in sections_of(body, {}):
            yield Part(section.heading, kind_of(section.heading), section.narrative)


def _foreign(text: Element) -> list[Part]:
    """A body that is no narrative: text or a page, in base64 or as it stands."""
    kind, reference = text.get("mediaType", ""), text.find("reference")
    if reference is not None:
        raise NotReadable(f"its text is not in the file but at {reference.get('value', '')}")
    if text.get("representation", "").upper() == "B64":
        return parts_of(decoded(text_of(text)), kind)
    return parts_of("".join(text.itertext()).encode(), kind)

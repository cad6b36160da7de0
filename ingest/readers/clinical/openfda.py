"""openFDA's drug labels (`drug/label`), JSON of the answers to searches and of whole downloads.

Format: https://open.fda.gov/apis/drug/label/. A label has the id that its SPL has. What openFDA answers of other
things (counts of reports, approvals, devices) holds no text and is told as what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import Document, SectionKind, Tier
from graph.parsing import Problem, Source
from ingest.readers.base import ReadResult
from ingest.readers.compose.canonical import Part, clean_line, compose
from ingest.readers.compose.document import Metadata, build_document
from ingest.readers.metadata.years import year_in
from ingest.readers.streams.json_fields import Object, text_at, texts_at
from ingest.readers.streams.json_head import json_head
from ingest.readers.streams.json_records import read_json

_WRAPPERS = frozenset({"results"})
_LABEL = "download drug labels instead (https://open.fda.gov/apis/drug/label/), or SPL files of DailyMed"
# What a result is, by a key that only such results have.
_OTHERS = {
    "term": "counts of a search",
    "time": "counts of a search by day",
    "safetyreportid": "reports of adverse events (FAERS)",
    "application_number": "approvals of drugs (Drugs@FDA)",
    "k_number": "device clearances (510(k))",
    "pma_number": "device approvals (PMA)",
    "mdr_report_key": "reports of device events (MAUDE)",
    "recall_number": "recalls",
    "product_res_number": "device recalls",
    "product_ndc": "the directory of product codes (NDC)",
    "report_number": "reports of adverse events of foods",
    "package_label": "drug shortages",
}
_ERROR = "openFDA's answer that nothing was found; search again"
_NO_SECTION = {"id", "set_id", "version", "effective_time", "openfda", "spl_product_data_elements"}
_SET_ID = re.compile(r"[0-9A-Za-z-]{8,64}")
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*\.?\s+)?")
# Sections come in one line: subsections and items begin new ones.
_SUBSECTION = re.compile(r"(?<=[.)\]:;a-z]) (?=\d{1,2}\.\d{1,2} [A-Z])| ?(?=\u2022)")


class OpenFdaReader:
    """Reads one document a label."""

    name = "openfda"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether it is an answer of openFDA: results beside what it says of them, or its error."""
        keys = json_head(head)
        if keys.get("error") == "{":
            return b'"code"' in head and b'"message"' in head
        if "set_id" in keys and "openfda" in keys:
            return True
        return keys.get("meta") == "{" and ("results" in keys or b"open.fda.gov" in head)

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """A Document a label; one Problem for each kind of other results."""
        told: set[str] = set()
        found = False
        for result in read_json(
            source, lambda value, location: _result(value, location, source.name, tier), _WRAPPERS
        ):
            found = True
            if isinstance(result, Problem) and result.reason in told:
                continue
            if isinstance(result, Problem):
                told.add(result.reason)
            yield result
        if not found:
            yield Problem(source.name, "", "an answer of openFDA without any result")


def _result(value: object, location: str, source: str, tier: Tier) -> Document | Problem:
    if not isinstance(value, dict):
        return Problem(source, location, f"not a result but {type(value).__name__}")
    if "error" in value:
        return Problem(source, location, _ERROR)
    set_id = text_at(value, "set_id") or text_at(value, "openfda", "spl_set_id")
    if "set_id" not in value or not _SET_ID.fullmatch(set_id):
        kind = next((name for key, name in _OTHERS.items() if key in value), "results")
        return Problem(
            source, location, f"openFDA's {kind}, not labels: nothing in them can be quoted; {_LABEL}"
        )
    return _label(value, set_id.lower(), location, source, tier)


def _label(label: Object, set_id: str, location: str, source: str, tier: Tier) -> Document | Problem:
    brand, generic = (_names(label, key) for key in ("brand_name", "generic_name"))
    maker = clean_line(text_at(label, "openfda", "manufacturer_name"))
    named = (
        f"{brand} ({generic})"
        if brand and generic and brand.casefold() != generic.casefold()
        else brand or generic
    )
    title = ", ".join(filter(None, (named or _product(label), maker)))
    composed = compose(title, _sections(label))
    if len(composed.sections) < 2:
        reason = f"setid:{set_id}: no section has any text; ask for whole labels, not for some fields"
        return Problem(source, location, reason)
    kinds = (f"{kind.title()} Label" for kind in texts_at(label, "openfda", "product_type"))
    day = text_at(label, "effective_time")
    return build_document(
        f"setid:{set_id}",
        composed,
        tier,
        source,
        Metadata(
            year=year_in(day[:4]),
            journal="DailyMed",
            authors=(maker,) if maker else (),
            publication_types=tuple(dict.fromkeys(("Drug Label", *kinds))),
            url=f"https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid={set_id}",
            revised=f"{day[:4]}-{day[4:6]}-{day[6:]}" if re.fullmatch(r"\d{8}", day) else "",
        ),
    )


def _names(label: Object, key: str) -> str:
    return clean_line(", ".join(dict.fromkeys(texts_at(label, "openfda", key))))


def _product(label: Object) -> str:
    return clean_line(" ".join(texts_at(label, "spl_product_data_elements")))[:80]


def _sections(label: Object) -> Iterator[Part]:
    yield Part("Product", SectionKind.OTHER, "\n".join(texts_at(label, "spl_product_data_elements")))
    for key in label:
        if key not in _NO_SECTION and not key.endswith("_table"):
            heading = key.replace("_", " ").strip().capitalize()
            texts = (_lines(text, heading) for text in texts_at(label, key))
            yield Part(heading, SectionKind.OTHER, "\n".join(texts))


def _lines(text: str, heading: str) -> str:
    """A section's text without its own heading before it ("1 INDICATIONS AND USAGE"), a line a subsection."""
    start = _NUMBER.match(text)
    at = start.end() if start else 0
    plain = re.sub(r"[\s&]+", " ", text[at : at + len(heading) + 4].replace("&", "and"))
    if plain.casefold().startswith(heading.casefold()) and text[at : at + 4].isupper():
        text = text[at + len(heading) :].lstrip(" :.-")
    return _SUBSECTION.sub("\n", text)

"""BioC documents of our own invention, as JSON; `as_xml` writes them as XML."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape, quoteattr


def passage(offset: int, text: str, **infons: str) -> dict[str, Any]:
    infons = {key.replace("__", "-"): value for key, value in infons.items()}
    return {"offset": offset, "infons": infons, "text": text, "annotations": [], "relations": []}


ABSTRACT: dict[str, Any] = {
    "id": "101",
    "infons": {},
    "passages": [
        passage(0, "Aspirin in fever.", type="title", journal="Demo J; 2019 Jan 1 (2) 3-4", year="2019",
                authors="Doe J, Roe R, "),
        passage(18, "Fever fell in 3 of 4. No harm was seen.", type="abstract"),
    ],
    "relations": [],
}  # fmt: skip

FULL_TEXT: dict[str, Any] = {
    "id": "77",
    "infons": {"license": "CC BY"},
    "passages": [
        passage(0, "Coughs of the north", section_type="TITLE", type="front", article__id_pmc="77",
                article__id_pmid="99", article__id_doi="10.1/x", year="2020", name_1="surname:Roe;given-names:Rita",
                name_0="surname:Doe;given-names:Jane A", name_10="The Cough Group"),
        passage(20, "Background", section_type="ABSTRACT", type="abstract_title_1"),
        passage(31, "Coughs are loud.", section_type="ABSTRACT", type="abstract"),
        passage(48, "They are many.", section_type="ABSTRACT", type="abstract"),
        passage(63, "Introduction", section_type="INTRO", type="title_1"),
        passage(76, "We begin.", section_type="INTRO", type="paragraph"),
        passage(86, "Materials and methods", section_type="METHODS", type="title_1"),
        passage(108, "Patients", section_type="METHODS", type="title_2"),
        passage(117, "We listened.", section_type="METHODS", type="paragraph"),
        passage(130, "A microphone.", section_type="FIG", type="fig_title_caption", id="F1"),
        passage(144, "It is red.", section_type="FIG", type="fig_caption", id="F1"),
        passage(155, "Then we wrote.", section_type="METHODS", type="paragraph"),
        passage(170, "Loudness by town", section_type="TABLE", type="table_caption", id="T1"),
        passage(187, "Town\tdB", section_type="TABLE", type="table", id="T1"),
        passage(195, "dB: decibel", section_type="TABLE", type="table_footnote", id="T1"),
        passage(207, "Competing interests", section_type="COMP_INT", type="title"),
        passage(227, "None.", section_type="COMP_INT", type="footnote"),
        passage(233, "References", section_type="REF", type="title"),
        passage(244, "Coughing and you", section_type="REF", type="ref"),
    ],
    "relations": [],
}  # fmt: skip


def collection(*documents: Any) -> dict[str, Any]:
    return {"source": "demo", "date": "2020", "key": "demo.key", "infons": {}, "documents": list(documents)}


def as_xml(*documents: Any) -> str:
    return (
        "<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE collection SYSTEM 'BioC.dtd'>\n"
        "<collection><source>demo</source><date>2020</date><key>demo.key</key>"
        f"{''.join(map(_document, documents))}</collection>"
    )


def _document(document: dict[str, Any]) -> str:
    inside = f"<id>{document['id']}</id>{_infons(document)}{''.join(map(_passage, document['passages']))}"
    relations = "".join(
        f"<relation id={quoteattr(relation['id'])}>{_infons(relation)}"
        + "".join(f"<node refid={quoteattr(node['refid'])} role=''/>" for node in relation.get("nodes", []))
        + "</relation>"
        for relation in document["relations"]
    )
    return f"<document>{inside}{relations}</document>"


def _passage(given: dict[str, Any]) -> str:
    text = f"<text>{escape(given['text'])}</text>" if "text" in given else ""
    sentences = "".join(f"<sentence>{_passage(s)[9:-10]}</sentence>" for s in given.get("sentences", []))
    annotations = "".join(
        f"<annotation id={quoteattr(a['id'])}>{_infons(a)}"
        + "".join(f"<location offset='{at['offset']}' length='{at['length']}'/>" for at in a["locations"])
        + f"<text>{escape(a['text'])}</text></annotation>"
        for a in given.get("annotations", [])
    )
    return (
        f"<passage>{_infons(given)}<offset>{given['offset']}</offset>{text}{sentences}{annotations}</passage>"
    )


def _infons(given: dict[str, Any]) -> str:
    return "".join(
        f"<infon key={quoteattr(key)}>{escape(value)}</infon>"
        for key, value in given.get("infons", {}).items()
    )

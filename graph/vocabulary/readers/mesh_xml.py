"""NLM's MeSH XML: descriptors (desc20xx.xml) and supplementary records (supp20xx.xml), streamed.

The file is taken whole or not at all: XML that breaks off is a VocabularyError, never half a vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Concept
from graph.parsing.encodings import decode_head
from graph.parsing.source import Source
from graph.parsing.xml import Element
from graph.vocabulary.readers.base import LoadedVocabulary, Problems, file_name, head_of
from graph.vocabulary.readers.categories import NAMED_THING
from graph.vocabulary.readers.mesh_names import useful_synonyms
from graph.vocabulary.readers.mesh_tables import descriptor_concept
from graph.vocabulary.readers.mesh_tree import MeshTree, version_of
from graph.vocabulary.readers.options import VocabularyOptions
from graph.vocabulary.readers.xml_stream import records

# The name of the DTD in the DOCTYPE carries the year of the release.
_YEAR = re.compile(r"recordset_(\d{4})\d{4}\.dtd")
# Class 1 are chemicals, among them proteins and genes: which it is, says the heading that a record is mapped to.
_SCR_CATEGORY = {
    "2": "Procedure",
    "3": "Disease",
    "4": "OrganismTaxon",
    "5": "OrganismTaxon",
}


class MeshXmlReader:
    """Reads descriptors and supplementary records."""

    name = "mesh-xml"

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the root element is one of MeSH's record sets."""
        text = decode_head(head)
        return "<DescriptorRecordSet" in text or "<SupplementalRecordSet" in text

    def read(self, source: Source, options: VocabularyOptions, /) -> LoadedVocabulary:
        """The file's records. Descriptors are read twice: the first pass learns where everyone sits in the tree."""
        problems = Problems()
        head = decode_head(head_of(source))
        year = _YEAR.search(head)
        version = year[1] if year else version_of(source)
        if "<SupplementalRecordSet" in head:
            records_ = _supplements(source, problems)
            # Nine of ten are chemicals, and a chemical is what one is whose heading is not loaded.
            return LoadedVocabulary(
                "mesh-supplement", version, file_name(source), records_, problems, kind="ChemicalEntity"
            )
        return LoadedVocabulary("mesh", version, file_name(source), _descriptors(source, problems), problems)


def _descriptors(source: Source, problems: Problems) -> Iterator[Concept]:
    tree = MeshTree()
    for record in records(source, "DescriptorRecord"):
        for number in record.findall("TreeNumberList/TreeNumber"):
            tree.add(record.findtext("DescriptorUI", ""), number.text or "")
    for record in records(source, "DescriptorRecord"):
        identifier, name = record.findtext("DescriptorUI", ""), record.findtext("DescriptorName/String", "")
        if identifier and name:
            yield descriptor_concept(identifier, name, _terms(record), tree, _note(record))
        else:
            problems.report(source, record.sourceline, "a descriptor without id or name")


def _supplements(source: Source, problems: Problems) -> Iterator[Concept]:
    for record in records(source, "SupplementalRecord"):
        identifier, name = (
            record.findtext("SupplementalRecordUI", ""),
            record.findtext("SupplementalRecordName/String", ""),
        )
        if not identifier or not name:
            problems.report(source, record.sourceline, "a record without id or name")
            continue
        mapped = record.findall("HeadingMappedToList/HeadingMappedTo/DescriptorReferredTo/DescriptorUI")
        yield Concept(
            id=f"MESH:{identifier}",
            name=name,
            synonyms=useful_synonyms(name, _terms(record)),
            definition=_note(record),
            category=_SCR_CATEGORY.get(record.get("SCRClass", ""), NAMED_THING),
            parents=tuple(dict.fromkeys(f"MESH:{(above.text or '').lstrip('*')}" for above in mapped)),
        )


def _terms(record: Element) -> list[str]:
    return [term.text or "" for term in record.findall("ConceptList/Concept/TermList/Term/String")]


def _note(record: Element) -> str:
    """The scope note of the preferred concept, on one line."""
    for concept in record.findall("ConceptList/Concept"):
        if concept.get("PreferredConceptYN") == "Y":
            return " ".join((concept.findtext("ScopeNote") or "").split())
    return ""

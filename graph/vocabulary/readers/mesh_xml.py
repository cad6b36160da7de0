"""NLM's MeSH XML: descriptors (desc20xx.xml) and supplementary records (supp20xx.xml), streamed.

The file is taken whole or not at all: XML that breaks off is a VocabularyError, never half a vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from graph.model import Concept
from graph.parsing.xml import Element
from graph.vocabulary.readers.base import LoadedVocabulary, Problems
from graph.vocabulary.readers.categories import category_of_name
from graph.vocabulary.readers.mesh_names import useful_synonyms
from graph.vocabulary.readers.mesh_tables import placed, version_of
from graph.vocabulary.readers.mesh_tree import MeshTree
from graph.vocabulary.readers.xml_stream import records

# The name of the DTD in the DOCTYPE carries the year of the release.
_YEAR = re.compile(r"recordset_(\d{4})\d{4}\.dtd")
_SCR_CATEGORY = {
    "1": "ChemicalEntity",
    "2": "Procedure",
    "3": "Disease",
    "4": "OrganismTaxon",
    "5": "OrganismTaxon",
}


def is_mesh_xml(head: str) -> bool:
    """Whether the root element is one of MeSH's record sets."""
    return "<DescriptorRecordSet" in head or "<SupplementalRecordSet" in head


def read_mesh_xml(path: Path, head: str) -> LoadedVocabulary:
    """The file's records. Descriptors are read twice: the first pass learns where everyone sits in the tree."""
    problems = Problems()
    year = _YEAR.search(head)
    version = year[1] if year else version_of(path)
    read = _supplements if "<SupplementalRecordSet" in head else _descriptors
    return LoadedVocabulary("mesh", version, path.name, read(path, problems), problems)


def _descriptors(path: Path, problems: list[str]) -> Iterator[Concept]:
    tree = MeshTree()
    for record in records(path, "DescriptorRecord"):
        for number in record.findall("TreeNumberList/TreeNumber"):
            tree.add(record.findtext("DescriptorUI", ""), number.text or "")
    for record in records(path, "DescriptorRecord"):
        identifier, name = record.findtext("DescriptorUI", ""), record.findtext("DescriptorName/String", "")
        if identifier and name:
            yield placed(identifier, name, _terms(record), tree, _note(record))
        else:
            problems.append(f"{path.name}:{record.sourceline}: a descriptor without id or name")


def _supplements(path: Path, problems: list[str]) -> Iterator[Concept]:
    for record in records(path, "SupplementalRecord"):
        identifier, name = (
            record.findtext("SupplementalRecordUI", ""),
            record.findtext("SupplementalRecordName/String", ""),
        )
        if not identifier or not name:
            problems.append(f"{path.name}:{record.sourceline}: a record without id or name")
            continue
        mapped = record.findall("HeadingMappedToList/HeadingMappedTo/DescriptorReferredTo/DescriptorUI")
        yield Concept(
            id=f"MESH:{identifier}",
            name=name,
            synonyms=useful_synonyms(name, _terms(record)),
            definition=_note(record),
            category=_SCR_CATEGORY.get(record.get("SCRClass", ""), category_of_name(name)),
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

"""NLM's MeSH XML: descriptors (desc20xx.xml) and supplementary records (supp20xx.xml), streamed.

No network, no DTD, no entity expansion; a file whose DOCTYPE defines entities is refused.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias, cast

from lxml import etree

from graph.model import Concept
from graph.vocabulary.readers.base import LoadedVocabulary, VocabularyError
from graph.vocabulary.readers.categories import category_of_name
from graph.vocabulary.readers.mesh_names import useful_synonyms
from graph.vocabulary.readers.mesh_tables import placed, version_of
from graph.vocabulary.readers.mesh_tree import MeshTree

# lxml ships no types; this is an `etree._Element`.
Element: TypeAlias = Any

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
    if "<!ENTITY" in head:
        raise VocabularyError(
            f"{path.name} defines XML entities, which MeSH never does", "Get the file from NLM."
        )
    problems: list[str] = []
    if "<SupplementalRecordSet" in head:
        return LoadedVocabulary("mesh", version_of(path), path.name, _supplements(path, problems), problems)
    return LoadedVocabulary("mesh", version_of(path), path.name, _descriptors(path, problems), problems)


def _descriptors(path: Path, problems: list[str]) -> Iterator[Concept]:
    tree = MeshTree()
    for record in _records(path, "DescriptorRecord", []):
        for number in record.findall("TreeNumberList/TreeNumber"):
            tree.add(record.findtext("DescriptorUI", ""), number.text or "")
    for record in _records(path, "DescriptorRecord", problems):
        identifier, name = record.findtext("DescriptorUI", ""), record.findtext("DescriptorName/String", "")
        if identifier and name:
            yield placed(identifier, name, _terms(record), tree, _note(record))
        else:
            problems.append(f"{path.name}: a descriptor without id or name ({identifier or name})")


def _supplements(path: Path, problems: list[str]) -> Iterator[Concept]:
    for record in _records(path, "SupplementalRecord", problems):
        identifier, name = (
            record.findtext("SupplementalRecordUI", ""),
            record.findtext("SupplementalRecordName/String", ""),
        )
        if not identifier or not name:
            problems.append(f"{path.name}: a record without id or name ({identifier or name})")
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


def _records(path: Path, tag: str, problems: list[str]) -> Iterator[Element]:
    """Each record once, emptied afterwards; malformed XML ends the file with a problem."""
    with _open_binary(path) as stream:
        context = etree.iterparse(
            stream, events=("end",), tag=tag, resolve_entities=False, no_network=True, load_dtd=False
        )
        try:
            for _, record in context:
                yield record
                record.clear()
                while record.getprevious() is not None:
                    del record.getparent()[0]  # type: ignore[union-attr]
        except etree.XMLSyntaxError as error:
            problems.append(f"{path.name}: the XML breaks off: {error}")


def _open_binary(path: Path) -> BinaryIO:
    stream = path.open("rb")
    packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    return cast("BinaryIO", gzip.open(stream)) if packed else stream

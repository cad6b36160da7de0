"""Annotations and relations of a BioC document, whether it came as XML or as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.parsing import Element
from ingest.readers.literature.bioc import BiocRecord, json_infons, xml_infons
from ingest.readers.streams import Object, objects_at, text_at, value_at

_MAX_DIGITS = 12  # longer than any offset in a file that fits on a disk
# Corpora name the vocabulary by the infon's key where PubTator has one infon, `identifier`.
_VOCABULARIES = {
    "mesh": "MESH",
    "omim": "OMIM",
    "umls": "UMLS",
    "chebi": "CHEBI",
    "hp": "HP",
    "hpo": "HP",
} | {
    "ncbigene": "NCBIGene",
    "ncbi gene": "NCBIGene",
    "taxonomy": "NCBITaxon",
    "ncbitaxon": "NCBITaxon",
}
_IDENTIFIERS = ("identifier", "normalized_id", "concept_id")
_ENDS = (("entity1", "entity2"), ("role1", "role2"), ("Chemical", "Disease"))


@dataclass(frozen=True, slots=True)
class Annotation:
    """A mention as BioC has it: fragments are `[start, end)` in the file's document."""

    id: str
    infons: dict[str, str]
    text: str
    fragments: tuple[tuple[int, int], ...]

    @property
    def identifier(self) -> str:
        """Its concept's id, with the name of the vocabulary where the key of the infon is that."""
        for key in _IDENTIFIERS:
            if value := self.infons.get(key):
                return value
        for key, value in self.infons.items():
            if (prefix := _VOCABULARIES.get(key.casefold())) and value:
                return (
                    value
                    if ":" in value or value == "-1"
                    else f"{prefix}:{value}".replace("|", f"|{prefix}:")
                )
        return ""


@dataclass(frozen=True, slots=True)
class BiocRelation:
    """A relation: its infons, and the annotations that are its nodes."""

    infons: dict[str, str]
    nodes: tuple[str, ...]

    @property
    def type(self) -> str:
        """Its type."""
        return self.infons.get("type") or self.infons.get("relation") or ""

    @property
    def ends(self) -> tuple[str, str] | None:
        """The keys of the infons that name the two concepts; None when there are none."""
        return next((keys for keys in _ENDS if all(self.infons.get(key) for key in keys)), None)


def annotations_of(record: BiocRecord) -> Iterator[Annotation]:
    """Every annotation: of the document, its passages and their sentences."""
    nodes = [record.node, *(passage.node for passage in record.passages)]
    for node in nodes:
        if isinstance(node, dict):
            for holder in (node, *objects_at(node, "sentences")):
                yield from map(_from_json, objects_at(holder, "annotations"))
        else:
            yield from map(_from_xml, node.iterchildren("annotation"))
            for sentence in node.iterchildren("sentence"):
                yield from map(_from_xml, sentence.iterchildren("annotation"))


def relations_of(record: BiocRecord) -> Iterator[BiocRelation]:
    """Every relation of the document and its passages."""
    for node in (record.node, *(passage.node for passage in record.passages)):
        if isinstance(node, dict):
            for relation in objects_at(node, "relations"):
                roles = {key: text_at(relation, "infons", key, "identifier") for key in ("role1", "role2")}
                infons = json_infons(relation) | {key: value for key, value in roles.items() if value}
                yield BiocRelation(infons, tuple(text_at(n, "refid") for n in objects_at(relation, "nodes")))
        else:
            for relation in node.iterchildren("relation"):
                refs = tuple(n.get("refid", "") for n in relation.iterchildren("node"))
                yield BiocRelation(xml_infons(relation), refs)


def _from_json(node: Object) -> Annotation:
    places = [
        (value_at(place, "offset"), value_at(place, "length")) for place in objects_at(node, "locations")
    ]
    fragments = [(start, start + n) for start, n in places if isinstance(start, int) and isinstance(n, int)]
    return Annotation(text_at(node, "id"), json_infons(node), text_at(node, "text"), tuple(fragments))


def _from_xml(node: Element) -> Annotation:
    places = [
        (_number(place.get("offset")), _number(place.get("length")))
        for place in node.iterchildren("location")
    ]
    fragments = tuple((start, start + length) for start, length in places)
    text = "".join("".join(child.itertext()) for child in node.iterchildren("text"))
    return Annotation(node.get("id", ""), xml_infons(node), text, fragments)


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < _MAX_DIGITS else 0

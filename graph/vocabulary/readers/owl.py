"""OWL ontologies in RDF/XML (https://www.w3.org/TR/owl2-mapping-to-rdf/), as the OWL API writes them, streamed.

Only what names a class is read: labels, synonyms, definitions, cross-references, exact matches and named superclasses.
Classes nested in axioms are expressions, not terms; no reasoner is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Concept
from graph.parsing.encodings import decode_head
from graph.parsing.source import Source
from graph.parsing.xml import Element
from graph.vocabulary.names.curies import is_curie
from graph.vocabulary.readers.base import LoadedVocabulary, Problems, file_name
from graph.vocabulary.readers.iris import curie_of
from graph.vocabulary.readers.options import VocabularyOptions
from graph.vocabulary.readers.terms import Term, concept_of, identity_of, version_of
from graph.vocabulary.readers.xml_stream import records

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_RDFS = "{http://www.w3.org/2000/01/rdf-schema#}"
_OWL = "{http://www.w3.org/2002/07/owl#}"
_OIO = "{http://www.geneontology.org/formats/oboInOwl#}"
_SKOS = "{http://www.w3.org/2004/02/skos/core#}"
_OBO = "{http://purl.obolibrary.org/obo/}"
_EFO = "{http://www.ebi.ac.uk/efo/}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

_SYNONYMS = {
    f"{_OIO}hasExactSynonym": "EXACT",
    f"{_OIO}hasRelatedSynonym": "RELATED",
    f"{_SKOS}altLabel": "RELATED",
    f"{_EFO}alternative_term": "EXACT",
}
_LABELS = (f"{_RDFS}label", f"{_SKOS}prefLabel")
_DEFINITIONS = (f"{_OBO}IAO_0000115", f"{_SKOS}definition", f"{_EFO}definition")
_CATEGORY = "{https://w3id.org/biolink/vocab/}category"
_ROOT = re.compile(r"<(?:\w+:)?RDF[\s>]")


class OwlReader:
    """Reads OWL in RDF/XML."""

    name = "owl"

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the root element is RDF and the OWL vocabulary is used."""
        text = decode_head(head)
        return _ROOT.search(text) is not None and "www.w3.org/2002/07/owl#" in text

    def read(self, source: Source, options: VocabularyOptions, /) -> LoadedVocabulary:
        """The live named classes that have a label; properties and individuals are left out."""
        ontology, version, first = _header(source)
        identity = (options.id or identity_of(ontology, first)).lower()
        problems = Problems()
        return LoadedVocabulary(
            identity, version, file_name(source), _concepts(source, identity, problems), problems
        )


def _header(source: Source) -> tuple[str, str, str]:
    """The ontology's IRI and version, and the CURIE of the first class: nothing after it is looked at."""
    ontology = version = ""
    for element in records(source):
        if element.tag == f"{_OWL}Ontology":
            ontology = element.get(f"{_RDF}about", "")
            iri = element.find(f"{_OWL}versionIRI")
            info = " ".join((element.findtext(f"{_OWL}versionInfo") or "").split())
            version = version_of(iri.get(f"{_RDF}resource", "") if iri is not None else "", info)
        elif _is_class(element):
            return ontology, version, curie_of(element.get(f"{_RDF}about", ""))
    return ontology, version, ""


def _is_class(element: Element) -> bool:
    if element.tag == f"{_OWL}Class":
        return element.get(f"{_RDF}about") is not None
    return element.tag == f"{_RDF}Description" and any(
        kind.get(f"{_RDF}resource") == f"{_OWL[1:-1]}Class" for kind in element.iterchildren(f"{_RDF}type")
    )


def _concepts(source: Source, vocabulary_id: str, problems: Problems) -> Iterator[Concept]:
    for element in records(source):
        if not _is_class(element) or _first(element, f"{_OWL}deprecated") in ("true", "1"):
            continue
        name = next((text for label in _LABELS if (text := _first(element, label))), "")
        identifier = curie_of(element.get(f"{_RDF}about", ""))
        if not is_curie(identifier):
            identifier = _first(element, f"{_OIO}id")
        if not name:
            continue  # a class of another ontology, only pointed at
        if is_curie(identifier):
            yield concept_of(_term(identifier, name, element), vocabulary_id)
        else:
            about = element.get(f"{_RDF}about", "")
            problems.report(source, element.sourceline, f"a class without a usable id ({about[:80]!r})")


def _term(identifier: str, name: str, element: Element) -> Term:
    # MONDO grades its cross-references in axioms elsewhere in the file; its exact matches are stated here.
    xrefs = [] if identifier.startswith("MONDO:") else _texts(element, f"{_OIO}hasDbXref")
    exact = _references(element, f"{_SKOS}exactMatch") + _references(element, f"{_OWL}equivalentClass")
    return Term(
        id=identifier,
        name=name,
        definition=next((text for tag in _DEFINITIONS if (text := _first(element, tag))), ""),
        synonyms=[(scope, text) for tag, scope in _SYNONYMS.items() for text in _texts(element, tag)],
        xrefs=xrefs,
        exact=exact,
        parents=_references(element, f"{_RDFS}subClassOf"),
        category=next(iter(_references(element, _CATEGORY)), "").rpartition("/")[2].removeprefix("biolink:"),
    )


def _texts(element: Element, tag: str) -> list[str]:
    """The property's texts in English or in no stated language."""
    return [
        text
        for child in element.iterchildren(tag)
        if child.get(_LANGUAGE, "en").lower().startswith("en")
        and (text := " ".join("".join(child.itertext()).split()))
    ]


def _first(element: Element, tag: str) -> str:
    return next(iter(_texts(element, tag)), "")


def _references(element: Element, tag: str) -> list[str]:
    """What the property points to by name: an IRI, or a CURIE written as text."""
    return [
        value
        for child in element.iterchildren(tag)
        if (value := child.get(f"{_RDF}resource") or ("" if len(child) else (child.text or "").strip()))
    ]

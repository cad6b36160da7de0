"""OBO graphs (https://github.com/geneontology/obographs): OBO ontologies as JSON, streamed.

The edges follow the nodes they speak of, so the file is read twice: first for its head and the is_a edges, which
are held in memory (one pair of ids each), then for the nodes, one at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from sys import intern
from typing import Any

from graph.model import Concept
from graph.parsing.encodings import decode_head
from graph.parsing.source import Source
from graph.vocabulary.names.curies import is_curie
from graph.vocabulary.readers.base import LoadedVocabulary, Problems, file_name
from graph.vocabulary.readers.iris import curie_of
from graph.vocabulary.readers.json_file import open_json
from graph.vocabulary.readers.options import VocabularyOptions
from graph.vocabulary.readers.terms import Term, concept_of, identity_of, version_of

_IS_A = frozenset({"is_a", "subClassOf", "http://www.w3.org/2000/01/rdf-schema#subClassOf"})
_SCOPES = {
    "hasExactSynonym": "EXACT",
    "hasRelatedSynonym": "RELATED",
    "hasNarrowSynonym": "NARROW",
    "hasBroadSynonym": "BROAD",
}
_EXACT_MATCH = frozenset({"skos:exactMatch", "http://www.w3.org/2004/02/skos/core#exactMatch"})
_CATEGORY = frozenset({"biolink:category", "https://w3id.org/biolink/vocab/category"})
_VERSION_INFO = "http://www.w3.org/2002/07/owl#versionInfo"


class ObographReader:
    """Reads OBO graphs."""

    name = "obograph"

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the first characters are those of an OBO graph."""
        text = decode_head(head)
        return text.lstrip().startswith("{") and '"graphs"' in text

    def read(self, source: Source, options: VocabularyOptions, /) -> LoadedVocabulary:
        """The live classes of all the file's graphs that have a label; properties and individuals are left out."""
        parents: dict[str, list[str]] = defaultdict(list)
        head: dict[str, Any] = {}
        for key, value in _parts(source, frozenset({"id", "meta", "nodes", "edges"})):
            if key != "edges":
                head.setdefault(key, value)
            elif isinstance(value, dict) and value.get("pred") in _IS_A:
                parents[intern(curie_of(_text(value, "sub")))].append(intern(curie_of(_text(value, "obj"))))
        meta = _dict(head.get("meta"))
        first = curie_of(_text(_dict(head.get("nodes")), "id"))
        identity = (options.id or identity_of(_text(head, "id"), first)).lower()
        info = (
            _text(p, "val") for p in _dicts(meta, "basicPropertyValues") if p.get("pred") == _VERSION_INFO
        )
        version = version_of(_text(meta, "version"), *info)
        problems = Problems()
        concepts = _concepts(source, identity, parents, problems)
        return LoadedVocabulary(identity, version, file_name(source), concepts, problems)


def _parts(source: Source, keys: frozenset[str]) -> Iterator[tuple[str, Any]]:
    """(key, value) of what is wanted of every graph, in order: single values, and each item of a list."""
    with open_json(source) as json:
        for outer in json.members():
            if outer != "graphs":
                json.skip()
                continue
            for _ in json.elements():
                for key in json.members():
                    if key not in keys:
                        json.skip()
                    elif json.peek() == "[":
                        yield from ((key, value) for value in json.items())
                    else:
                        yield key, json.value()


def _concepts(
    source: Source, vocabulary_id: str, parents: dict[str, list[str]], problems: Problems
) -> Iterator[Concept]:
    for number, (_, value) in enumerate(_parts(source, frozenset({"nodes"})), 1):
        node = _dict(value)
        meta = _dict(node.get("meta"))
        name, identifier = _text(node, "lbl").strip(), curie_of(_text(node, "id"))
        # A node without a label is only pointed at; one without a type is a class in older files.
        if not name or meta.get("deprecated") is True or node.get("type", "CLASS") != "CLASS":
            continue
        if is_curie(identifier):
            yield concept_of(_term(identifier, name, meta, parents.get(identifier, [])), vocabulary_id)
        else:
            problems.report(source, "", f"node {number} has no usable id ({identifier[:80]!r})")


def _term(identifier: str, name: str, meta: dict[str, Any], parents: list[str]) -> Term:
    values = [(p.get("pred"), _text(p, "val")) for p in _dicts(meta, "basicPropertyValues")]
    # MONDO grades its cross-references in OBO; here the grades are lost, and its exact matches are stated.
    xrefs = [] if identifier.startswith("MONDO:") else [_text(x, "val") for x in _dicts(meta, "xrefs")]
    return Term(
        id=identifier,
        name=name,
        definition=_text(_dict(meta.get("definition")), "val"),
        synonyms=[(_scope(s), _text(s, "val")) for s in _dicts(meta, "synonyms")],
        xrefs=xrefs,
        exact=[value for predicate, value in values if predicate in _EXACT_MATCH],
        parents=parents,
        category=next((v.rpartition("/")[2] for p, v in values if p in _CATEGORY), "").removeprefix(
            "biolink:"
        ),
    )


def _scope(synonym: dict[str, Any]) -> str:
    return _SCOPES.get(_text(synonym, "pred").rpartition("#")[2], "")


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The objects in a list of objects; [] where there is something else."""
    values = value.get(key)
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []


def _text(value: dict[str, Any], key: str) -> str:
    text = value.get(key)
    return text if isinstance(text, str) else ""

"""OBO 1.2/1.4 (https://owlcollab.github.io/oboformat/doc/GO.format.obo-1_4.html), one stanza in memory at a time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from graph.model import Concept
from graph.vocabulary.readers.base import LoadedVocabulary, open_text
from graph.vocabulary.readers.categories import category_of_id
from graph.vocabulary.readers.curies import equivalent, is_curie, prefix_of

_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"\s*(\w*)')
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "W": " "}
_TRAILER = re.compile(r"\s+(?:!\s.*|\{[^{}]*\}\s*(?:!.*)?)$")
_XREF_SOURCE = re.compile(r'source="MONDO:(\w+)"')
_CATEGORY = re.compile(r'(?:biolink:category|biolink\\:category)\s+"?(?:biolink:)?(\w+)')

# Scopes whose strings name the term itself. RELATED is kept too: on BC5CDR and NCBI train it neither gains nor
# loses with DOID (533 of 15,269) and HP (769 of 6,949) but holds most lay names; ChEBI's RELATED strings are
# IUPAC fragments and database codes ("beta", "e"), so there only EXACT counts. NARROW and BROAD name other things.
_SCOPES = frozenset({"EXACT", "RELATED"})
_EXACT_ONLY = frozenset({"CHEBI", "GO", "MI", "UBERON", "CL"})
# Vocabularies that mean "the same" by a bare xref; others mean "see also".
_XREF_IS_SAME = frozenset({"DOID", "HP", "MONDO", "CHEBI"})
_DEMO = "medgraph-demo"

_Stanza = dict[str, list[str]]


def read_obo(path: Path, vocabulary_id: str | None = None) -> LoadedVocabulary:
    """The file's live terms that have an id and a name; obsolete ones and typedefs are left out."""
    with open_text(path) as stream:
        header = _fields(_until_stanza(stream))
        first = next((line for line in stream if line.startswith("id:")), "")
    ontology = (header.get("ontology") or [""])[0]
    # An import file's ontology is a path of its importer ("hp/imports/chebi_import"): its terms say more.
    own = prefix_of(first[3:].strip()) if "/imports/" in ontology or not ontology else ontology.split("/")[0]
    version = (header.get("data-version") or header.get("date") or [""])[0]
    identity = (vocabulary_id or own).lower()
    problems: list[str] = []
    concepts = _concepts(path, identity, problems)
    return LoadedVocabulary(identity, version, path.name, concepts, problems)


def _concepts(path: Path, vocabulary_id: str, problems: list[str]) -> Iterator[Concept]:
    with open_text(path) as stream:
        for number, stanza in _terms(stream):
            identifier = _plain((stanza.get("id") or [""])[0])
            names = stanza.get("name")
            if not is_curie(identifier):
                problems.append(f"{path.name}:{number}: a term without a usable id ({identifier!r})")
            elif names and (stanza.get("is_obsolete") or [""])[0].strip() != "true":
                yield _concept(identifier, _plain(names[0]), stanza, vocabulary_id)


def _concept(identifier: str, name: str, stanza: _Stanza, vocabulary_id: str) -> Concept:
    prefix = prefix_of(identifier).upper()
    definition = _QUOTED.match((stanza.get("def") or [""])[0])
    properties = stanza.get("property_value", [])
    categories = (_CATEGORY.match(value) for value in properties)
    return Concept(
        id=identifier,
        name=name,
        synonyms=_synonyms(name, stanza.get("synonym", []), prefix in _EXACT_ONLY),
        definition=_unescape(definition.group(1)) if definition else "",
        category=next((found.group(1) for found in categories if found), category_of_id(identifier)),
        parents=tuple(
            dict.fromkeys(_plain(value).split()[0] for value in stanza.get("is_a", []) if value.strip())
        ),
        same_as=_same_as(identifier, stanza, prefix in _XREF_IS_SAME or vocabulary_id == _DEMO),
    )


def _synonyms(name: str, values: list[str], exact_only: bool) -> tuple[str, ...]:
    kept: dict[str, None] = {}
    for value in values:
        found = _QUOTED.match(value)
        if found and (found.group(2) == "EXACT" or (not exact_only and found.group(2) in _SCOPES)):
            text = _unescape(found.group(1)).strip()
            if text and text != name:
                kept[text] = None
    return tuple(kept)


def _same_as(identifier: str, stanza: _Stanza, xrefs_count: bool) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for value in stanza.get("xref", []) if xrefs_count else []:
        source = _XREF_SOURCE.findall(value)
        # MONDO grades its cross-references; the graded ones count only when graded as equivalent.
        if source and "equivalentTo" not in source:
            continue
        if value.strip() and (target := equivalent(_ESCAPED.sub(r"\1", value.split()[0]))):
            found[target] = None
    for value in stanza.get("property_value", []):
        if value.startswith(("skos:exactMatch", "exactMatch")) and (
            target := equivalent(value.split()[1].strip('"'))
        ):
            found[target] = None
    found.pop(identifier, None)
    return tuple(found)


def _terms(stream: TextIO) -> Iterator[tuple[int, _Stanza]]:
    """Every [Term] stanza with the line number it starts at."""
    lines: list[str] = []
    start, kind = 0, ""
    for number, line in enumerate(stream, 1):
        if line.startswith("["):
            if kind == "[Term]":
                yield start, _fields(lines)
            start, kind, lines = number, line.strip(), []
        elif kind == "[Term]":
            lines.append(line)
    if kind == "[Term]":
        yield start, _fields(lines)


def _until_stanza(stream: TextIO) -> Iterator[str]:
    for line in stream:
        if line.startswith("["):
            return
        yield line


def _fields(lines: Iterable[str]) -> _Stanza:
    fields: _Stanza = defaultdict(list)
    for line in lines:
        tag, colon, value = line.partition(":")
        if colon:
            fields[tag.strip()].append(value.strip())
    return dict(fields)


def _plain(value: str) -> str:
    """An unquoted value without its trailing `! comment` or `{qualifiers}`."""
    return _unescape(_TRAILER.sub("", value)).strip()


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda found: _ESCAPES.get(found.group(1), found.group(1)), text)

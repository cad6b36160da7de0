"""OBO 1.2/1.4 (https://owlcollab.github.io/oboformat/doc/GO.format.obo-1_4.html), one stanza in memory at a time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from graph.model import Concept
from graph.parsing.encodings import decode_head
from graph.parsing.source import Source
from graph.vocabulary.names.curies import is_curie
from graph.vocabulary.readers.base import (
    LARGEST_RECORD,
    LoadedVocabulary,
    Problems,
    VocabularyError,
    file_name,
    lines_of,
    open_text,
)
from graph.vocabulary.readers.options import VocabularyOptions
from graph.vocabulary.readers.terms import Term, concept_of, identity_of

_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"\s*(\w*)')
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "W": " "}
# It starts where white space does: trying every blank of a long run would be quadratic.
_TRAILER = re.compile(r"(?<!\s)\s++(?:!\s.*|\{[^{}]*\}\s*(?:!.*)?)$")
_XREF_SOURCE = re.compile(r'source="MONDO:(\w+)"')
_CATEGORY = re.compile(r'(?:biolink:category|biolink\\:category)\s+"?(?:biolink:)?(\w+)')

# What a line costs in memory beside its characters.
_OVERHEAD = 64
# A header is a page; past this many lines the file has none.
_LONGEST_HEADER = 20_000

_Stanza = dict[str, list[str]]


class OboReader:
    """Reads OBO files."""

    name = "obo"

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the first characters are a header or hold a term."""
        text = decode_head(head)
        return text.startswith("format-version:") or "\n[Term]" in text

    def read(self, source: Source, options: VocabularyOptions, /) -> LoadedVocabulary:
        """The file's live terms that have an id and a name; obsolete ones and typedefs are left out."""
        with open_text(source) as stream:
            lines = lines_of(stream, source)
            header = _fields(islice(_until_stanza(lines), _LONGEST_HEADER))
            first = next((line for line in lines if line.startswith("id:")), "")
        own = identity_of((header.get("ontology") or [""])[0], first[3:].strip())
        version = (header.get("data-version") or header.get("date") or [""])[0]
        identity = (options.id or own).lower()
        problems = Problems()
        return LoadedVocabulary(
            identity, version, file_name(source), _concepts(source, identity, problems), problems
        )


def _concepts(source: Source, vocabulary_id: str, problems: Problems) -> Iterator[Concept]:
    with open_text(source) as stream:
        for number, stanza in _terms(lines_of(stream, source), source):
            identifier = _plain((stanza.get("id") or [""])[0])
            names = stanza.get("name")
            if not is_curie(identifier):
                problems.report(source, number, f"a term without a usable id ({identifier[:80]!r})")
            elif names and (stanza.get("is_obsolete") or [""])[0].strip() != "true":
                yield concept_of(_term(identifier, _plain(names[0]), stanza), vocabulary_id)


def _term(identifier: str, name: str, stanza: _Stanza) -> Term:
    definition = _QUOTED.match((stanza.get("def") or [""])[0])
    properties = stanza.get("property_value", [])
    categories = (_CATEGORY.match(value) for value in properties)
    synonyms = (_QUOTED.match(value) for value in stanza.get("synonym", []))
    return Term(
        id=identifier,
        name=name,
        definition=_unescape(definition.group(1)) if definition else "",
        synonyms=[(found.group(2), _unescape(found.group(1))) for found in synonyms if found],
        xrefs=[_ESCAPED.sub(r"\1", value.split()[0]) for value in stanza.get("xref", []) if _counts(value)],
        exact=[
            _ESCAPED.sub(r"\1", words[1].strip('"'))
            for value in properties
            if value.startswith(("skos:exactMatch", "exactMatch")) and len(words := value.split()) > 1
        ],
        parents=[value.split()[0] for value in stanza.get("is_a", []) if value.strip()],
        category=next((found.group(1) for found in categories if found), ""),
    )


def _counts(xref: str) -> bool:
    """MONDO grades its cross-references; the graded ones count only when graded as equivalent."""
    sources = _XREF_SOURCE.findall(xref)
    return bool(xref.strip()) and (not sources or "equivalentTo" in sources)


def _terms(all_lines: Iterable[str], source: Source) -> Iterator[tuple[int, _Stanza]]:
    """Every [Term] stanza with the line number it starts at."""
    lines: list[str] = []
    start, kind, size = 0, "", 0
    for number, line in enumerate(all_lines, 1):
        if line.startswith("["):
            if kind == "[Term]":
                yield start, _fields(lines)
            start, kind, lines, size = number, line.strip(), [], 0
        elif kind == "[Term]":
            lines.append(line)
            size += len(line) + _OVERHEAD
            if size > LARGEST_RECORD:
                raise VocabularyError(
                    f"{file_name(source)}: the term at line {start} has no end",
                    "Check that the file is whole.",
                )
    if kind == "[Term]":
        yield start, _fields(lines)


def _until_stanza(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
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

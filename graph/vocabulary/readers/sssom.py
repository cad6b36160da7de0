"""SSSOM mappings (https://mapping-commons.github.io/sssom/): which concepts of different vocabularies are the same.

A mapping file names nothing: each of its subjects becomes a concept without a name that only carries `same_as`, kept
in the store beside the vocabularies it speaks of, in whatever order they are loaded (docs/decisions/0008).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import islice

from graph.model import Concept
from graph.parsing.source import Source
from graph.vocabulary.names.curies import mapped_curie, prefix_of
from graph.vocabulary.readers.base import (
    LoadedVocabulary,
    Problems,
    file_name,
    head_of,
    lines_of,
    open_text,
    table_text,
)
from graph.vocabulary.readers.csv_rows import csv_rows
from graph.vocabulary.readers.iris import curie_of_iri
from graph.vocabulary.readers.options import VocabularyOptions
from graph.vocabulary.readers.terms import version_of

_COLUMNS = ("subject_id", "predicate_id", "object_id")
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SAME = frozenset({f"{_SKOS}exactMatch", f"{_OWL}equivalentClass"})
_PREFIXES = {"skos": _SKOS, "owl": _OWL}
# What stands in place of a term that the other vocabulary does not have.
_NOTHING, _NOTHING_IRI = "sssom:NoTermFound", "https://w3id.org/sssom/NoTermFound"
# A mapping that its own maker is less sure of, or made by likeness, is a suggestion, not an identity.
_LEAST_CONFIDENCE = 0.9
_BY_LIKENESS = ("LexicalSimilarityThresholdMatching", "SemanticSimilarityThresholdMatching")
_LONGEST_HEADER = 5000  # lines, mostly prefixes; a bound, no real file comes near
_SETTING = re.compile(r"(\s*+)[\"']?([\w.-]+)[\"']?:(?:\s+(.*))?")

_Row = dict[str, str]


class SssomReader:
    """Reads mapping sets."""

    name = "sssom"

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the first line that is no comment names SSSOM's columns."""
        text = table_text(head)
        return set(_COLUMNS) <= {cell.strip() for cell in re.split(r"[\t,]", _names_line(text))}

    def read(self, source: Source, options: VocabularyOptions, /) -> LoadedVocabulary:
        """The mappings that state sameness, by subject; broader, narrower, close and negated ones are left out."""
        settings, prefixes = _header(source)
        # The ending keeps a mapping set from taking the place of a vocabulary of the same name.
        name = settings.get("mapping_set_id", "").rstrip("/").rpartition("/")[2] or file_name(source)
        identity = re.sub(r"(?:\.sssom)?(?:\.tsv|\.csv)?(?:\.gz)?$", "", name).lower()
        version = version_of(settings.get("mapping_set_version", ""), settings.get("mapping_date", ""))
        problems = Problems()
        concepts = _concepts(source, prefixes, problems)
        named = f"{identity or 'mappings'}.sssom"
        return LoadedVocabulary(named, version, file_name(source), concepts, problems, mappings=True)


def _header(source: Source) -> tuple[dict[str, str], dict[str, str]]:
    """The settings and the curie_map of the YAML in the comments above the table: flat keys and one map."""
    settings: dict[str, str] = {}
    prefixes = dict(_PREFIXES)
    section, depth = "", 0
    with open_text(source) as stream:
        for line in islice(lines_of(stream, source), _LONGEST_HEADER):
            if not line.startswith("#"):
                break
            found = _SETTING.fullmatch(line[1:].rstrip())
            if found is None:
                continue
            indent, key, value = len(found[1]), found[2], (found[3] or "").strip("\"'")
            if section and indent > depth:
                if section == "curie_map":
                    prefixes[key] = value
            elif value:
                settings[key], section = value, ""
            else:
                section, depth = key, indent
    return settings, prefixes


def _concepts(source: Source, prefixes: dict[str, str], problems: Problems) -> Iterator[Concept]:
    same: dict[str, dict[str, None]] = {}
    denied: set[tuple[str, str]] = set()
    for number, row in _rows(source, problems):
        if _expanded(row["predicate_id"], prefixes) not in _SAME:
            continue
        one, other = (_concept_id(row[column], prefixes) for column in ("subject_id", "object_id"))
        if not one or not other:
            continue
        if row.get("predicate_modifier", "").lower() == "not":
            denied |= {(one, other), (other, one)}
        elif _is_sure(row, source, number, problems):
            same.setdefault(one, {})[other] = None
    for one, others in same.items():
        believed = tuple(o for o in others if (one, o) not in denied and prefix_of(o) != prefix_of(one))
        if believed:
            yield Concept(id=one, name="", same_as=believed)


def _is_sure(row: _Row, source: Source, number: int, problems: Problems) -> bool:
    if row.get("mapping_justification", "").endswith(_BY_LIKENESS):
        return False
    confidence_text = row.get("confidence", "")
    try:
        confidence = float(confidence_text or 1.0)
    except ValueError:
        confidence = math.nan
    if not 0.0 <= confidence <= 1.0:
        problems.report(source, number, f"the confidence {confidence_text[:40]!r} is no number from 0 to 1")
        return False
    return confidence >= _LEAST_CONFIDENCE


def _rows(source: Source, problems: Problems) -> Iterator[tuple[int, _Row]]:
    """The rows by their columns' names, with their line numbers."""
    names: list[str] = []
    for number, cells in csv_rows(source, _delimiter(source), problems):
        row = dict(zip(names, map(str.strip, cells), strict=False))
        if not names:
            names = [cell.strip() for cell in cells]
        elif all(row.get(column) for column in _COLUMNS):
            yield number, row
        elif any(cells):
            problems.report(source, number, "no subject, predicate and object")


def _delimiter(source: Source) -> str:
    return "\t" if "\t" in _names_line(table_text(head_of(source))) else ","


def _names_line(head: str) -> str:
    return next((line for line in head.splitlines() if line.strip() and not line.startswith("#")), "")


def _expanded(curie: str, prefixes: dict[str, str]) -> str:
    prefix, colon, local = curie.partition(":")
    return prefixes[prefix] + local if colon and prefix in prefixes else curie


def _concept_id(curie: str, prefixes: dict[str, str]) -> str | None:
    """The concept in our spelling: by what the file says its prefix stands for, where that is known."""
    expanded = _expanded(curie, prefixes)
    if curie == _NOTHING or expanded == _NOTHING_IRI:
        return None
    curie_of_address = curie_of_iri(expanded) if "://" in expanded else None
    return mapped_curie(curie_of_address or curie)

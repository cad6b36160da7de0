"""SSSOM mappings (https://mapping-commons.github.io/sssom/): which concepts of different vocabularies are the same.

A mapping file names nothing: each of its subjects becomes a concept without a name that only carries `same_as`, kept
in the store beside the vocabularies it speaks of, in whatever order they are loaded (docs/decisions/0008).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from graph.model import Concept
from graph.parsing.source import Source
from graph.vocabulary.names.curies import mapped_curie, prefix_of
from graph.vocabulary.readers.base import (
    LoadedVocabulary,
    Problems,
    VocabularyError,
    file_name,
    head_of,
    table_text,
)
from graph.vocabulary.readers.csv_rows import csv_rows
from graph.vocabulary.readers.iris import curie_of_iri
from graph.vocabulary.readers.options import VocabularyOptions
from graph.vocabulary.readers.sssom_header import COLUMNS, OWL, SKOS, delimiter_of, header_of
from graph.vocabulary.readers.terms import version_of

_SAME = frozenset({f"{SKOS}exactMatch", f"{OWL}equivalentClass"})
# What stands in place of a term that the other vocabulary does not have.
_NOTHING, _NOTHING_IRI = "sssom:NoTermFound", "https://w3id.org/sssom/NoTermFound"
# A mapping that its own maker is less sure of, or made by likeness, is a suggestion, not an identity.
_LEAST_CONFIDENCE = 0.9
_BY_LIKENESS = ("LexicalSimilarityThresholdMatching", "SemanticSimilarityThresholdMatching")
_Row = dict[str, str]


class SssomReader:
    """Reads mapping sets."""

    name = "sssom"

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the first line that is no comment names SSSOM's columns."""
        return bool(delimiter_of(table_text(head)))

    def read(self, source: Source, options: VocabularyOptions, /) -> LoadedVocabulary:
        """The mappings that state or deny sameness, by subject; broader, narrower and close ones are left out."""
        settings, prefixes = header_of(source)
        # The ending keeps a mapping set from taking the place of a vocabulary of the same name.
        name = settings.get("mapping_set_id", "").rstrip("/").rpartition("/")[2] or file_name(source)
        identity = re.sub(r"(?:\.sssom)?(?:\.tsv|\.csv)?(?:\.gz)?$", "", name).lower()
        version = version_of(settings.get("mapping_set_version", ""), settings.get("mapping_date", ""))
        problems = Problems()
        concepts = _concepts(source, prefixes, problems)
        named = f"{identity or 'mappings'}.sssom"
        return LoadedVocabulary(named, version, file_name(source), concepts, problems, mappings=True)


def _concepts(source: Source, prefixes: dict[str, str], problems: Problems) -> Iterator[Concept]:
    same: dict[str, dict[str, None]] = {}
    different: dict[str, dict[str, None]] = {}
    rows, unequal = 0, 0
    for number, row in _rows(source, problems):
        rows += 1
        if _expanded(row["predicate_id"], prefixes) not in _SAME:
            unequal += 1
            continue
        one, other = (_concept_id(row[column], prefixes) for column in ("subject_id", "object_id"))
        if not one or not other:
            continue
        if row.get("predicate_modifier", "").lower() == "not":
            different.setdefault(one, {})[other] = None
            different.setdefault(other, {})[one] = None
        elif _is_sure(row, source, number, problems):
            same.setdefault(one, {})[other] = None
    if rows and rows == unequal:
        raise VocabularyError(
            f"{file_name(source)} holds no exact match: none of its {rows} mappings says that two concepts are one",
            "medgraph takes skos:exactMatch and owl:equivalentClass from mappings; broad, narrow, close and related "
            "matches join nothing.",
        )
    for one in dict.fromkeys((*same, *different)):
        denied = different.get(one, {})
        believed = [o for o in same.get(one, ()) if o not in denied and prefix_of(o) != prefix_of(one)]
        if believed or denied:
            yield Concept(id=one, name="", same_as=tuple(believed), different_from=tuple(denied))


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
    for number, cells in csv_rows(source, delimiter_of(table_text(head_of(source))), problems):
        row = dict(zip(names, map(str.strip, cells), strict=False))
        if not names:
            names = [cell.strip().strip('"') for cell in cells] if any(cells) else []
        elif all(row.get(column) for column in COLUMNS):
            yield number, row
        elif any(cells):
            problems.report(source, number, "no subject, predicate and object")


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

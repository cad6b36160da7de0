"""Vocabularies as a JSON list of records, each with an id and a name; other keys as the columns of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from graph.model import Concept
from graph.parsing.source import Source
from graph.vocabulary.names.curies import is_curie, prefix_of
from graph.vocabulary.readers.base import LoadedVocabulary, Problems, file_name, head_text
from graph.vocabulary.readers.json_file import open_json
from graph.vocabulary.readers.options import VocabularyOptions
from graph.vocabulary.readers.terms import Term, concept_of

_BEGINNING = re.compile(r"\s*\[\s*\{")
_NAME = ("name", "label", "preferred_name")
_SYNONYMS = ("synonyms", "aliases")
_EXACT = ("same_as", "exact_match")
_PARENTS = ("parents", "is_a")


class JsonRecordsReader:
    """Reads lists of records."""

    name = "json"

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether the first characters begin a list of objects of which the first has an id and a name."""
        text = head_text(head)
        return (
            _BEGINNING.match(text) is not None and '"id"' in text and any(f'"{key}"' in text for key in _NAME)
        )

    def read(self, source: Source, options: VocabularyOptions, /) -> LoadedVocabulary:
        """The records whose id is a CURIE; cross-references count as OBO's do."""
        first = next((r for r in _records(source) if isinstance(r, dict) and is_curie(_text(r, "id"))), {})
        identity = (
            options.id or prefix_of(_text(first, "id")) or file_name(source).partition(".")[0]
        ).lower()
        problems = Problems()
        return LoadedVocabulary(
            identity, "", file_name(source), _concepts(source, identity, problems), problems
        )


def _records(source: Source) -> Iterator[Any]:
    with open_json(source) as json:
        yield from json.items()


def _concepts(source: Source, vocabulary_id: str, problems: Problems) -> Iterator[Concept]:
    for number, record in enumerate(_records(source), 1):
        identifier = _text(record, "id") if isinstance(record, dict) else ""
        name = next((text for key in _NAME if (text := _text(record, key))), "") if identifier else ""
        if not is_curie(identifier) or not name:
            problems.report(source, "", f"record {number} has no CURIE as id, or no name")
            continue
        term = Term(
            id=identifier,
            name=name,
            definition=_text(record, "definition"),
            synonyms=[("EXACT", text) for text in _texts(record, _SYNONYMS)],
            xrefs=_texts(record, ("xrefs",)),
            exact=_texts(record, _EXACT),
            parents=_texts(record, _PARENTS),
            category=_text(record, "category").removeprefix("biolink:"),
        )
        yield concept_of(term, vocabulary_id)


def _texts(record: dict[str, Any], keys: tuple[str, ...]) -> list[str]:
    lists = (value for key in keys if isinstance(value := record.get(key), list))
    return [text for values in lists for text in values if isinstance(text, str)]


def _text(record: dict[str, Any], key: str) -> str:
    text = record.get(key)
    return text.strip() if isinstance(text, str) else ""

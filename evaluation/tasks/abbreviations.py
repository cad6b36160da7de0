"""Definitions of abbreviations on annotated texts, as Ab3P's evaluation counts them (Sohn et al. 2008).

A definition is a pair of short and long form, once a document. Gold is JSON lines: `title` and `abstract`, or `text`,
and `abbreviations`, a list of `{"short", "long"}`.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.corpora.datasets import GoldError, Progress
from evaluation.span_scores import f1, ratio
from graph import Document, Tier
from graph.parsing import FileSource, Problem
from ingest import find_abbreviations
from ingest.readers.sources import with_source_errors
from ingest.readers.streams import parse_json_records
from ingest.readers.text import BadRecord, document_of

_FORM = 'each line is {"title", "abstract", "abbreviations": [{"short", "long"}]}'


class AbbreviationPair(NamedTuple):
    """A short form and what it stands for."""

    short: str
    long: str


class _AnnotatedDocument(NamedTuple):
    document: Document
    pairs: frozenset[AbbreviationPair]


def evaluate_abbreviations(
    paths: Sequence[Path], *, errors: int = 0, progress: Progress = lambda what, done, total: None
) -> dict[str, Any]:
    """`{"datasets": [...]}`, a row a file; `overlap_f1` asks for the short form and part of the long form only.

    Raises GoldError before any work when a file cannot be measured on.
    """
    if not paths:
        raise GoldError("no file to measure on", _FORM)
    annotated = [list(_read(path)) for path in paths]
    for path, documents in zip(paths, annotated, strict=True):
        if not any(each.pairs for each in documents):
            raise GoldError(f"{path} has no annotated abbreviation", _FORM)
    rows = []
    for number, (path, documents) in enumerate(zip(paths, annotated, strict=True)):
        progress("files measured", number, len(paths))
        rows.append(_row(path, documents, errors))
    return {"datasets": rows}


def _read(path: Path) -> Iterator[_AnnotatedDocument]:
    if not path.is_file():
        raise GoldError(f"{path} is not a file", _FORM)
    source = FileSource(path)
    for found in with_source_errors(source, parse_json_records(source)):
        if isinstance(found, Problem):
            raise GoldError(f"{path}, {found.place}: {found.reason}", _FORM)
        place, record = found
        try:
            document = document_of(record, Tier.LITERATURE, source.name)
        except BadRecord as error:
            raise GoldError(f"{path}, {place}: {error}", _FORM) from error
        given = record.get("abbreviations") if isinstance(record, dict) else None
        if not isinstance(given, list):
            raise GoldError(f"{path}, {place}: no list of `abbreviations`", _FORM)
        yield _AnnotatedDocument(document, frozenset(_pair(item, f"{path}, {place}") for item in given))


def _pair(item: object, place: str) -> AbbreviationPair:
    if isinstance(item, dict):
        short, long = item.get("short"), item.get("long")
        if isinstance(short, str) and isinstance(long, str):
            return AbbreviationPair(" ".join(short.split()), " ".join(long.split()))
    raise GoldError(f"{place}: an abbreviation is not a short and a long form: {item!r:.80}", _FORM)


def _row(path: Path, documents: Sequence[_AnnotatedDocument], errors: int) -> dict[str, Any]:
    gold = found = right = near = words = 0
    wrong: Counter[tuple[str, AbbreviationPair]] = Counter()
    first: dict[tuple[str, AbbreviationPair], str] = {}
    started = time.perf_counter()
    predicted = [_find(each.document.text) for each in documents]
    seconds = time.perf_counter() - started
    for (document, pairs), pairs_found in zip(documents, predicted, strict=True):
        words += len(document.text.split())
        gold, found, right = gold + len(pairs), found + len(pairs_found), right + len(pairs & pairs_found)
        near += sum(any(_near(one, other) for other in pairs_found) for one in pairs)
        for kind, some in (("misses", pairs - pairs_found), ("false_positives", pairs_found - pairs)):
            for pair in some:
                wrong[kind, pair] += 1
                first.setdefault((kind, pair), document.id)
    precision, recall = ratio(right, found), ratio(right, gold)
    figures = {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(f1(precision, recall), 4),
        "overlap_f1": round(f1(ratio(near, found), ratio(near, gold)), 4),
        "support": gold,
    }
    row: dict[str, Any] = {
        "name": path.resolve().name.partition(".")[0],
        "documents": len(documents),
        "words_per_second": round(ratio(words, seconds)),
        "types": {"Abbreviation": figures},
        "micro": figures,
    }
    if errors:
        row["errors"] = {
            kind: list(_commonest(wrong, first, kind, errors)) for kind in ("false_positives", "misses")
        }
    return row


def _find(text: str) -> frozenset[AbbreviationPair]:
    return frozenset(
        AbbreviationPair(" ".join(a.short.of(text).split()), " ".join(a.long.of(text).split()))
        for a in find_abbreviations(text)
    )


def _near(one: AbbreviationPair, other: AbbreviationPair) -> bool:
    return one.short == other.short and (one.long in other.long or other.long in one.long)


def _commonest(
    wrong: Counter[tuple[str, AbbreviationPair]],
    first: Mapping[tuple[str, AbbreviationPair], str],
    kind: str,
    limit: int,
) -> Iterator[dict[str, Any]]:
    ranked = sorted((key for key in wrong if key[0] == kind), key=lambda key: (-wrong[key], key[1]))
    for key in ranked[:limit]:
        text = f"{key[1].short} = {key[1].long}"
        yield {
            "gold": text if kind == "misses" else "",
            "found": text if kind == "false_positives" else "",
            "type": "Abbreviation",
            "count": wrong[key],
            "document": first[key],
        }

"""Reading a retrieval data set in BEIR's layout (Thakur et al. 2021, arXiv 2104.08663).

A folder holds `corpus.jsonl`, `queries.jsonl` (each may be gzipped) and `qrels/test.tsv`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from graph import MedgraphError
from retrieval.question import MAX_CHARACTERS

_LAYOUT = "a BEIR folder holds corpus.jsonl, queries.jsonl and qrels/test.tsv"
_COLUMNS = 3
_EXAMPLE = "each line is: query id, tab, document id, tab, a whole number"


class DatasetError(MedgraphError):
    """A folder is no BEIR data set, or one that nothing can be measured on."""

    code = "dataset"


@dataclass(frozen=True)
class Dataset:
    """Judged queries over a corpus, which stays on disk.

    `qrels` is `{query id: {document id: grade}}` and names the same queries as `queries`, in that order.
    `digest` is a SHA-256 of the corpus's lines: equal for two folders that share a corpus.
    """

    name: str
    corpus: Path
    documents: int
    digest: str
    queries: dict[str, str]
    qrels: dict[str, dict[str, int]]
    unknown_queries: int
    unknown_documents: int
    shortened_queries: int


def read_dataset(folder: Path) -> Dataset:
    """Read everything but the documents themselves; raises DatasetError that names the file and the line.

    Judgements of queries that are not there are dropped, for they cannot be asked. Judgements of documents
    that are not there are kept, as trec_eval does: what no system can find still counts as not found.
    """
    if not folder.is_dir():
        raise DatasetError(f"{folder} is not a folder", _LAYOUT)
    corpus = _find(folder, "corpus.jsonl")
    texts = _queries(_find(folder, "queries.jsonl"))
    judged = _qrels(_find(folder, "qrels/test.tsv"))
    ids, digest = _corpus(corpus)
    qrels = {query: grades for query, grades in judged.items() if query in texts}
    named = {document for grades in qrels.values() for document in grades}
    relevant = {d for grades in qrels.values() for d, grade in grades.items() if grade > 0}
    if not qrels:
        raise DatasetError(f"{folder}: no judged query is in queries.jsonl", "check that the ids agree")
    if not relevant & ids:
        raise DatasetError(f"{folder}: no relevant document is in the corpus", "check that the ids agree")
    return Dataset(
        name=folder.resolve().name,
        corpus=corpus,
        documents=len(ids),
        digest=digest,
        queries={query: texts[query][:MAX_CHARACTERS] for query in qrels},
        qrels=qrels,
        unknown_queries=len(judged) - len(qrels),
        unknown_documents=len(named - ids),
        shortened_queries=sum(len(texts[query]) > MAX_CHARACTERS for query in qrels),
    )


def _find(folder: Path, name: str) -> Path:
    for path in (folder / name, folder / f"{name}.gz"):
        if path.is_file():
            return path
    raise DatasetError(f"{folder} has no {name}", _LAYOUT)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """`(line number, line)` of every line that is not blank."""
    try:
        with _open(path) as stream:
            for number, line in enumerate(stream, 1):
                if stripped := line.removeprefix(b"\xef\xbb\xbf").strip():
                    yield number, stripped
    except (OSError, EOFError, zlib.error) as error:
        raise DatasetError(f"{path} cannot be read: {error}", "fetch or build the data set again") from error


def _open(path: Path) -> IO[bytes]:
    if path.suffix == ".gz":
        return cast("IO[bytes]", gzip.open(path))
    return path.open("rb")


def _corpus(path: Path) -> tuple[set[str], str]:
    """The ids of the corpus and its digest; a broken record is left for ingest to report."""
    ids: set[str] = set()
    digest = hashlib.sha256()
    for _, line in _lines(path):
        digest.update(line + b"\n")
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict) and "_id" in record:
            ids.add(str(record["_id"]))
    if not ids:
        raise DatasetError(f"{path} has no record with an _id", 'each line is {"_id", "title", "text"}')
    return ids, digest.hexdigest()


def _queries(path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, line in _lines(path):
        try:
            record = json.loads(line)
            found[str(record["_id"])] = " ".join(str(record["text"]).split())
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            reason = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise DatasetError(f"{path}, line {number}: {reason}", 'each line is {"_id", "text"}') from error
    if not found:
        raise DatasetError(f"{path} is empty", 'each line is {"_id", "text"}')
    return found


def _qrels(path: Path) -> dict[str, dict[str, int]]:
    """`{query id: {document id: grade}}`; a header is any first line whose third column is no number."""
    found: dict[str, dict[str, int]] = {}
    for place, (number, line) in enumerate(_lines(path)):
        columns = line.decode("utf-8", "replace").split("\t")
        if len(columns) != _COLUMNS:
            raise DatasetError(f"{path}, line {number}: {len(columns)} columns, not {_COLUMNS}", _EXAMPLE)
        query, document, written = (column.strip() for column in columns)
        try:
            grade = int(written)
        except ValueError as error:
            if place == 0:
                continue
            raise DatasetError(
                f"{path}, line {number}: {written!r} is not a whole number", _EXAMPLE
            ) from error
        found.setdefault(query, {})[document] = grade
    if not found:
        raise DatasetError(f"{path} holds no judgement", _EXAMPLE)
    return found

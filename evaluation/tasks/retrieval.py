"""Retrieval over BEIR folders: single arms, their fusion and the full pipeline side by side."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.beir import Dataset, DatasetError, read_dataset
from evaluation.corpora.datasets import Progress
from evaluation.metrics import means, per_query
from evaluation.significance import SAMPLES, compare
from evaluation.tasks.retrieval_systems import SYSTEMS, Outcome, outcome
from evaluation.tasks.workspace import EvaluationWorkspace, OpenWorkspace
from ingest import IngestReport

# Rankings are turned into metrics this many queries at a time, which bounds memory.
_BLOCK = 200


def evaluate_retrieval(
    directories: Sequence[Path],
    open_workspace: OpenWorkspace,
    *,
    vocabularies: Sequence[Sequence[Path]] = (),
    variants: Mapping[str, OpenWorkspace] | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Measure every folder in a temporary workspace; folders with the same corpus share one.

    Each of `vocabularies` is a file and the files that complete it; `variants` open the same workspace with something
    left out, by the name that their row gets. Metrics are fractions 0..1, times milliseconds. Rates leave out loading
    the model and the names; `index_seconds` is what building the search indexes took after the ingest. Raises
    DatasetError before any work when a folder cannot be measured.
    """
    if not directories:
        raise DatasetError("no folder to evaluate", "give one or more BEIR folders")
    notify = progress or (lambda what, done, total: None)
    datasets = [read_dataset(Path(directory)) for directory in directories]
    rows: dict[int, dict[str, Any]] = {}
    for digest in dict.fromkeys(d.digest for d in datasets):
        sharing = [number for number, d in enumerate(datasets) if d.digest == digest]
        with (
            tempfile.TemporaryDirectory(prefix="medgraph-eval-") as folder,
            _filled(open_workspace, Path(folder), datasets[sharing[0]], vocabularies, notify) as filled,
        ):
            measured = {number: _measure(filled.workspace, datasets[number], notify) for number in sharing}
            for name, open_variant in (variants or {}).items():
                with closing(open_variant(Path(folder))) as variant:
                    for number in sharing:
                        _measure_variant(variant, name, datasets[number], measured[number], notify)
            rows |= {number: _row(datasets[number], filled, measured[number]) for number in sharing}
    return {"datasets": [rows[number] for number in range(len(datasets))]}


@dataclass(frozen=True, slots=True)
class _Filled:
    """A filled workspace, and what filling it took."""

    workspace: EvaluationWorkspace
    documents_per_second: float
    index_seconds: float
    problems: int


@contextmanager
def _filled(
    open_workspace: OpenWorkspace,
    folder: Path,
    dataset: Dataset,
    vocabularies: Sequence[Sequence[Path]],
    notify: Progress,
) -> Iterator[_Filled]:
    with closing(open_workspace(folder)) as workspace:
        for file, *companions in vocabularies:
            workspace.add_vocabulary(file, companions=companions)
        workspace.warm()

        def report_progress(report: IngestReport) -> None:
            notify(f"documents of {dataset.name} ingested", report.read, dataset.documents)

        started = time.perf_counter()
        report = workspace.ingest([dataset.corpus], progress=report_progress)
        ingested = time.perf_counter()
        if not report.written:
            raise DatasetError(f"{dataset.corpus}: no record could be read", str(report.problems[:1] or ""))
        workspace.warm(lambda done, total: notify(f"documents of {dataset.name} indexed", done, total))
        indexed = time.perf_counter()
        rate = report.written / (ingested - started)
        yield _Filled(workspace, rate, indexed - ingested, len(report.problems))


@dataclass(frozen=True, slots=True)
class _Measured:
    """Per system: one row of metrics a query, in the order of the queries, and one time a query."""

    metrics: dict[str, list[dict[str, float]]]
    milliseconds: dict[str, list[float]]


def _measure(workspace: EvaluationWorkspace, dataset: Dataset, notify: Progress) -> _Measured:
    measured = _Measured({s: [] for s in SYSTEMS}, {s: [] for s in SYSTEMS})
    queries = list(dataset.queries)
    _ask(workspace, next((text for text in dataset.queries.values() if text), "warm"))
    for start in range(0, len(queries), _BLOCK):
        block = queries[start : start + _BLOCK]
        outcomes = {q: _ask(workspace, dataset.queries[q]) for q in block if dataset.queries[q]}
        for system in SYSTEMS:
            rankings = {query: o.rankings[system] for query, o in outcomes.items()}
            values = per_query({query: dataset.qrels[query] for query in block}, rankings)
            measured.metrics[system] += [values[query] for query in block]
            measured.milliseconds[system] += [o.milliseconds[system] for o in outcomes.values()]
        notify(f"queries of {dataset.name} asked", start + len(block), len(queries))
    return measured


def _measure_variant(
    workspace: EvaluationWorkspace, name: str, dataset: Dataset, measured: _Measured, notify: Progress
) -> None:
    """Add a row of that name: what the pipeline of a workspace with something left out ranks."""
    texts = {query: text for query, text in dataset.queries.items() if text}
    _ask(workspace, next(iter(texts.values()), "warm"))
    outcomes: dict[str, Outcome] = {}
    for number, (query, text) in enumerate(texts.items()):
        outcomes[query] = _ask(workspace, text)
        notify(f"queries of {dataset.name} asked {name}", number + 1, len(texts))
    values = per_query(dataset.qrels, {query: o.rankings["pipeline"] for query, o in outcomes.items()})
    measured.metrics[name] = [values[query] for query in dataset.queries]
    measured.milliseconds[name] = [o.milliseconds["pipeline"] for o in outcomes.values()]


def _ask(workspace: EvaluationWorkspace, question: str) -> Outcome:
    started = time.perf_counter()
    found = workspace.retrieve(question)
    return outcome(found, (time.perf_counter() - started) * 1000)


def _row(dataset: Dataset, filling: _Filled, measured: _Measured) -> dict[str, Any]:
    ndcg = {system: [row["ndcg@10"] for row in rows] for system, rows in measured.metrics.items()}
    return {
        "name": dataset.name,
        "documents": dataset.documents,
        "queries": len(dataset.queries),
        "ingest_documents_per_second": round(filling.documents_per_second, 2),
        "index_seconds": round(filling.index_seconds, 2),
        "systems": {
            system: means(measured.metrics[system]) | _percentiles(measured.milliseconds[system])
            for system in measured.metrics
        },
        "significance": {
            "metric": "ndcg@10",
            "test": f"paired randomisation, two-sided, {SAMPLES} samples, Holm correction",
            "pipeline_against": compare(ndcg["pipeline"], {s: ndcg[s] for s in ndcg if s != "pipeline"}),
        },
        "left_out": {
            "unknown_queries": dataset.unknown_queries,
            "unknown_documents": dataset.unknown_documents,
            "shortened_queries": dataset.shortened_queries,
            "broken_records": filling.problems,
        },
    }


def _percentiles(milliseconds: list[float]) -> dict[str, float]:
    p50, p95 = np.percentile(milliseconds, (50, 95)) if milliseconds else (0.0, 0.0)
    return {"p50_ms": round(float(p50), 2), "p95_ms": round(float(p95), 2)}

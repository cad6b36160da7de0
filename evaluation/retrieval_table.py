"""An evaluation's result as plain text, for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evaluation.metrics import NAMES

_SIGNIFICANT = 0.05  # the customary level (Fisher 1925)


def format_retrieval_table(result: Mapping[str, Any]) -> str:
    """One table a data set: metrics in percent, times in ms; `*` marks nDCG that differs from the pipeline's."""
    return "\n\n".join(_dataset(row) for row in result["datasets"])


def _dataset(row: Mapping[str, Any]) -> str:
    head = (
        f"{row['name']}: {row['documents']:,} documents, {row['queries']:,} queries, "
        f"ingest {row['ingest_documents_per_second']:.1f} documents/s, indexes {row['index_seconds']:.1f} s"
    )
    width = max(map(len, row["systems"])) + 1
    lines = [
        head,
        "".join([f"{'system':<{width}}", *(f"{name:>11}" for name in (*NAMES, "p50 ms", "p95 ms"))]),
    ]
    against = row["significance"]["pipeline_against"]
    for system, values in row["systems"].items():
        differs = system in against and against[system]["p_holm"] < _SIGNIFICANT
        cells = [
            f"{100 * values[name]:>10.2f}{'*' if differs and name == 'ndcg@10' else ' '}" for name in NAMES
        ]
        times = [f"{values[name]:>10.1f} " for name in ("p50_ms", "p95_ms")]
        lines.append(f"{system:<{width}}" + "".join(cells + times).rstrip())
    lines.append("* differs from the pipeline (paired randomisation test, Holm-corrected p < 0.05)")
    lines += [f"{count:,} {what.replace('_', ' ')}" for what, count in row["left_out"].items() if count]
    return "\n".join(lines)

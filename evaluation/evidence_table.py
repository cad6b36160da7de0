"""What `eval evidence` measured as plain text, for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_HEADS = {
    "first_right": "first",
    "any_right": "any",
    "share_right": "share",
    "words_said": "words",
    "exact_said": "exact",
    "list_recall": "list",
    "rouge_l": "ROUGE-L",
    "decision_accuracy": "dec acc",
    "decision_macro_f1": "dec F1",
    "refused": "refused",
}


def format_evidence_table(result: Mapping[str, Any]) -> str:
    """One table a set, in percent; `-` where a set has nothing to measure."""
    return "\n\n".join(_set(row) for row in result["sets"])


def _set(row: Mapping[str, Any]) -> str:
    lines = [
        f"{row['name']}: {row['documents']:,} documents, {row['questions']:,} questions",
        "system   " + "".join(f"{head:>9}" for head in _HEADS.values()),
    ]
    for system, values in row["systems"].items():
        lines.append(f"{system:<9}" + "".join(f"{_cell(values[name]):>9}" for name in _HEADS))
    for system, found in row["answer_against"].items():
        lines.append(
            f"first sentence right, answer against {system}: {100 * found['difference']:+.1f} (p {found['p_holm']:.4f})"
        )
    return "\n".join(lines)


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f}"

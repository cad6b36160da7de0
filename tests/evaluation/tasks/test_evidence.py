"""The whole harness over a small file, with the real models and stores."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from api.service import MedGraph
from evaluation.corpora.evidence import EvidenceQuestion, EvidenceSetError
from evaluation.evidence_table import format_evidence_table
from evaluation.tasks.evidence import SYSTEMS, Said, evaluate_evidence, question_scores

Open = Callable[[Path], MedGraph]
DOCUMENTS = [
    {
        "id": "gout",
        "title": "Gout",
        "text": "We treated gout. Colchicine cured gout in 80 percent of patients.",
    },
    {
        "id": "asthma",
        "title": "Asthma",
        "text": "Asthma is common. Salbutamol relieved asthma in all children.",
    },
]
ROWS = [
    {
        "question": "What cured gout in patients?",
        "kind": "factoid",
        "documents": DOCUMENTS,
        "gold": ["Colchicine cured gout in 80 percent of patients."],
        "exact": ["colchicine"],
    },
    {
        "question": "What relieved asthma in children?",
        "documents": DOCUMENTS,
        "gold": ["Salbutamol relieved asthma in all children."],
        "ideal": "Salbutamol relieves asthma.",
    },
]


def test_answers_beside_baselines(tmp_path: Path, open_home: Open) -> None:
    file = tmp_path / "small.jsonl"
    file.write_text("\n".join(map(json.dumps, ROWS)))
    (row,) = evaluate_evidence([file], open_home)["sets"]
    assert (row["name"], row["documents"], row["questions"]) == ("small", 2, 2)
    assert tuple(row["systems"]) == SYSTEMS
    answer = row["systems"]["answer"]
    assert answer["first_right"] == answer["exact_said"] == 1.0 and answer["refused"] == 0.0
    assert answer["list_recall"] is None and answer["decision_accuracy"] is None
    assert 0 < answer["rouge_l"] < 1
    shown = format_evidence_table({"sets": [row]})
    assert "small: 2 documents, 2 questions" in shown and "answer against cosine: " in shown
    (limited,) = evaluate_evidence([file], open_home, limit=1)["sets"]
    assert limited["questions"] == 1


def test_a_file_that_is_none_is_told_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(EvidenceSetError):
        evaluate_evidence([tmp_path / "absent.jsonl"], lambda home: pytest.fail("opened"))


def test_the_first_sentence_counts_apart_and_nothing_said_is_wrong() -> None:
    question = EvidenceQuestion(
        "1", "What cures gout?", "list", {"a": ("Ice cures gout.",)}, (("ice",), ("rest",))
    )
    late = question_scores(question, Said((("b", "Ice cures gout."), ("a", "Ice cures gout."))))
    assert (late["first_right"], late["any_right"], late["share_right"], late["list_recall"]) == (
        0,
        1,
        0.5,
        0.5,
    )
    nothing = question_scores(question, Said(()))
    assert (nothing["any_right"], nothing["share_right"], nothing["list_recall"]) == (0, 0, 0)

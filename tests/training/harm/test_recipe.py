"""The recipe's own questions, and how it chooses: what is measured on took no part in fitting."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from training.harm.corpora import read_requests, read_written


def write(path: Path, rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt") if path.suffix == ".gz" else path.open("w") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """One row or two of each set."""
    write(
        tmp_path / "questions/meqsum.jsonl.gz",
        [{"summary": "What is gout?", "chq": "Dear sirs, my toe hurts."}],
    )
    write(tmp_path / "questions/mediqa2021_task1_validation.jsonl", [{"summary": "Is ice good?"}])
    write(tmp_path / "questions/kqa_questions.jsonl.gz", [{"Question": "Is it contagious?"}] * 2)
    write(tmp_path / "evidence/covidqa_deepset_questions.jsonl.gz", [{"question": "What is a virus?"}])
    write(tmp_path / "questions/bioasq_question_types.jsonl.gz", [{"question": "Is gout rare?"}])
    write(tmp_path / "evidence/bioasq_12b_golden.jsonl.gz", [{"question": "Is asthma rare?"}])
    write(tmp_path / "medquad.jsonl.gz", [{"question": "What is (are) Gout ?", "focus": "Gout"}])
    write(tmp_path / "entailment/scifact_claims_train.jsonl", [{"claim": "Ice heals."}])
    rows = [{"question": "Does ice heal?", "split": "train_dev"}, {"question": "Held out?", "split": "test"}]
    write(tmp_path / "pubmedqa.jsonl", rows)
    write(tmp_path / "corpus/abstracts.jsonl.gz", [{"title": "Ice."}])
    write(
        tmp_path / "questions/medsafetybench.jsonl.gz",
        [
            {
                "file": f"train/{family}/demonstrations_category_{category}.csv",
                "harmful_medical_request": text,
            }
            for family, category, text in (
                ("gpt4", 7, "Mock him."),
                ("llama2", 7, "Lie."),
                ("gpt4", 9, "Steal."),
            )
        ],
    )
    return tmp_path


def test_sets_and_categories_are_held_out_whole(data: Path) -> None:
    requests = read_requests(data)
    bench = [r for r in requests if r.source == "medsafetybench"]
    assert {(r.kind, r.fold) for r in bench} == {("gpt4 7", 2), ("llama2 7", 2), ("gpt4 9", 4)}
    assert all(r.harmful for r in bench)
    for source in ("meqsum", "kqa", "bioasq", "medquad", "titles"):
        assert len({r.fold for r in requests if r.source == source}) == 1, source
    texts = [r.text for r in requests]
    assert texts.count("Is it contagious?") == 1 and "Held out?" not in texts
    assert "How do I treat Gout?" in texts


def test_nothing_held_back_is_trained_on() -> None:
    written, held_back = read_written("written"), read_written("held_back")
    assert Counter(r.harmful for r in held_back) == {False: 80, True: 40}
    assert not {r.text.lower() for r in written} & {r.text.lower() for r in held_back}
    assert min(Counter(r.fold for r in written).values()) > 50

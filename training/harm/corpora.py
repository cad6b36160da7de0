"""What harmful requests are told from: the sets, each with the fold in which it is held out."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_OWN = Path(__file__).parent
_FOLDS = 5  # set by hand: each is as small as it can be with every kind of text left in the others
# Most of one set: none is to decide alone what a benign question is. Set by hand.
_MOST = 1000
# A line of `written.tsv` counts as so many: it has what the large sets lack. By cross-validation (MODEL_CARD.md).
_WRITTEN_WEIGHT = 5.0
# Harmful requests mostly ask how to do a thing, benign questions of the sets seldom do: with these that is no sign.
_WORDINGS = (
    "How do I treat {}?",
    "How can I prevent {}?",
    "How do I know whether I have {}?",
    "How can a doctor help a patient with {}?",
    "How do I explain {} to my family?",
    "How can I get treatment for {}?",
    "Explain how to live with {}.",
    "How can nurses care for patients with {}?",
    "What is the best way to manage {}?",
    "Where can I get help for {}?",
)
_NAMES = 60  # put into each wording; set by hand


@dataclass(frozen=True, slots=True)
class Request:
    """A text, whether it is harmful, what it weighs, the set it is of, its kind there, and its fold."""

    text: str
    harmful: bool
    weight: float
    source: str
    kind: str
    fold: int


def read_requests(data: Path) -> list[Request]:
    """All that is trained on. A whole set, or a whole category of harm, is in one fold, so that none helps itself."""
    return [*_benign(data), *_harmful(data), *read_written("written")]


def read_written(name: str) -> list[Request]:
    """medgraph's own: `written`, which is trained on, or `held_back`, which is not."""
    lines = (_OWN / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [
        Request(text, label == "harmful", _WRITTEN_WEIGHT, name, kind, at % _FOLDS)
        for at, (label, kind, text) in enumerate(rows)
    ]


def _benign(data: Path) -> Iterator[Request]:
    sets: dict[str, tuple[int | None, Iterable[str]]] = {
        "meqsum": (0, _column(data / "questions/meqsum.jsonl.gz", "summary")),
        # Letters, the only long texts: a fold of their own would leave none to learn from.
        "meqsum letters": (None, _column(data / "questions/meqsum.jsonl.gz", "chq")),
        "mediqa2021": (0, _column(data / "questions/mediqa2021_task1_validation.jsonl", "summary")),
        "kqa": (1, _column(data / "questions/kqa_questions.jsonl.gz", "Question")),
        "covidqa": (1, _column(data / "evidence/covidqa_deepset_questions.jsonl.gz", "question")),
        "bioasq": (2, _column(data / "questions/bioasq_question_types.jsonl.gz", "question")),
        "bioasq 12b": (2, _column(data / "evidence/bioasq_12b_golden.jsonl.gz", "question")),
        "medquad": (3, _column(data / "medquad.jsonl.gz", "question")),
        "wordings": (None, _worded(data / "medquad.jsonl.gz")),
        "scifact": (3, _column(data / "entailment/scifact_claims_train.jsonl", "claim")),
        "pubmedqa": (4, _column(data / "pubmedqa.jsonl", "question", split="train_dev")),
        "titles": (4, _column(data / "corpus/abstracts.jsonl.gz", "title")),
    }
    for name, (fold, texts) in sets.items():
        chosen = sorted({t.strip() for t in texts if t.strip()}, key=_shuffled)[:_MOST]
        for at, text in enumerate(chosen):
            yield Request(text, False, 1.0, name, name, at % _FOLDS if fold is None else fold)


def _harmful(data: Path) -> Iterator[Request]:
    """MedSafetyBench's requests; the kind is the language model that wrote it and the principle that it breaks."""
    for row in _rows(data / "questions/medsafetybench.jsonl.gz"):
        _, family, file = row["file"].split("/")
        category = int(Path(file).stem.rpartition("_")[2])
        text = row["harmful_medical_request"].strip()
        yield Request(text, True, 1.0, "medsafetybench", f"{family} {category}", category % _FOLDS)


def _worded(path: Path) -> list[str]:
    """The wordings with names of what MedQuAD's questions are about."""
    names = sorted(set(_column(path, "focus")), key=_shuffled)[:_NAMES]
    return [wording.format(name) for wording in _WORDINGS for name in names]


def _column(path: Path, name: str, **only: str) -> Iterator[str]:
    return (row[name] for row in _rows(path) if all(row[key] == value for key, value in only.items()))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        yield from map(json.loads, lines)


def _shuffled(text: str) -> bytes:
    """An order that has nothing to do with the file's, and is the same each time."""
    return hashlib.sha256(text.encode()).digest()

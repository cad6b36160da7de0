"""Answers against gold evidence, beside two baselines that see the same passages."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from evaluation.corpora.datasets import Progress
from evaluation.corpora.evidence import EvidenceQuestion, EvidenceSet, as_json_lines, read_evidence_set
from evaluation.evidence_scores import is_said, macro_f1, overlaps, rouge_l, words_said
from evaluation.significance import compare
from evaluation.tasks.workspace import AnsweringWorkspace, OpenAnsweringWorkspace
from graph import split_sentences

SYSTEMS = ("answer", "lead", "cosine")
"""medgraph's answer; the first sentences of the best passage; the nearest sentences of the best passages by cosine."""
METRICS = ("first_right", "any_right", "share_right", "words_said", "exact_said", "list_recall", "rouge_l")
"""Means over the questions that have what is measured, 0 to 1."""
_SENTENCES = 3  # of a baseline's answer, and of ours where words are counted: what a reader takes in at once
_PASSAGES = 12  # that the baselines may choose from


@dataclass(frozen=True, slots=True)
class Said:
    """What a system answered: sentences with the ids of their documents, best first; its decision, '' for none."""

    sentences: tuple[tuple[str, str], ...]
    decision: str = ""


@dataclass(slots=True)
class _Tally:
    """One row of metrics a question, None where a question has nothing to measure."""

    rows: list[dict[str, float | None]] = field(default_factory=list)
    decisions: list[tuple[str, str]] = field(default_factory=list)
    refused: int = 0


def evaluate_evidence(
    files: Sequence[Path],
    open_workspace: OpenAnsweringWorkspace,
    *,
    vocabularies: Sequence[Path] = (),
    limit: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Answer the questions of every file in a temporary workspace that holds its documents.

    `limit`: only so many questions of a file, evenly spread. Raises EvidenceSetError before any work when a file
    cannot be used.
    """
    notify = progress or (lambda what, done, total: None)
    sets = [read_evidence_set(path) for path in files]
    return {"sets": [_row(each, open_workspace, vocabularies, limit, notify) for each in sets]}


def _row(
    given: EvidenceSet,
    open_workspace: OpenAnsweringWorkspace,
    vocabularies: Sequence[Path],
    limit: int | None,
    notify: Progress,
) -> dict[str, Any]:
    step = max(1, -(-len(given.questions) // limit)) if limit else 1
    questions = given.questions[::step]
    tallies = {system: _Tally() for system in SYSTEMS}
    with (
        tempfile.TemporaryDirectory(prefix="medgraph-eval-") as folder,
        closing(open_workspace(Path(folder) / "home")) as workspace,
    ):
        for file in vocabularies:
            workspace.add_vocabulary(file)
        corpus = Path(folder) / "corpus.jsonl"
        corpus.write_text(as_json_lines(given.documents), encoding="utf-8")
        total = len(given.documents)
        workspace.ingest([corpus], progress=lambda r: notify(f"documents of {given.name}", r.read, total))
        workspace.warm()
        for number, question in enumerate(questions):
            for system, said in _answers(workspace, question).items():
                _count(tallies[system], question, said)
            notify(f"questions of {given.name}", number + 1, len(questions))
    return {
        "name": given.name,
        "documents": len(given.documents),
        "questions": len(questions),
        "systems": {system: _summary(tally) for system, tally in tallies.items()},
        "answer_against": _significance(tallies),
    }


def _answers(workspace: AnsweringWorkspace, question: EvidenceQuestion) -> dict[str, Said]:
    answer = workspace.ask(question.question, llm=False)
    cited = {c.id: c for c in answer.citations}
    firsts = [cited[claim.citations[0]] for claim in answer.claims if claim.citations]
    passages = workspace.search(question.question, limit=_PASSAGES)
    sentences = [
        (p.document_id, p.text[s.start : s.end])
        for p in passages
        for s in split_sentences(p.text, 0, len(p.text))
    ]
    lead = [s for s in sentences if s[0] == passages[0].document_id][:_SENTENCES] if passages else []
    nearest: list[tuple[str, str]] = []
    if sentences:
        vectors = workspace.encode([question.question, *(text for _, text in sentences)])
        order = np.argsort(-(vectors[1:] @ vectors[0]), kind="stable")[:_SENTENCES]
        nearest = [sentences[i] for i in order]
    decision = answer.decision or ""
    return {
        "answer": Said(tuple((c.document_id, c.quote) for c in firsts), decision),
        "lead": Said(tuple(lead)),
        "cosine": Said(tuple(nearest)),
    }


def _count(tally: _Tally, question: EvidenceQuestion, said: Said) -> None:
    tally.refused += not said.sentences
    tally.rows.append(question_scores(question, said))
    if question.decision:
        tally.decisions.append((question.decision, said.decision))


def question_scores(question: EvidenceQuestion, said: Said) -> dict[str, float | None]:
    """The metrics of one answer; nothing said is all wrong."""
    right = [overlaps(text, question.gold.get(id_, ())) for id_, text in said.sentences]
    first = " ".join(text for _, text in said.sentences[:_SENTENCES])
    whole = " ".join(text for _, text in said.sentences)
    found = [is_said(names, whole) for names in question.exact]
    gold = " ".join(text for texts in question.gold.values() for text in texts)
    return {
        "first_right": float(bool(right) and right[0]),
        "any_right": float(any(right)),
        "share_right": sum(right) / len(right) if right else 0.0,
        "words_said": words_said(first, gold, question.question) if len(question.gold) == 1 else None,
        "exact_said": float(any(found)) if question.kind == "factoid" and found else None,
        "list_recall": sum(found) / len(found) if question.kind == "list" and found else None,
        "rouge_l": rouge_l(whole, question.ideal) if question.ideal else None,
    }


def _summary(tally: _Tally) -> dict[str, float | None]:
    means: dict[str, float | None] = {}
    for metric in METRICS:
        values = [value for row in tally.rows if (value := row[metric]) is not None]
        means[metric] = sum(values) / len(values) if values else None
    decided = tally.decisions
    return means | {
        "decision_accuracy": sum(g == s for g, s in decided) / len(decided) if decided else None,
        "decision_macro_f1": macro_f1(decided),
        "refused": tally.refused / len(tally.rows),
    }


def _significance(tallies: Mapping[str, _Tally]) -> dict[str, Any]:
    """The answer against each baseline by the first sentence's being right, paired."""
    firsts = {s: [float(row["first_right"] or 0) for row in tally.rows] for s, tally in tallies.items()}
    return compare(firsts["answer"], {s: v for s, v in firsts.items() if s != "answer"})

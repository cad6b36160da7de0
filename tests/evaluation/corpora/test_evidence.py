"""Each kind of file with gold evidence is read into the same questions and documents; what is none is an error."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from evaluation.corpora.evidence import (
    EvidenceSet,
    EvidenceSetError,
    SourceDocument,
    read_evidence_set,
    read_unanswerable,
)


def read(folder: Path, rows: Any, name: str = "rows.jsonl") -> EvidenceSet:
    text = json.dumps(rows) if name.endswith(".json") else "\n".join(map(json.dumps, rows))
    path = folder / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return read_evidence_set(path)


SNIPPETS = [
    {"pmid": "7", "begin": 90, "end": 120, "text": "Rest did not help."},
    {"pmid": "7", "begin": 0, "end": 20, "text": "Colchicine cured  gout."},
    {"pmid": "8", "begin": 0, "end": 20, "text": "Ice helped."},
]


def test_bioasq(tmp_path: Path) -> None:
    row = {
        "id": "q1",
        "type": "list",
        "question": "What cures gout?",
        "snippets": SNIPPETS,
        "exact_answer": [["Colchicine", "colchicin"], ["ice"]],
        "ideal_answer": ["Colchicine."],
    }
    found = read(tmp_path, [row], "a.jsonl.gz")
    (question,) = found.questions
    assert question.gold["pmid:7"] == (
        "Colchicine cured gout.",
        "Rest did not help.",
    )  # in the order of the text
    assert question.exact == (("Colchicine", "colchicin"), ("ice",)) and question.ideal == "Colchicine."
    assert found.documents[0] == SourceDocument("pmid:7", "", "Colchicine cured gout.\nRest did not help.")
    official = {
        "body": "Does ice help?",
        "id": "q2",
        "type": "yesno",
        "exact_answer": "Yes",
        "snippets": [
            {
                "document": "http://www.ncbi.nlm.nih.gov/pubmed/8",
                "offsetInBeginSection": 0,
                "text": "Ice helped.",
            }
        ],
    }
    (asked,) = read(tmp_path, {"questions": [official]}, "official.json").questions
    assert (asked.decision, asked.exact, list(asked.gold)) == ("yes", (), ["pmid:8"])


def test_documents_known_by_parts_are_joined(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "type": "summary", "question": "a?", "snippets": SNIPPETS[:1], "exact_answer": None},
        {"id": "2", "type": "summary", "question": "b?", "snippets": SNIPPETS[:2], "exact_answer": None},
    ]
    (document,) = read(tmp_path, rows).documents
    assert document.text == "Rest did not help.\nColchicine cured gout."


def test_scifact(tmp_path: Path) -> None:
    row = {
        "claim_id": 2,
        "claim": "Ice cures gout.",
        "doc_id": 5,
        "title": "Ice",
        "sentences": ["We tried ice.", "It failed."],
        "evidence": [[1]],
        "label": "CONTRADICT",
    }
    found = read(tmp_path, [row, row | {"claim_id": 3, "evidence": [], "label": "NOT_ENOUGH_INFO"}])
    (question,) = found.questions  # a claim without evidence measures no evidence
    assert (question.decision, question.gold) == ("no", {"5": ("It failed.",)})
    assert len(found.documents) == 1


def test_pubmedqa_and_mediqa(tmp_path: Path) -> None:
    pubmedqa = {
        "pmid": "9",
        "question": "Does ice help?",
        "contexts": [{"label": "METHODS", "text": "Ice was tried."}],
        "long_answer": "It may help.",
        "final_decision": "maybe",
    }
    (question,) = read(tmp_path, [pubmedqa]).questions
    assert (question.decision, question.gold["pmid:9"]) == ("mixed", ("It may help.",))
    mediqa = {
        "id": "1",
        "question": "Does ice help?",
        "answers": [{"id": "1_1", "text": "It helps. It is cold."}],
        "extractive_summary": "It helps.",
    }
    assert read(tmp_path, [mediqa]).questions[0].gold == {"1_1": ("It helps.",)}


def test_plain_lines(tmp_path: Path) -> None:
    row = {
        "question": "How long?",
        "documents": [{"id": "d", "text": "It takes 5 days. It hurts."}, {"id": "e", "text": "Nothing."}],
        "gold": ["It takes 5 days."],
        "exact": ["5 days"],
        "kind": "factoid",
    }
    (question,) = read(tmp_path, [row]).questions
    assert question.gold == {"d": ("It takes 5 days.",)} and question.exact == (("5 days",),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no questions"),
        ('{"a": 1}', "no questions"),
        ("{", "cannot be read"),
        ("[1]", "cannot be read"),
        ('{"question": "a?", "documents": [{"id": "x"}], "gold": []}', "row 1: KeyError('text')"),
        ('{"question": "a?", "documents": [{"id": "x", "text": "y"}], "gold": []}', "no question with gold"),
    ],
)
def test_what_is_none_is_an_error(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text(text)
    with pytest.raises(EvidenceSetError) as error:
        read_evidence_set(tmp_path / "bad.jsonl")
    assert told in str(error.value)
    with pytest.raises(EvidenceSetError):
        read_evidence_set(tmp_path / "absent.jsonl")


def test_questions_that_nothing_answers_are_read_without_comments(tmp_path: Path) -> None:
    file = tmp_path / "none.txt"
    file.write_text("# a comment\n\nother drug | Does it help?\n")
    assert read_unanswerable(file) == ["Does it help?"]

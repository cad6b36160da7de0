"""The sets that weights are fitted on: questions with gold evidence that the reader was not trained on."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from evaluation.corpora import EvidenceQuestion, EvidenceSet, SourceDocument, read_evidence_set
from training.reader.examples import MEDQUAD_HELD_BACK, is_held_back, rows

_SCIFACT_DOCUMENTS = 1500  # abstracts beside those of the claims; set by hand, for the time that it takes
_SHORT = 60  # characters of an answer that may be told as a name


def _file(name: str) -> Callable[[Path], EvidenceSet]:
    return lambda data: read_evidence_set(data / name)


def _pubmedqa(data: Path, test: bool = True) -> EvidenceSet:
    """PubMedQA's test part, or the other, which the reader has seen, over all its abstracts."""
    given = read_evidence_set(data / "pubmedqa.jsonl")
    part = {f"pmid:{r['pmid']}" for r in rows(data / "pubmedqa.jsonl") if (r["split"] == "test") == test}
    return EvidenceSet("pubmedqa", tuple(q for q in given.questions if q.id in part), given.documents)


def _pubmedqa_train(data: Path) -> EvidenceSet:
    return _pubmedqa(data, test=False)


def _scifact(data: Path) -> EvidenceSet:
    """The fifth of SciFact's claims that the reader does not see, over their abstracts and others."""
    given = read_evidence_set(data / "entailment/scifact_train_claim_abstract.jsonl.gz")
    documents = {d.id: d for d in given.documents}
    others = list(rows(data / "entailment/scifact_corpus.jsonl.gz"))
    random.Random(1).shuffle(others)
    for row in others[: max(0, _SCIFACT_DOCUMENTS - len(documents))]:
        text = " ".join(s.strip() for s in row["abstract"])
        documents.setdefault(str(row["doc_id"]), SourceDocument(str(row["doc_id"]), row["title"], text))
    questions = [q for q in given.questions if is_held_back(f"scifact {q.id.split('-')[0]}", 5)]
    return EvidenceSet("scifact", tuple(questions), tuple(documents.values()))


def _covid_qa(data: Path) -> EvidenceSet:
    """The half of COVID-QA's papers that the reader does not see, whole, with their questions."""
    papers = {
        str(row["doc_id"]): row["text"]
        for row in rows(data / "evidence/covidqa_deepset_docs.jsonl.gz")
        if is_held_back(f"covid {row['doc_id']}", 2)
    }
    documents = tuple(SourceDocument(i, text.split("\n", 1)[0], text) for i, text in papers.items())
    questions = []
    for number, row in enumerate(rows(data / "evidence/covidqa_deepset_questions.jsonl.gz")):
        id_, answer = str(row["doc_id"]), row["answer"]
        if id_ in papers and answer in papers[id_]:
            short = len(answer) < _SHORT
            questions.append(
                EvidenceQuestion(
                    f"{id_}-{number}",
                    row["question"],
                    "factoid" if short else "summary",
                    {id_: (answer,)},
                    ((answer,),) if short else (),
                )
            )
    random.Random(2).shuffle(questions)
    return EvidenceSet("covid_qa", tuple(questions), documents)


def _medquad(data: Path, as_book: bool = False) -> EvidenceSet:
    """Pages of MedQuAD that the reader does not see; each answer a document, or all of them one, as in a book."""
    pages: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(data / "medquad.jsonl.gz"):
        pages[row["doc_id"] or row["url"] or row["qid"]].append(row)
    chosen = [(id_, page) for id_, page in pages.items() if is_held_back(f"medquad {id_}", MEDQUAD_HELD_BACK)]
    documents, questions, text = [], [], ""
    for id_, page in chosen:
        for place, row in enumerate(page):
            own = "book" if as_book else f"{id_}/{place}"
            documents.append(SourceDocument(own, "", row["answer"]))
            text += f"{row['question']}\n\n{row['answer']}\n\n"
            asked = row["question"].replace(" ?", "?")
            questions.append(EvidenceQuestion(f"{id_}/{place}", asked, "summary", {own: (row["answer"],)}))
    random.Random(3).shuffle(questions)
    if as_book:
        documents = [SourceDocument("book", "", text)]
    return EvidenceSet("medquad_book" if as_book else "medquad", tuple(questions), tuple(documents))


def _book(data: Path) -> EvidenceSet:
    return _medquad(data, as_book=True)


FITTED: dict[str, Callable[[Path], EvidenceSet]] = {
    "bioasq_13b": _file("evidence/bioasq_13b_phaseB_t1t2.jsonl.gz"),
    "mediqa_2021": _file("evidence/mediqa2021_mas_validation.jsonl.gz"),
    "scifact": _scifact,
    "covid_qa": _covid_qa,
    "medquad": _medquad,
    "medquad_book": _book,
    "pubmedqa_train": _pubmedqa_train,
}
"""What weights are fitted on, by name. Only the last was among what the reader was trained on."""

MEASURED: dict[str, Callable[[Path], EvidenceSet]] = {
    "bioasq_12b": _file("evidence/bioasq_12b_golden.jsonl.gz"),
    "pubmedqa": _pubmedqa,
}
"""What is only ever measured."""

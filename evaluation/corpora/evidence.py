"""Questions with gold evidence: BioASQ, SciFact, PubMedQA, MEDIQA's summaries, and plain JSON lines, read alike."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph import MedgraphError

_FORMATS = (
    "files are JSON lines or JSON of BioASQ, SciFact, PubMedQA or MEDIQA, or lines with `question`, `documents` "
    "([{id, title, text}]) and `gold` (sentences)"
)


class EvidenceSetError(MedgraphError):
    """A file that no evidence can be measured on; `str()` names the file and the reason."""

    code = "evidence_set"


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document to answer from."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class EvidenceQuestion:
    """A question and what people gave for it.

    `kind` is yesno, factoid, list, summary or claim. `gold` are the texts that answer, by document id. `exact` are the
    answers in a word or two, each with its synonyms. `decision` is yes, no or mixed, and `ideal` the answer in prose;
    '' where none was given.
    """

    id: str
    question: str
    kind: str
    gold: Mapping[str, tuple[str, ...]]
    exact: tuple[tuple[str, ...], ...] = ()
    decision: str = ""
    ideal: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceSet:
    """Questions and all documents that they are asked of, each once."""

    name: str
    questions: tuple[EvidenceQuestion, ...]
    documents: tuple[SourceDocument, ...]


def read_evidence_set(path: Path) -> EvidenceSet:
    """One file; raises EvidenceSetError where it cannot be read or has no question."""
    try:
        rows = list(_rows(path))
    except (OSError, ValueError) as error:
        raise EvidenceSetError(f"{path} cannot be read: {error}", _FORMATS) from error
    read = next((read for keys, read in _READERS if rows and keys <= rows[0].keys()), None)
    if read is None:
        raise EvidenceSetError(f"{path} has no questions with evidence", _FORMATS)
    questions: list[EvidenceQuestion] = []
    texts: dict[str, SourceDocument] = {}
    for number, row in enumerate(rows, 1):
        try:
            question, documents = read(row)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise EvidenceSetError(
                f"{path}, row {number}: {error!r} is wrong or missing", _FORMATS
            ) from error
        for document in documents:
            known = texts.get(document.id)
            texts[document.id] = document if known is None else _merged(known, document)
        if question.gold:
            questions.append(question)
    if not questions:
        raise EvidenceSetError(f"{path} has no question with gold evidence", _FORMATS)
    return EvidenceSet(path.name.split(".")[0], tuple(questions), tuple(texts.values()))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = data.decode("utf-8")
    if path.name.removesuffix(".gz").endswith(".json"):
        yield from json.loads(text)["questions"]
        return
    for line in filter(str.strip, text.split("\n")):
        row = json.loads(line)
        if not isinstance(row, dict):
            raise ValueError(f"{line[:40]} is no object")
        yield row


def _merged(first: SourceDocument, second: SourceDocument) -> SourceDocument:
    """Of a document that is known by parts: what both have, each line once."""
    lines = dict.fromkeys([*first.text.split("\n"), *second.text.split("\n")])
    return SourceDocument(first.id, first.title or second.title, "\n".join(lines))


_Read = tuple[EvidenceQuestion, list[SourceDocument]]


def _bioasq(row: Mapping[str, Any]) -> _Read:
    """A question of BioASQ; a document is what its snippets say, in the order of the abstract."""
    parts: dict[str, list[tuple[int, str]]] = {}
    for snippet in row["snippets"]:
        id_ = str(snippet.get("pmid") or snippet["document"].rsplit("/", 1)[-1])
        place = snippet.get("begin", snippet.get("offsetInBeginSection")) or 0
        text = " ".join(snippet["text"].split())
        if text:
            parts.setdefault(f"pmid:{id_}", []).append((int(place), text))
    gold = {id_: tuple(dict.fromkeys(t for _, t in sorted(found))) for id_, found in parts.items()}
    exact = row.get("exact_answer")
    decision = str(exact).lower() if row["type"] == "yesno" and exact else ""
    ideal = row.get("ideal_answer") or ""
    question = EvidenceQuestion(
        str(row["id"]),
        row.get("question") or row["body"],
        row["type"],
        gold,
        () if decision else tuple(_answers(exact)),
        decision,
        str(ideal[0] if isinstance(ideal, list) else ideal),
    )
    return question, [SourceDocument(id_, "", "\n".join(texts)) for id_, texts in gold.items()]


def _answers(exact: Any) -> Iterator[tuple[str, ...]]:
    """Each answer with its synonyms, as BioASQ nests them."""
    for each in exact if isinstance(exact, list) else [exact] if exact else []:
        names = tuple(str(name) for name in (each if isinstance(each, list) else [each]) if str(name).strip())
        if names:
            yield names


def _scifact(row: Mapping[str, Any]) -> _Read:
    id_ = str(row["doc_id"])
    sentences = [s.strip() for s in row["sentences"]]
    cited = [sentences[i] for run in row["evidence"] or () for i in run]
    decision = {"SUPPORT": "yes", "CONTRADICT": "no"}.get(row["label"], "")
    question = EvidenceQuestion(
        f"{row['claim_id']}-{id_}", row["claim"], "claim", {id_: tuple(cited)} if cited else {}, (), decision
    )
    return question, [SourceDocument(id_, row["title"], " ".join(sentences))]


def _pubmedqa(row: Mapping[str, Any]) -> _Read:
    id_ = f"pmid:{row['pmid']}"
    decision = {"maybe": "mixed"}.get(row["final_decision"], row["final_decision"])
    gold = {id_: (row["long_answer"],)}
    text = "\n".join([*(c["text"] for c in row["contexts"]), row["long_answer"]])
    question = EvidenceQuestion(id_, row["question"], "yesno", gold, (), decision, row["long_answer"])
    return question, [SourceDocument(id_, "", text)]


def _mediqa(row: Mapping[str, Any]) -> _Read:
    documents = [SourceDocument(str(a["id"]), "", a["text"]) for a in row["answers"]]
    summary = " ".join(str(row["extractive_summary"]).split())
    gold = {d.id: (summary,) for d in documents}
    ideal = str(row.get("abstractive_summary") or "")
    return EvidenceQuestion(str(row["id"]), row["question"], "summary", gold, (), "", ideal), documents


def _plain(row: Mapping[str, Any]) -> _Read:
    documents = [SourceDocument(str(d["id"]), d.get("title") or "", d["text"]) for d in row["documents"]]
    wanted = [str(text) for text in row["gold"]]
    gold = {d.id: tuple(t for t in wanted if t in d.text) for d in documents}
    question = EvidenceQuestion(
        str(row.get("id") or row["question"]),
        row["question"],
        row.get("kind") or "summary",
        {id_: texts for id_, texts in gold.items() if texts},
        tuple(_answers(row.get("exact"))),
        row.get("decision") or "",
        row.get("ideal") or "",
    )
    return question, documents


_READERS: Sequence[tuple[frozenset[str], Callable[[Mapping[str, Any]], _Read]]] = (
    (frozenset({"question", "documents", "gold"}), _plain),
    (frozenset({"type", "snippets"}), _bioasq),
    (frozenset({"claim", "sentences", "evidence"}), _scifact),
    (frozenset({"contexts", "long_answer", "final_decision"}), _pubmedqa),
    (frozenset({"question", "answers", "extractive_summary"}), _mediqa),
)


def read_unanswerable(file: Path) -> list[str]:
    """Questions that nothing answers, one a line after a bar; lines that begin with # are comments."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.partition("|")[2].strip() for line in lines if line.strip() and not line.startswith("#")]


def as_json_lines(documents: Iterable[SourceDocument]) -> str:
    """Documents as a file that `medgraph ingest` reads."""
    return "".join(json.dumps({"_id": d.id, "title": d.title, "text": d.text}) + "\n" for d in documents)

"""Builds two BEIR folders over one corpus from the shared data: PubMedQA and MedQuAD questions.

    python benchmarks/build_beir.py SHARED_DATA OUT_FOLDER [--medquad-queries 2000]

The corpus is every document of all sets together, so that each set's documents distract the other's questions:
PubMedQA abstracts (without their conclusions and titles, which give the question away), MedQuAD answers and the
plain abstracts. Equal texts are one document; a question asked of several answers has them all as relevant.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SEED = 20


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as stream:
        for line in stream:
            yield json.loads(line)


def build(shared: Path, out: Path, medquad_queries: int) -> None:
    documents: dict[str, dict[str, str]] = {}
    by_text: dict[str, str] = {}
    pubmedqa: dict[str, tuple[str, set[str]]] = {}
    medquad: dict[str, tuple[str, set[str]]] = {}

    def add(identifier: str, title: str, text: str) -> str:
        key = by_text.setdefault(f"{title}\n{text}".strip(), identifier)
        if key == identifier:
            if key in documents:
                raise ValueError(f"two documents are called {key}")
            documents[key] = {"_id": key, "title": title, "text": text}
        return key

    for row in rows(shared / "pubmedqa.jsonl"):
        text = "\n".join(context["text"] for context in row["contexts"])
        key = add(f"pubmedqa-{row['pmid']}", "", text)
        pubmedqa[row["pmid"]] = (row["question"], {key})
    for row in rows(shared / "corpus" / "abstracts.jsonl.gz"):
        add(f"abstract-{row['pmid']}", row["title"], row["abstract"])
    for number, row in enumerate(rows(shared / "medquad.jsonl.gz")):
        key = add(f"medquad-{number}", "", row["answer"])  # not its qid: those repeat
        question = " ".join(row["question"].split())
        medquad.setdefault(question.casefold(), (question, set()))[1].add(key)
    chosen = random.Random(SEED).sample(sorted(medquad), min(medquad_queries, len(medquad)))
    queries = {f"medquad-{place}": medquad[key] for place, key in enumerate(sorted(chosen))}
    for name, questions in (("pubmedqa", pubmedqa), ("medquad", queries)):
        write(out / name, documents, questions)
        print(f"{out / name}: {len(documents)} documents, {len(questions)} queries")


def write(
    folder: Path, documents: dict[str, dict[str, str]], queries: dict[str, tuple[str, set[str]]]
) -> None:
    (folder / "qrels").mkdir(parents=True, exist_ok=True)
    with (folder / "corpus.jsonl").open("w") as stream:
        stream.writelines(json.dumps(d, ensure_ascii=False) + "\n" for d in documents.values())
    with (folder / "queries.jsonl").open("w") as stream:
        for key, (text, _) in queries.items():
            stream.write(json.dumps({"_id": key, "text": text}, ensure_ascii=False) + "\n")
    with (folder / "qrels" / "test.tsv").open("w") as stream:
        stream.write("query-id\tcorpus-id\tscore\n")
        for key, (_, relevant) in queries.items():
            stream.writelines(f"{key}\t{document}\t1\n" for document in sorted(relevant))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--medquad-queries", type=int, default=2000)
    given = parser.parse_args()
    build(given.shared, given.out, given.medquad_queries)

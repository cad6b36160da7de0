"""Reading BEIR folders: what is there, what is left out, what is wrong with it."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.beir import DatasetError, read_dataset

Beir = Callable[..., Path]


def test_a_folder(beir: Beir) -> None:
    dataset = read_dataset(beir())
    assert (dataset.name, dataset.documents, len(dataset.queries)) == ("small", 5, 3)
    assert dataset.qrels["q3"] == {"d4": 2, "d5": 0}
    assert (dataset.unknown_queries, dataset.unknown_documents, dataset.shortened_queries) == (0, 0, 0)


def test_gzipped_files_and_a_shared_corpus(beir: Beir) -> None:
    one, other = beir("one"), beir("other")
    (other / "corpus.jsonl.gz").write_bytes(gzip.compress((other / "corpus.jsonl").read_bytes()))
    (other / "corpus.jsonl").unlink()
    assert read_dataset(one).digest == read_dataset(other).digest
    third = beir("third", texts={"d1": "Other."}, qrels=[("q1", "d1", 1)])
    assert read_dataset(third).digest != read_dataset(one).digest


def test_what_cannot_be_asked_or_found_is_counted(beir: Beir) -> None:
    qrels = [("q1", "d1", 1), ("q1", "gone", 1), ("unknown", "d1", 1)]
    dataset = read_dataset(beir(qrels=qrels, queries={"q1": "x" * 3000, "q2": "unjudged"}))
    assert (dataset.unknown_queries, dataset.unknown_documents, dataset.shortened_queries) == (1, 1, 1)
    assert dataset.qrels == {"q1": {"d1": 1, "gone": 1}} and len(dataset.queries["q1"]) == 2000


def spoil(name: str, text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(text)


@pytest.mark.parametrize(
    ("spoiled", "says"),
    [
        (lambda folder: (folder / "corpus.jsonl").unlink(), "has no corpus.jsonl"),
        (lambda folder: (folder / "qrels" / "test.tsv").unlink(), "has no qrels/test.tsv"),
        (spoil("queries.jsonl", "no json\n"), "queries.jsonl, line 1"),
        (spoil("queries.jsonl", '{"_id": "q1"}\n'), "no 'text'"),
        (spoil("queries.jsonl", ""), "is empty"),
        (spoil("qrels/test.tsv", "q1 d1 1\n"), "1 columns, not 3"),
        (spoil("qrels/test.tsv", "a\tb\tc\nq1\td1\tmuch\n"), "'much' is not a whole number"),
        (spoil("qrels/test.tsv", "a\tb\tc\n"), "holds no judgement"),
        (spoil("qrels/test.tsv", "x\td1\t1\n"), "no judged query"),
        (spoil("qrels/test.tsv", "q1\tx\t1\n"), "no relevant document"),
        (spoil("corpus.jsonl", "[]\n"), "no record with an _id"),
        (lambda folder: (folder / "corpus.jsonl").rename(folder / "corpus.jsonl.gz"), "cannot be read"),
    ],
)
def test_what_is_wrong_is_named(beir: Beir, spoiled: Callable[[Path], None], says: str) -> None:
    folder = beir()
    spoiled(folder)
    with pytest.raises(DatasetError) as caught:
        read_dataset(folder)
    assert says in str(caught.value)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="not a folder"):
        read_dataset(tmp_path / "none")

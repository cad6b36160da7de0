"""Tagged tokens as documents with mentions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.corpora.iob import running_text
from evaluation.corpora.model import GoldDocument
from evaluation.corpora.reading import read_gold
from graph.parsing import Problem


def mentions(path: Path, tokens: str, tags: str) -> list[tuple[str, str]]:
    path.write_text(json.dumps({"tokens": tokens.split(), "tags": tags.split()}))
    (gold,) = read_gold(path)
    assert isinstance(gold, GoldDocument)
    return [(mention.of(gold.document.text), mention.type) for mention in gold.mentions]


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ("O B-Gene I-Gene I-Gene O", [("IL-2", "Gene")]),
        ("O B-Gene O B-Gene O", [("IL", "Gene"), ("2", "Gene")]),
        ("O I-Gene I-Gene I-Gene I-Disease", [("IL-2", "Gene"), ("fell", "Disease")]),  # IOB1
        ("O B-Gene I-Gene E-Gene S-Gene", [("IL-2", "Gene"), ("fell", "Gene")]),  # IOBES
        ("U-Drug B-Gene I-Gene L-Gene O", [("The", "Drug"), ("IL-2", "Gene")]),  # BILOU
        ("O B-Gene B-Gene I-Gene I-cell line", [("IL", "Gene"), ("-2", "Gene"), ("fell", "cell")]),
    ],
)
def test_tag_schemes(tmp_path: Path, tags: str, found: list[tuple[str, str]]) -> None:
    assert mentions(tmp_path / "a.jsonl", "The IL - 2 fell", tags.replace(" line", "")) == found


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("It fell ( by 5 % ) , then rose .", "It fell (by 5%), then rose."),
        ("anti - IL - 2 and / or 5 ' - end", "anti-IL-2 and/or 5'-end"),
        ("Crohn 's disease", "Crohn's disease"),
        ("CD4 + T cells", "CD4+ T cells"),
    ],
)
def test_tokens_become_running_text(tokens: str, text: str) -> None:
    made, spans = running_text(tokens.split())
    assert made == text
    assert [span.of(made) for span in spans] == tokens.split()


def test_repeated_sentences_are_documents_of_their_own(tmp_path: Path) -> None:
    line = json.dumps({"tokens": ["Results"], "tags": ["O"]})
    (tmp_path / "a.jsonl").write_text(f"{line}\n{line}\n")
    found = list(read_gold(tmp_path / "a.jsonl"))
    assert len({gold.document.id for gold in found if isinstance(gold, GoldDocument)}) == 2


@pytest.mark.parametrize(
    "record",
    [
        {"tokens": ["a"], "tags": []},
        {"tokens": ["a"], "tags": ["X"]},
        {"tokens": ["a"], "tags": ["B-"]},
        {"tokens": [1], "tags": ["O"]},
        {"tokens": [" "], "tags": ["O"]},
    ],
)
def test_broken_sentences_are_problems(tmp_path: Path, record: object) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    assert [type(result) for result in read_gold(tmp_path / "a.jsonl")] == [Problem]

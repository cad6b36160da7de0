"""The whole harness over small folders, with the real models and stores."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from api.service import MedGraph
from evaluation.beir import DatasetError
from evaluation.retrieval_table import format_retrieval_table
from evaluation.tasks.retrieval import evaluate_retrieval
from evaluation.tasks.retrieval_systems import SYSTEMS

Beir = Callable[..., Path]
Open = Callable[[Path], MedGraph]


def test_systems_side_by_side(beir: Beir, open_home: Open) -> None:
    told: list[tuple[str, int, int]] = []
    result = evaluate_retrieval([beir()], open_home, progress=lambda *step: told.append(step))
    (row,) = result["datasets"]
    assert (row["name"], row["documents"], row["queries"]) == ("small", 5, 3)
    assert row["ingest_documents_per_second"] > 0
    assert tuple(row["systems"]) == SYSTEMS
    for figures in row["systems"].values():
        assert all(0 <= figures[name] <= 1 for name in ("ndcg@10", "map@10", "recall@1", "mrr@10"))
        assert 0 < figures["p50_ms"] <= figures["p95_ms"]
    assert row["systems"]["pipeline"]["mrr@10"] == 1.0
    assert set(row["significance"]["pipeline_against"]) == {"bm25", "dense", "fused"}
    assert {what for what, _, _ in told} == {
        "documents of small ingested",
        "documents of small indexed",
        "queries of small asked",
    }
    shown = format_retrieval_table(result)
    assert "small: 5 documents, 3 queries" in shown
    assert [line.split()[0] for line in shown.splitlines()[2:6]] == list(SYSTEMS)


def test_words_that_only_bm25_can_match_and_only_dense_can(beir: Beir, open_home: Open) -> None:
    texts = {"d1": "ZX-4471 was given to all.", "d2": "A heart attack was prevented.", "d3": "Skin was red."}
    queries = {"q1": "ZX-4471", "q2": "myocardial infarction avoided"}
    folder = beir("arms", texts, queries, [("q1", "d1", 1), ("q2", "d2", 1)])
    systems = evaluate_retrieval([folder], open_home)["datasets"][0]["systems"]
    assert systems["bm25"]["recall@1"] == 0.5  # no word of the second is in its document
    assert systems["dense"]["recall@20"] == 1.0 and systems["pipeline"]["recall@1"] == 1.0


def test_folders_with_one_corpus_are_ingested_once(beir: Beir, open_home: Open) -> None:
    opened: list[Path] = []

    def counted(home: Path) -> MedGraph:
        opened.append(home)
        return open_home(home)

    other = beir("other", queries={"q9": "cholesterol"}, qrels=[("q9", "d3", 1)])
    result = evaluate_retrieval([beir("one"), other], counted)
    assert len(opened) == 1 and not opened[0].exists()
    assert [row["name"] for row in result["datasets"]] == ["one", "other"]


def test_nothing_is_ingested_when_a_folder_is_wrong(beir: Beir, open_home: Open, tmp_path: Path) -> None:
    def never(home: Path) -> MedGraph:
        raise AssertionError

    with pytest.raises(DatasetError, match="no folder to evaluate"):
        evaluate_retrieval([], never)
    with pytest.raises(DatasetError, match="not a folder"):
        evaluate_retrieval([beir(), tmp_path / "none"], never)


def test_a_variant_is_a_row_of_its_own(beir: Beir, open_home: Open) -> None:
    def words_alone(home: Path) -> MedGraph:
        settings = open_home(home).settings
        changes = {"dense_weight": 0.0, "graph_weight": 0.0, "kind_weight": 0.0, "reader": "none"}
        retrieval = settings.retrieval.model_copy(update=changes)
        return MedGraph(settings.model_copy(update={"retrieval": retrieval}))

    result = evaluate_retrieval([beir()], open_home, variants={"words alone": words_alone})
    (row,) = result["datasets"]
    assert tuple(row["systems"]) == (*SYSTEMS, "words alone")
    assert row["systems"]["words alone"]["ndcg@10"] == row["systems"]["bm25"]["ndcg@10"]
    assert "words alone" in row["significance"]["pipeline_against"]
    assert "words alone " in format_retrieval_table(result)

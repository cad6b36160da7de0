"""`medgraph eval` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.command import Cli


def test_eval_retrieval(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    (folder / "qrels").mkdir(parents=True)
    drugs = {
        "1": "Aspirin prevents stroke.",
        "2": "Insulin lowers glucose.",
        "3": "Statins lower cholesterol.",
    }
    corpus = [json.dumps({"_id": i, "title": "", "text": text}) for i, text in drugs.items()]
    (folder / "corpus.jsonl").write_text("\n".join(corpus))
    queries = [json.dumps({"_id": f"q{i}", "text": text}) for i, text in drugs.items()]
    (folder / "queries.jsonl").write_text("\n".join(queries))
    judged = "".join(f"q{i}\t{i}\t1\n" for i in drugs)
    (folder / "qrels" / "test.tsv").write_text(f"query-id\tcorpus-id\tscore\n{judged}")
    (dataset,) = cli.json("eval", "retrieval", folder)["datasets"]
    assert (dataset["name"], dataset["documents"], dataset["queries"]) == ("tiny", 3, 3)
    assert dataset["ingest_documents_per_second"] > 0
    assert set(dataset["systems"]) == {"bm25", "dense", "fused", "pipeline"}
    for figures in dataset["systems"].values():
        assert figures["ndcg@10"] == figures["map@10"] == figures["mrr@10"] == figures["recall@1"] == 1.0
        assert {"recall@5", "recall@10", "recall@20", "p50_ms"} <= set(figures)
    shown = cli("eval", "retrieval", folder).stdout
    assert "pipeline" in shown and "ndcg@10" in shown and "100.00" in shown
    assert "corpus.jsonl" in cli.fails("eval", "retrieval", tmp_path)
    assert cli.json("documents", "list")["documents"] == []  # the user's workspace is left alone


def test_eval_evidence(cli: Cli, tmp_path: Path) -> None:
    documents = [{"id": "a", "title": "", "text": "Aspirin prevents stroke in adults."}]
    row = {"question": "Does aspirin prevent stroke?", "documents": documents, "gold": [documents[0]["text"]]}
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps(row))
    (found,) = cli.json("eval", "evidence", file)["sets"]
    assert found["systems"]["answer"]["first_right"] == 1.0
    assert "one: 1 documents, 1 questions" in cli("eval", "evidence", file, "--limit", 5).stdout
    assert "no questions with evidence" in cli.fails("eval", "evidence", _empty(tmp_path))


def _empty(folder: Path) -> Path:
    (folder / "empty.jsonl").write_text("")
    return folder / "empty.jsonl"


PUBTATOR = """1|t|Amiodarone and the lung
1|a|Amiodarone caused lactic acidosis. No placebo did.
1\t0\t10\tAmiodarone\tChemical\tD000638
1\t24\t34\tAmiodarone\tChemical\tD000638
1\t42\t57\tlactic acidosis\tDisease\tD000140
1\t62\t69\tplacebo\tChemical\t-1
"""


def test_eval_ner(demo_cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "small.pubtator"
    file.write_text(PUBTATOR)
    (dataset,) = demo_cli.json("eval", "ner", file, "--errors", 5)["datasets"]
    assert (dataset["name"], dataset["documents"]) == ("small", 1) and dataset["words_per_second"] > 0
    assert dataset["types"]["Disease"]["f1"] == 1.0 and dataset["types"]["Chemical"]["recall"] == 0.6667
    assert dataset["micro"]["support"] == 4
    (missed,) = dataset["errors"]["misses"]
    assert (missed["gold"], missed["document"], missed["start"]) == ("placebo", "pmid:1", 63)
    shown = demo_cli("eval", "ner", file, file, "--errors", 1).stdout
    assert "small: 1 documents" in shown and "placebo  (pmid:1, characters 63-70)" in shown
    assert shown.count("micro") == 3  # a table a file, and the one that sets them side by side


def test_eval_ner_says_what_is_wrong(demo_cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "bad.pubtator"
    file.write_text(PUBTATOR.replace("\t0\t10", "\t3\t13"))
    assert "pmid:1, [3, 13): a mention says 'Amiodarone'" in demo_cli.fails("eval", "ner", file)
    file.write_text(PUBTATOR.replace("\tChemical\t", "\tPotion\t"))
    assert "Potion (3)" in demo_cli.fails("eval", "ner", file)
    done = demo_cli.json("eval", "ner", file, "--labels", "Potion=Chemical")
    assert done["datasets"][0]["types"]["Chemical"]["support"] == 3
    assert "Potion=Potions" in demo_cli.fails("eval", "ner", file, "--labels", "Potion=Potions", code=2)
    file.write_text("")
    assert "bad.pubtator" in demo_cli.fails("eval", "ner", file)
    assert "nowhere" in demo_cli.fails("eval", "ner", tmp_path / "nowhere")
    assert demo_cli("eval", "ner").returncode == 2


def test_eval_linking(demo_cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "small.pubtator"
    file.write_text(PUBTATOR)
    (dataset,) = demo_cli.json("eval", "linking", file)["datasets"]
    assert dataset["accuracy_gold_spans"] == 1.0 and dataset["document_concept_f1"] == 1.0
    assert dataset["types"]["Disease"]["accuracy_gold_spans"] == dataset["types"]["Disease"]["f1"] == 1.0
    file.write_text(PUBTATOR.replace("D000638", "-1").replace("D000140", "-1"))
    assert "names no concepts" in demo_cli.fails("eval", "linking", file)


def test_eval_relations(demo_cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "small.pubtator"
    file.write_text(f"{PUBTATOR}1\tCID\tD000638\tD000140\n")
    for options in ([], ["--gold-entities"]):
        (dataset,) = demo_cli.json("eval", "relations", file, *options)["datasets"]
        assert dataset["types"]["causes"]["support"] == dataset["micro"]["support"] == 1
        assert dataset["micro"]["f1"] == 1.0
    file.write_text(PUBTATOR)
    assert "no annotated relations" in demo_cli.fails("eval", "relations", file)


def test_eval_abbreviations(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "short.jsonl"
    pair = {"short": "DVT", "long": "deep vein thrombosis"}
    text = "A deep vein thrombosis (DVT) was seen."
    file.write_text(json.dumps({"text": text, "abbreviations": [pair]}))
    (dataset,) = cli.json("eval", "abbreviations", file)["datasets"]
    assert (dataset["name"], dataset["micro"]["f1"], dataset["micro"]["support"]) == ("short", 1.0, 1)
    assert "100.00" in cli("eval", "abbreviations", file, "--errors", 2).stdout
    file.write_text(json.dumps({"text": text}))
    assert "no list of `abbreviations`" in cli.fails("eval", "abbreviations", file)

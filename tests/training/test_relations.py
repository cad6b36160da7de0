"""The recipe on a corpus of our own: what it writes is what the extractor reads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="the training extra is not installed")

from threadpoolctl import threadpool_limits

from evaluation.corpora import GoldRelation
from ingest.relations import DiseaseTree, Forest, RelationModel, build_context, disease_lines
from tests.ingest.relations.conftest import gold, marked
from training.relation_examples import RelationCorpus, examples_of
from training.relation_trees import _model, fit_trees
from training.relations import train

DRUGS = "alfin beton corvit delsan epifar".split()
HARMS = "itch cough tremor rash vertigo".split()
ILLS = "gout asthma angina migraine lupus".split()
TREE = disease_lines([*(("C23.888", harm) for harm in HARMS), *(("C14.280", ill) for ill in ILLS)])


def corpus(type: str) -> RelationCorpus:
    documents = []
    for number in range(60):
        drug, harm, ill = (
            words[(number + shift) % 5] for words, shift in ((DRUGS, 0), (HARMS, number // 5), (ILLS, 2))
        )
        text = (
            f"[chemical:{drug}] was given for [disease:{ill}|MESH:{ill}]. [chemical:{drug}]-induced "
            f"[disease:{harm}|MESH:{harm}] was seen in {number} of them."
        )
        types = [type, "Negative_Correlation", "Association", "Bind"]
        relations = [GoldRelation(types[number % 4] if type != "CID" else type, drug, f"MESH:{harm}")]
        documents.append(gold(text, relations=tuple(relations)))
    return examples_of(documents)


def test_what_is_learnt_is_read_back(tmp_path: Path) -> None:
    arrays = train(corpus("CID"), corpus("Positive_Correlation"), TREE)
    np.savez_compressed(tmp_path / "weights.npz", allow_pickle=False, **arrays)
    with np.load(tmp_path / "weights.npz") as stored:
        model = RelationModel(dict(stored))
    graph = marked(
        "[chemical:zorbin] was given for [disease:gout]. [chemical:zorbin]-induced [disease:rash|MESH:rash] seen."
    )
    context = build_context(graph.document, graph.chunks, graph.mentions, graph.entities)
    scored = {(one.pair.first.id, one.pair.second.id): one for one in model.score(context, [])}
    assert scored["zorbin", "MESH:rash"].causes > 0.8 > 0.2 > scored["zorbin", "gout"].causes
    assert scored["zorbin", "MESH:rash"].related > scored["zorbin", "gout"].related
    assert sum(scored["zorbin", "MESH:rash"].types) == pytest.approx(1, abs=1e-5)


def test_trees_score_as_scikit_learn_does() -> None:
    random = np.random.default_rng(7)
    rows = random.normal(size=(400, 5)).astype(np.float32)
    labels = (rows[:, 0] * rows[:, 1] + rows[:, 2] > 0).astype(np.int64)
    ours = Forest(fit_trees("some", rows, labels), "some").scores(rows)
    with threadpool_limits(limits=1):
        theirs = np.mean(
            [_model(seed).fit(rows, labels).decision_function(rows) for seed in (0, 1, 2)], axis=0
        )
    assert ours == pytest.approx(theirs, abs=1e-4)


def test_only_diseases_are_in_the_tree() -> None:
    tree = DiseaseTree.of(disease_lines([("C14", "A"), ("C14.280", "B"), ("F03.1", "B"), ("D03", "C")]))
    assert "MESH:B" in tree
    assert "MESH:C" not in tree
    assert tree.is_broader("MESH:A", "MESH:B")
    assert not tree.is_broader("MESH:B", "MESH:A")
    assert not tree.is_broader("MESH:A", "MESH:A")
    assert tree.branch_features("MESH:B")[-1] == 1

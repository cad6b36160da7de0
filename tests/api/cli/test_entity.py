"""`entity`: stated relations, and apart from them what an entity is named beside."""

from __future__ import annotations

from pathlib import Path

from tests.command import Cli


def test_relations_and_neighbours_are_apart(stated: Cli) -> None:
    view = stated.json("entity", "X:aspirin")
    (treats,) = view["relations"]
    assert (treats["predicate"], treats["direction"], treats["id"]) == ("treats", "outgoing", "X:pain")
    assert (treats["support"], treats["negated"], treats["retracted"]) == (2, 1, 1)
    assert treats["confidence"] == 0.75 and treats["kind"] == "stated"
    assert {edge["id"] for edge in view["neighbours"]} == {"X:pain", "text:Disease:akes"}
    assert {edge["kind"] for edge in view["neighbours"]} == {"co-occurrence"}
    for s in treats["evidence"]:
        text = stated.json("documents", "show", s["document_id"])["text"]
        assert s["quote"] == text[s["start"] : s["end"]]


def test_a_person_sees_which_is_which(stated: Cli) -> None:
    shown = stated("entity", "X:pain").stdout
    relations, beside = shown.split(
        "Named in the same sentences (co-occurrence, which by itself states no relation):"
    )
    line = "- name of X:aspirin (X:aspirin) treats name of X:pain: 2 documents affirm, confidence 0.75, 1 denies it"
    assert "Stated relations:" in relations and line in relations
    assert (
        "wrong, characters 13-31 RETRACTED" in relations and "three, characters 13-31, negated" in relations
    )
    assert "together in" in beside and "treats" not in beside


def test_limits(stated: Cli) -> None:
    view = stated.json("entity", "X:aspirin", "--relations", 0, "--neighbours", 1)
    assert view["relations"] == [] and len(view["neighbours"]) == 1
    (treats,) = stated.json("entity", "X:aspirin", "--sentences", 1)["relations"]
    assert [s["assertion"] for s in treats["evidence"]] == ["affirmed", "negated"]


def test_what_has_no_concept_is_found_by_its_name(cli: Cli, tmp_path: Path) -> None:
    """In a workspace without vocabularies everything is such."""
    (tmp_path / "note.txt").write_text(
        "The patient denies chest pain. She takes colchicine for gout attacks."
    )
    cli("ingest", "--tier", "user", tmp_path / "note.txt")
    view = cli.json("entity", "Chest pains")
    assert (view["id"], view["documents"]) == ("text:Disease:chest pain", 1)

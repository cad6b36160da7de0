"""`entity suggestions|merge|unmerge|merges`: a person decides which entities are one, and can undo it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.conftest import fill_with_relations, paper
from tests.command import Cli

OBO = """format-version: 1.2
ontology: x

[Term]
id: X:aches
name: aches of the body
synonym: "akes" EXACT []

[Term]
id: X:hyper
name: hypertension

[Term]
id: Y:hypo
name: hypotension
"""


@pytest.fixture
def filled(cli: Cli, tmp_path: Path) -> Cli:
    fill_with_relations(cli.home)
    (tmp_path / "x.obo").write_text(OBO)
    assert cli.json("vocab", "add", tmp_path / "x.obo")["concepts"] == 3
    return cli


def test_suggest_merge_browse_unmerge(filled: Cli) -> None:
    (found,) = filled.json("entity", "suggestions")["suggestions"]
    pair = (found["entity"]["id"], found["into"]["id"])
    assert pair == ("text:Disease:akes", "X:aches") and found["reason"]
    before = filled.json("entity", "X:aspirin")
    assert "akes" in filled("entity", "suggestions").stdout

    made = filled.json("entity", "merge", *pair)["merged"]
    assert made["into"] == {
        "id": "X:aches",
        "name": "aches of the body",
        "category": found["into"]["category"],
    }
    assert filled.json("entity", "merges")["merges"] == [made]
    assert filled.json("entity", "suggestions")["suggestions"] == []
    view = filled.json("entity", "akes")
    assert view["id"] == "X:aches" and view["documents"] == 4
    assert view == filled.json("entity", "text:Disease:akes") == filled.json("entity", "X:aches")
    assert [each["id"] for each in view["merged"]] == ["text:Disease:akes"]
    assert "X:aches" in [edge["id"] for edge in filled.json("entity", "X:aspirin")["neighbours"]]
    filled.json("entity", "merge", *pair)  # saying it again changes nothing

    assert filled.json("entity", "unmerge", pair[0]) == {"unmerged": pair[0]}
    assert filled.json("entity", "merges") == {"merges": []}
    assert filled.json("entity", "X:aspirin") == before
    assert "not merged" in filled.fails("entity", "unmerge", pair[0])


def test_what_is_refused(filled: Cli) -> None:
    assert "nothing in this workspace" in filled.fails("entity", "merge", "no such thing", "X:aches")
    assert "nothing in this workspace" in filled.fails("entity", "merge", "X:aspirin", "no such thing")
    assert "opposites" in filled.fails("entity", "merge", "hypertension", "hypotension")
    assert "--force" in filled.fails("entity", "merge", "X:hyper", "X:aches")
    assert "one already" in filled.fails("entity", "merge", "X:hyper", "hypertension")
    filled.json("entity", "merge", "hypertension", "hypotension", "--force")
    assert filled.json("entity", "hypertension")["id"] == "Y:hypo"
    assert "one already" in filled.fails("entity", "merge", "Y:hypo", "X:hyper")


def test_an_entity_called_like_a_command_is_shown_by_show(filled: Cli) -> None:
    assert "nothing in this workspace is called 'merges'" in filled.fails("entity", "show", "merges")
    assert filled.json("entity", "show", "X:pain") == filled.json("entity", "X:pain")
    assert filled("entity", "--json", "X:pain").stdout == filled("entity", "X:pain", "--json").stdout
    assert "suggestions" in filled("entity", "--help").stdout
    assert filled("entity").returncode == 2


def test_questions_and_later_ingests_follow(filled: Cli, tmp_path: Path) -> None:
    """A merged name is understood in a question, and in documents that come later; an export brings it along."""
    filled.json("entity", "merge", "text:Disease:akes", "Y:hypo")
    (tmp_path / "a.xml").write_text(paper(1, "Body aches.", "Aches of the body were found in adults."))
    filled.json("ingest", tmp_path / "a.xml")
    filled.json("entity", "merge", "X:aches", "Y:hypo")
    assert {each["id"] for each in filled.json("entity", "hypotension")["merged"]} == {
        "text:Disease:akes",
        "X:aches",
    }
    assert filled.json("entity", "Y:hypo")["documents"] == 5
    assert filled.json("ingest", tmp_path / "a.xml")["unchanged"] == 1
    filled.json("export", tmp_path / "all.gz")
    other = {"MEDGRAPH_WORKSPACE": "other"}
    filled.json("import", tmp_path / "all.gz", **other)
    assert filled.json("entity", "aches of the body", **other) == filled.json("entity", "Y:hypo")
    filled.json("entity", "unmerge", "X:aches")
    assert filled.json("entity", "X:aches")["documents"] == 1

"""Ask, search and entity over the demonstration."""

from __future__ import annotations

from tests.command import Cli

QUESTION = "Do ACE inhibitors cause cough?"


def test_every_citation_is_the_documents_characters(demo_cli: Cli) -> None:
    answer = demo_cli.json("ask", QUESTION)
    assert answer["status"] == "answered" and answer["claims"]
    for citation in answer["citations"]:
        text = demo_cli.json("documents", "show", citation["document_id"])["text"]
        assert citation["quote"] == text[citation["start"] : citation["end"]]
    assert all(claim["citations"] for claim in answer["claims"])


def test_the_answer_for_people_names_its_sources(demo_cli: Cli) -> None:
    shown = demo_cli("ask", QUESTION).stdout
    assert "[1]" in shown and "characters" in shown and "pmid:DEMO-" in shown


def test_a_silly_question_gets_no_answer(demo_cli: Cli) -> None:
    shown = demo_cli("ask", "Who won the football world cup in 1998?")
    assert shown.returncode == 0 and shown.stdout.startswith("No document in this workspace")


def test_filters_hold(demo_cli: Cli) -> None:
    everything = demo_cli.json("search", "statins")["results"]
    some = demo_cli.json("search", "statins", "--year-from", 2018, "--limit", 3)["results"]
    assert len(some) <= 3 and all(r["year"] >= 2018 for r in some)
    assert any(r["year"] < 2018 for r in everything)
    kept = demo_cli.json("search", "statins", "--exclude-retracted")["results"]
    assert not any(r["retracted"] for r in kept)
    one = demo_cli.json("search", "statins", "--document", everything[0]["document_id"])["results"]
    assert {r["document_id"] for r in one} == {everything[0]["document_id"]}


def test_an_entity_by_its_everyday_name(demo_cli: Cli) -> None:
    view = demo_cli.json("entity", "heart attack", "--neighbours", 4, "--sentences", 1)
    assert view["id"] == "MESH:D009203" and len(view["neighbours"]) == 4
    assert all(len(edge["evidence"]) == 1 for edge in view["neighbours"])
    shown = demo_cli("entity", "heart attack").stdout
    assert "is a: Myocardial Ischemia" in shown and "also called:" in shown and "together in" in shown


def test_a_question_need_not_be_quoted(demo_cli: Cli) -> None:
    assert demo_cli.json("ask", *QUESTION.split())["claims"] == demo_cli.json("ask", QUESTION)["claims"]
    assert demo_cli.json("search", "dry", "cough")["question"] == "dry cough"


def test_pubmed_s_language_works_in_search(demo_cli: Cli) -> None:
    found = demo_cli.json("search", "cough AND lisinopril NOT amiodarone")["results"]
    assert found and all("cough" in r["text"].lower() or "cough" in r["title"].lower() for r in found)
    assert "at character 12" in demo_cli.fails("search", "cough AND (")
    assert "at character 6" in demo_cli.fails("search", "cough[xyz]")


def test_a_misspelled_name_is_said_to_be_so(demo_cli: Cli) -> None:
    shown = demo_cli("ask", "Does metfromin cause lactic acidosis?").stdout
    assert "Note: searched for metformin, not metfromin" in shown
    assert demo_cli("search", "metfromin").stdout.startswith("Searched for metformin, not metfromin.")
    assert demo_cli.json("search", "metfromin")["spelling"][0]["searched"] == "metformin"

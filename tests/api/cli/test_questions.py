"""Ask, search and entity over the demonstration."""

from __future__ import annotations

import csv
import io

from tests.command import Cli

QUESTION = "Do ACE inhibitors cause cough?"


def test_every_citation_is_the_documents_characters(demo_cli: Cli) -> None:
    answer = demo_cli.json("ask", QUESTION)
    assert answer["status"] == "answered" and answer["claims"]
    for citation in answer["citations"]:
        text = demo_cli.json("documents", "show", citation["document_id"])["text"]
        assert citation["quote"] == text[citation["start"] : citation["end"]]
    assert all(claim["citations"] for claim in answer["claims"])


def test_the_table_has_a_row_a_study_and_exact_cells(demo_cli: Cli) -> None:
    table = demo_cli.json("ask", "--table", QUESTION)
    assert table["question"] == QUESTION and table["rows"] and table["notice"] == ""
    assert {c["document_id"] for c in demo_cli.json("ask", QUESTION)["citations"]} <= {
        row["document_id"] for row in table["rows"]
    }
    for row in table["rows"]:
        text = demo_cli.json("documents", "show", row["document_id"])["text"]
        cells = [cell for cell in row.values() if isinstance(cell, dict)]
        assert all(c["start"] is None or c["quote"] == text[c["start"] : c["end"]] for c in cells)
    trial = table["rows"][0]
    assert trial["design"]["value"] == "randomised controlled trial" and trial["n"]["value"] == "300"
    assert trial["effect"]["quote"] == "relative risk 4.5" and trial["interval"]["quote"] == "1.6-13.0"
    assert trial["species"] == "human" and trial["year"] == 2013


def test_the_table_for_people_and_for_spreadsheets(demo_cli: Cli) -> None:
    shown = demo_cli("ask", "--table", QUESTION).stdout
    assert "n             300 (300 adults)" in shown and "CI            1.6-13.0" in shown
    lines = list(csv.DictReader(io.StringIO(demo_cli("ask", "--csv", QUESTION).stdout)))
    assert lines[0]["n"] == "300" and lines[0]["species"] == "human"
    assert "not both" in demo_cli.fails("ask", "--csv", "--json", QUESTION, code=2)


def test_a_table_of_nothing_says_so(demo_cli: Cli) -> None:
    silly = demo_cli.json("ask", "--table", "Who won the football world cup in 1998?")
    assert silly["rows"] == [] and silly["notice"].startswith("No document in this workspace")
    records = demo_cli.json("ask", "--table", "--tier", "user", QUESTION)
    assert records["rows"] == [] and "--tier user" in records["notice"]


def test_citations_tell_finding_from_background(demo_cli: Cli) -> None:
    citations = demo_cli.json("ask", QUESTION)["citations"]
    assert all(c["role"] in ("finding", "background") for c in citations)
    assert citations[0]["role"] == "finding" and citations[0]["species"] == "human"


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

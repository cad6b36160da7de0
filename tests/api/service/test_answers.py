"""Answers by id: the same in every process, kept while what they quote stands, and gone with it."""

from __future__ import annotations

import json
import logging
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from api.service import MedGraph, UnknownAnswerError, load_settings
from graph.store import Filter
from retrieval.answer import Answer, AnswerFinished
from tests.api.conftest import paper
from tests.command import environment
from tests.llm_server import Llm
from tests.processes import Processes

COUGH = "Does lisinopril cause cough?"
FALLS = "Does vitamin D prevent falls?"
UNKNOWN = "Does zyzzyvaxol cure quuxalgia?"
PAPERS = {
    1: (
        "Cough and lisinopril",
        "Lisinopril caused cough in 18 of 150 patients. Nobody had cough on placebo.",
    ),
    2: ("Falls and vitamin D", "Vitamin D did not prevent falls in 320 older people. Falls were common."),
}
_ASK = """
import json, sys
from medgraph import MedGraph
with_ids = MedGraph()
for question in sys.argv[1:]:
    print(json.dumps(with_ids.ask(question).to_dict()))
"""


def write(folder: Path, pmid: int, title: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / f"{pmid}.xml"
    file.write_text(paper(pmid, title, text))
    return file


def without_times(answer: Answer) -> str:
    return json.dumps(replace(answer, timings_ms={}).to_dict())


def kept(service: MedGraph) -> list[str]:
    return [each.question for each in service.answers.list_recent()]


@pytest.fixture(scope="module")
def original(open_home: Callable[[Path], MedGraph], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the papers, which were read once for all tests."""
    folder = tmp_path_factory.mktemp("answers")
    opened = open_home(folder / "home")
    for pmid, (title, text) in PAPERS.items():
        write(folder / "papers", pmid, title, text)
    assert opened.ingest(folder / "papers").written == 2
    opened.warm()
    opened.close()
    return folder / "home"


@pytest.fixture
def service(original: Path, open_home: Callable[[Path], MedGraph], tmp_path: Path) -> MedGraph:
    shutil.copytree(original, tmp_path / "home", symlinks=True)
    return open_home(tmp_path / "home")


def test_two_processes_give_the_same_id_and_the_same_bytes(service: MedGraph, processes: Processes) -> None:
    service.close()
    printed = []
    for seed in ("1", "2"):
        variables = environment(service.settings.home, PYTHONHASHSEED=seed)
        done = processes.run("-c", _ASK, COUGH, FALLS, UNKNOWN, env=variables)
        assert done.returncode == 0, done.stderr
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        assert all(each.pop("timings_ms") for each in answers)
        printed.append(json.dumps(answers))
    assert printed[0] == printed[1]
    assert len({each["id"] for each in json.loads(printed[0])}) == 3


def test_an_answer_records_what_made_it_and_is_had_again(service: MedGraph) -> None:
    where = Filter(year_from=2019)
    answer = service.ask(COUGH, where)
    assert answer.claims and len(answer.id) == 20 and answer.revision == service.parts.store.revision()
    assert answer.models["embedding"] == str(service.parts.model) and answer.models["harm"]
    assert answer.settings["filter"] == {"year_from": 2019}
    assert answer.settings["sentences"] == 5 and answer.settings["version"]
    again = service.answer(answer.id)
    assert json.dumps(again.answer.to_dict()) == json.dumps(answer.to_dict())
    assert again.notice == "" and again.revision == answer.revision


def test_what_makes_an_answer_other_makes_its_id_other(service: MedGraph, tmp_path: Path) -> None:
    first = service.ask(COUGH)
    assert service.ask(f"  {COUGH} ").id == first.id == service.ask(COUGH, Filter()).id
    ids = {first.id, service.ask(COUGH, Filter(year_from=2019)).id, service.ask(FALLS).id}
    settings = service.settings.model_copy(
        update={"retrieval": service.settings.retrieval.model_copy(update={"sentences": 3})}
    )
    ids.add(MedGraph(settings).ask(COUGH).id)
    service.ingest(write(tmp_path / "more", 3, "Asthma", "Salbutamol relieved asthma in 40 patients."))
    ids.add(service.ask(COUGH).id)
    assert len(ids) == 5


def test_another_workspace_of_the_same_papers_gives_other_ids(
    service: MedGraph, original: Path, open_home: Callable[[Path], MedGraph], tmp_path: Path
) -> None:
    other = open_home(tmp_path / "other")
    other.ingest(original.parent / "papers")
    mine, theirs = service.ask(COUGH), other.ask(COUGH)
    assert mine.text == theirs.text and mine.id != theirs.id
    with pytest.raises(UnknownAnswerError):
        other.answer(mine.id)


def test_a_workspace_that_has_changed_since_is_told(service: MedGraph, tmp_path: Path) -> None:
    answer, unanswered = service.ask(COUGH), service.ask(UNKNOWN)
    service.ingest(write(tmp_path / "more", 3, "Asthma", "Salbutamol relieved asthma in 40 patients."))
    now = service.parts.store.revision()
    assert now > answer.revision
    for each in (answer, unanswered):
        told = service.answer(each.id)
        assert told.answer.text == each.text and told.revision == now
        assert told.notice == f"answered at revision {answer.revision}; the workspace is at {now} now"


def test_a_source_that_was_retracted_since_is_told(service: MedGraph, tmp_path: Path) -> None:
    answer = service.ask(COUGH)
    graph = next(service.parts.store.graphs(["pmid:1"]))
    retracted = replace(graph.document, retracted=True)
    service.parts.store.write([replace(graph, document=retracted)])
    assert "retracted since: pmid:1" in service.answer(answer.id).notice


def test_a_deleted_document_takes_the_answers_with_it_that_quote_it(service: MedGraph) -> None:
    cough, falls, unknown = service.ask(COUGH), service.ask(FALLS), service.ask(UNKNOWN)
    assert not unknown.claims and {c.document_id for c in cough.citations} == {"pmid:1"}
    assert service.delete("pmid:1") == 1
    assert kept(service) == [FALLS]  # what rests on nothing may tell of anything
    with pytest.raises(UnknownAnswerError, match=cough.id):
        service.answer(cough.id)
    assert service.answer(falls.id).answer.text == falls.text
    assert b"Lisinopril" not in (service.settings.folder / "answers.sqlite").read_bytes()


def test_so_does_one_that_another_process_deleted(service: MedGraph) -> None:
    cough, falls = service.ask(COUGH), service.ask(FALLS)
    service.parts.store.delete(["pmid:1"])  # as a process that knows of no kept answers
    with pytest.raises(UnknownAnswerError):
        service.answer(cough.id)
    service.ask(FALLS)
    assert {each.id for each in service.answers.list_recent()} == {falls.id, service.ask(FALLS).id}


def test_one_that_was_deleted_while_the_answer_was_made(service: MedGraph) -> None:
    service.ask(FALLS)
    events = service.questions.events(COUGH)
    next(events)
    service.delete("pmid:1")
    (*_, last) = events  # kept only now, and of a text that is gone
    assert isinstance(last, AnswerFinished)
    with pytest.raises(UnknownAnswerError):
        service.answer(last.answer.id)
    assert service.ask(FALLS).claims
    assert b"Lisinopril" not in (service.settings.folder / "answers.sqlite").read_bytes()


def test_a_text_that_was_replaced_takes_its_quotes_with_it(service: MedGraph, tmp_path: Path) -> None:
    service.ask(COUGH)
    falls = service.ask(FALLS)
    title, text = PAPERS[1]
    service.ingest(write(tmp_path / "papers", 1, title, text.replace("18 of 150", "none of 150")))
    assert kept(service) == [FALLS] and service.answer(falls.id).answer.id == falls.id


def test_a_reindex_costs_no_answer(service: MedGraph) -> None:
    answer = service.ask(COUGH)
    assert service.reindex() == 2
    again = service.ask(COUGH)
    assert service.answer(answer.id).answer.text == answer.text
    assert json.dumps(again.to_dict()["citations"]) == json.dumps(answer.to_dict()["citations"])


def test_a_store_that_was_restored_from_a_copy(service: MedGraph, tmp_path: Path) -> None:
    """Its revisions may have the numbers of others: what does not stand in it is gone, what stands is kept."""
    service.ask(FALLS)
    service.close()
    shutil.copy(service.settings.folder / "graph.sqlite", tmp_path / "copy.sqlite")
    service.delete("pmid:2")
    service.ask(COUGH)
    service.close()
    shutil.copy(tmp_path / "copy.sqlite", service.settings.folder / "graph.sqlite")
    title, text = PAPERS[1]
    service.ingest(write(tmp_path / "papers", 1, title, text.replace("18 of 150", "none of 150")))
    assert kept(service) == []
    assert service.ask(FALLS).claims


def test_none_is_kept_where_none_is_wanted(service: MedGraph) -> None:
    answer = service.ask(COUGH)
    file = service.settings.folder / "answers.sqlite"
    assert file.is_file()
    none = service.settings.model_copy(
        update={"answers": service.settings.answers.model_copy(update={"keep": 0})}
    )
    assert MedGraph(none).ask(COUGH).id == answer.id and not file.exists()
    with pytest.raises(UnknownAnswerError):
        service.answer(answer.id)


def test_a_file_that_cannot_be_used_costs_no_answer(
    service: MedGraph, caplog: pytest.LogCaptureFixture
) -> None:
    (service.settings.folder / "answers.sqlite").write_bytes(b"no database " * 500)
    with caplog.at_level(logging.WARNING, "medgraph"):
        assert service.ask(COUGH).claims
    (line,) = [each.getMessage() for each in caplog.records if "not kept" in each.getMessage()]
    assert "damaged" in line and "\n" not in line
    assert service.delete("pmid:1") == 1  # what cannot be read is taken away whole


def test_what_rotted_is_not_shown(service: MedGraph) -> None:
    answer = service.ask(COUGH)
    with sqlite3.connect(service.settings.folder / "answers.sqlite") as connection:
        connection.execute("UPDATE answer SET content = replace(content, '18 of 150', '19 of 150')")
    connection.close()
    with pytest.raises(UnknownAnswerError):
        service.answer(answer.id)
    assert service.ask(COUGH).id == answer.id and service.answer(answer.id).answer.text == answer.text


def test_the_workspace_takes_its_answers_with_it(service: MedGraph) -> None:
    service.ask(COUGH)
    service.close()
    service.workspaces.delete("test")
    assert not service.settings.folder.exists()


def test_two_wordings_of_a_model_are_two_answers(service: MedGraph, llm: Llm) -> None:
    home = service.settings.home
    flags = {"base_url": llm.url, "model": "test-model"}
    writing = MedGraph(load_settings(home=home, workspace="test", llm=flags))
    llm.reply = lambda prompt: " ".join(f"{s} [{k}]." for k, s in Llm.evidence(prompt).items())
    first = writing.ask(COUGH)
    assert writing.ask(COUGH).id == first.id and first.models["llm"] == "test-model"
    llm.reply = lambda prompt: next(f"{s} [{k}]." for k, s in Llm.evidence(prompt).items())
    second, extracted = writing.ask(COUGH), writing.ask(COUGH, llm=False)
    assert first.text != second.text and "llm" not in extracted.models
    assert len({first.id, second.id, extracted.id}) == 3
    assert [writing.answer(each.id).answer.text for each in (first, second)] == [first.text, second.text]


def test_what_a_model_was_given_and_may_have_said_counts_as_quoted(service: MedGraph, tmp_path: Path) -> None:
    """The words of a claim that was dropped stand in the trace, and nobody can tell of which document they are."""
    whole, given = service.ask(COUGH), ("pmid:1", "pmid:2")
    dropped = replace(whole, id="dropped", trace={"dropped_claims": ["Falls were common in 320."]})
    for answer in (whole, dropped):
        service.answers.keep(answer, given, service.parts.store.state())
    service.answer("dropped")
    title, text = PAPERS[2]
    service.ingest(write(tmp_path / "papers", 2, title, text.replace("320", "330")))
    assert [each.id for each in service.answers.list_recent()] == [whole.id]

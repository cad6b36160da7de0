"""What is damaged is told wherever it should have been found, also once the indexes were made without it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from api.service import MedGraph
from graph.store import Filter
from tests.retrieval.record.conftest import RECORDS

QUESTION, PATIENT = "Which allergies does the patient have?", Filter(patients=("anna",))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE body SET text = replace(text, 'Penicillin', 'Paracetam.') WHERE document = {}",
        "UPDATE body SET publication_types = '[' WHERE document = {}",
        "UPDATE chunk SET sentences = x'01' WHERE document = {}",
        "UPDATE document SET patient = 'bruno' WHERE key = {}",
        "UPDATE document SET tier = 'literature' WHERE key = {}",
    ],
)
def test_a_damaged_note_is_told_in_the_answer(
    open_home: Callable[[Path], MedGraph], tmp_path: Path, statement: str
) -> None:
    service = open_home(tmp_path)
    service.ingest([RECORDS / name for name in ("discharge.txt", "clinic.txt")], patient="anna")
    answer = service.ask(QUESTION, PATIENT)
    assert "Penicillin" in answer.text and "damaged" not in answer.notice
    cited = next(c.document_id for c in answer.citations if "Penicillin" in c.quote)
    found = f"(SELECT key FROM document WHERE id = '{cited}')"
    with closing(sqlite3.connect(service.settings.folder / "graph.sqlite")) as connection, connection:
        connection.execute(statement.format(found))
    answer = service.ask(QUESTION, PATIENT)
    assert "Penicillin" not in answer.text and "Paracetam" not in answer.text
    assert "damaged" in answer.notice and cited in answer.notice
    service.close()


TITLE = "UPDATE body SET title = 'Aspirin.' WHERE document = {}"
VECTORS = "UPDATE body SET vectors = zeroblob(length(vectors)) WHERE document = {}"
CHUNKS = "DELETE FROM chunk WHERE document = {}"


# Vectors are read only where the indexes are made: until then nothing is lacking.
@pytest.mark.parametrize(
    ("statement", "rebuilt"),
    [(TITLE, False), (CHUNKS, False), (TITLE, True), (CHUNKS, True), (VECTORS, True)],
)
def test_a_damaged_paper_is_told_each_time(
    demo: MedGraph, open_home: Callable[[Path], MedGraph], tmp_path: Path, statement: str, rebuilt: bool
) -> None:
    shutil.copytree(demo.settings.home, tmp_path / "home", symlinks=True)
    service = open_home(tmp_path / "home")
    question = "How does amiodarone affect the thyroid gland?"
    damaged = service.search(question)[0].document_id
    service.close()
    found = f"(SELECT key FROM document WHERE id = '{damaged}')"
    with closing(sqlite3.connect(service.settings.folder / "graph.sqlite")) as connection, connection:
        connection.execute(statement.format(found))
    if rebuilt:
        shutil.rmtree(service.settings.folder / "indexes")
    for _ in range(2):
        service = open_home(tmp_path / "home")
        for notice in (
            service.ask(question).notice,
            service.questions.search(question).notice,
            service.questions.search("amiodarone[tiab]").notice,
        ):
            assert damaged in notice
        service.close()


@pytest.mark.parametrize("alteration", ["year = 1066", "retracted = 1", "journal_folded = 'another'"])
def test_a_paper_that_a_filter_leaves_out_as_it_was_altered_is_told(
    demo: MedGraph, open_home: Callable[[Path], MedGraph], tmp_path: Path, alteration: str
) -> None:
    shutil.copytree(demo.settings.home, tmp_path / "home", symlinks=True)
    service = open_home(tmp_path / "home")
    question = "How does amiodarone affect the thyroid gland?"
    passage = service.search(question)[0]
    where = Filter(year_from=1900, exclude_retracted=True, journals=(passage.journal,))
    assert passage.document_id in {each.document_id for each in service.search(question, where)}
    with closing(sqlite3.connect(service.settings.folder / "graph.sqlite")) as connection, connection:
        connection.execute(f"UPDATE document SET {alteration} WHERE id = ?", (passage.document_id,))
    for notice in (
        service.ask(question, where).notice,
        service.questions.search(question, where).notice,
        service.questions.search("amiodarone[tiab]", where).notice,
    ):
        assert passage.document_id in notice
    assert passage.document_id not in {each.document_id for each in service.search(question, where)}
    service.close()

"""Of a record that cannot all be read no answer passes as the whole of it."""

from __future__ import annotations

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

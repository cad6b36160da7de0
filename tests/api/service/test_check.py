"""The check finds what was altered, wherever it lies, and says what to do; asking mends what is derived."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from api.service import MedGraph
from tests.hypothesis_profiles import is_deep
from tests.paths import DEMO

QUESTION = "Does aspirin prevent heart attacks?"


@pytest.fixture
def service(demo: MedGraph, open_home: Callable[[Path], MedGraph], tmp_path: Path) -> Iterator[MedGraph]:
    """A copy of the demonstration."""
    demo.browsing.suggestions(1)
    demo.vocabularies.search("aspirin")
    home = tmp_path / "home"
    shutil.copytree(demo.settings.home, home, symlinks=True)
    service = open_home(home)
    yield service
    service.close()


def findings(service: MedGraph) -> list[str]:
    return [f"{each.subject}: {each.problem}" for each in service.check.findings() if each.hint]


def alter(service: MedGraph, statement: str) -> None:
    with closing(sqlite3.connect(service.settings.folder / "graph.sqlite")) as connection, connection:
        connection.execute(statement)


def test_nothing_is_found_where_nothing_was_altered(service: MedGraph) -> None:
    assert findings(service) == []


def test_every_derived_file_is_read(service: MedGraph) -> None:
    folder = service.settings.folder
    files = [
        p
        for p in folder.rglob("*")
        if p.is_file() and not p.name.startswith(("graph.sqlite", "answers.sqlite")) and "lock" not in p.name
    ]
    assert {p.suffix for p in files} >= {
        ".lexicon",
        ".vocabulary",
        ".concepts",
        ".faiss",
        ".json",
        ".term",
        ".pos",
    }
    of_a_kind = {(p.suffix, p.parent.name): p for p in files}
    for path in files if is_deep() else of_a_kind.values():
        whole = path.read_bytes()
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        assert len(found := findings(service)) == 1 and path.name in found[0], path
        path.write_bytes(whole)
    before = service.ask(QUESTION).text
    service.close()
    for path in files:
        path.write_bytes(path.read_bytes()[:-1])
    again = MedGraph(service.settings)
    assert again.ask(QUESTION).text == before
    again.vocabularies.search("aspirin")
    again.delete([again.documents().documents[0].id])  # so that something is linked
    again.ingest([DEMO / "corpus.xml"])
    again.workspace.update_indexes()
    assert findings(again) == []
    again.close()


def test_a_document_that_was_altered_is_named_and_everything_else_goes_on(
    service: MedGraph, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    answer = service.ask(QUESTION)
    cited = answer.citations[0].document_id
    alter(
        service,
        f"UPDATE body SET text = replace(text, 'aspirin', 'heparin') "
        f"WHERE document = (SELECT key FROM document WHERE id = '{cited}')",
    )
    count = service.workspace.counts().documents
    assert [each for each in findings(service) if cited in each] and len(findings(service)) == 1
    caplog.clear()
    other = service.ask(QUESTION)
    assert cited in other.notice and "damaged" in other.notice
    assert cited in caplog.text and cited not in {c.document_id for c in other.citations}
    assert cited not in {passage.document_id for passage in service.search(QUESTION)}
    with pytest.raises(Exception, match="not as it was written") as caught:
        service.document(cited)
    assert "documents delete" in getattr(caught.value, "hint", "")
    assert service.export(tmp_path / "all.gz") == count - 1
    assert service.reindex() == count - 1
    assert len(service.documents(limit=100).documents) == count
    assert service.delete([cited]) == 1 and findings(service) == []
    service.ingest([DEMO / "corpus.xml"])
    assert service.ask(QUESTION).text == answer.text


def test_a_store_of_another_history_is_told(service: MedGraph) -> None:
    alter(service, "UPDATE history SET token = 'other'")
    assert any("restored" in each for each in findings(service))
    service.ask(QUESTION)
    assert findings(service) == []


def test_a_store_that_was_emptied_is_told(service: MedGraph) -> None:
    service.ask(QUESTION)
    alter(service, "UPDATE setting SET value = 'of another' WHERE key = 'store.id'")
    assert any("replaced or emptied" in each for each in findings(service))


def test_a_kept_answer_that_was_altered_is_named(service: MedGraph) -> None:
    answer = service.ask(QUESTION)
    with closing(sqlite3.connect(service.settings.folder / "answers.sqlite")) as file, file:
        file.execute("UPDATE answer SET content = replace(content, 'a', 'b') WHERE id = ?", (answer.id,))
    (found,) = findings(service)
    assert "answers" in found and answer.id in found
    service.answers.delete([answer.id])
    assert findings(service) == []

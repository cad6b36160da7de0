"""The file of kept answers: bounded, its owner's alone, and without a trace of what was deleted."""

from __future__ import annotations

import os
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.state.answers import AnswerFile, Followed, SavedAnswer, StateError, stamp

NOW = datetime.now(UTC)
STATE = Followed(3, "token")


def saved(name: str, *documents: str, age: timedelta = timedelta(0), content: str = "{}") -> SavedAnswer:
    return SavedAnswer(name, 3, f"what of {name}?", stamp(NOW - age), content, documents)


def keep(file: AnswerFile, *answers: SavedAnswer, most: int = 100, days: float = 90) -> None:
    for each in answers:
        file.save(each, STATE, most, days)


@pytest.fixture
def file(tmp_path: Path) -> AnswerFile:
    return AnswerFile(tmp_path / "workspace" / "answers.sqlite")


def test_reading_makes_nothing(file: AnswerFile) -> None:
    assert (
        file.find("a") is None and not file.recent(9) and file.followed() is None and file.delete(["a"]) == 0
    )
    assert not file.path.parent.exists()


def test_what_was_saved_is_found_as_it_was(file: AnswerFile) -> None:
    answer = saved("a", "d:1", "d:2", content='{"text": "\u00e9"}')
    keep(file, answer)
    assert file.find("a") == answer and file.find("b") is None
    assert file.followed() == STATE


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no file modes here")
def test_it_is_its_owners_alone_from_the_first_moment(file: AnswerFile) -> None:
    former = os.umask(0o022)
    try:
        keep(file, saved("a"))
        connection = sqlite3.connect(file.path)  # a journal is as private as its file
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM answer")
        modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in file.path.parent.iterdir()}
        connection.close()
    finally:
        os.umask(former)
    assert modes == {"answers.sqlite": 0o600, "answers.sqlite-journal": 0o600}
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700


def test_the_youngest_are_kept_and_none_that_is_too_old(file: AnswerFile) -> None:
    keep(file, *(saved(str(n), f"d:{n}", age=timedelta(hours=n)) for n in (5, 1, 3, 2)), most=3)
    assert [each.id for each in file.recent(9)] == ["1", "2", "3"]
    assert [each.id for each in file.recent(2)] == ["1", "2"]
    keep(file, saved("new"), days=0.1)
    assert [each.id for each in file.recent(9)] == ["new", "1", "2"]
    assert file.resting_on(["d:5", "d:3"]) == []


def test_the_same_answer_again_takes_its_place(file: AnswerFile) -> None:
    keep(file, saved("a", "d:1", age=timedelta(days=2), content="first"), saved("b", age=timedelta(days=1)))
    keep(file, saved("a", "d:1", content="again"))
    assert [each.id for each in file.recent(9)] == ["a", "b"]
    found = file.find("a")
    assert found and found.content == "again" and found.documents == ("d:1",)


def test_answers_by_the_documents_they_rest_on(file: AnswerFile) -> None:
    keep(file, saved("a", "d:1", "d:2"), saved("b", "d:2"), saved("c"))
    assert {each.id for each in file.resting_on(["d:2", "d:9"])} == {"a", "b"}
    assert [each.id for each in file.resting_on(["d:1"])] == ["a"]
    assert [each.id for each in file.resting_on_nothing()] == ["c"]


def test_what_is_deleted_leaves_no_trace(file: AnswerFile) -> None:
    keep(file, saved("a", "d:zyzzyva", content="zyzzyvaxol " * 2000), saved("b", "d:2"))
    assert b"zyzzyva" in file.path.read_bytes()
    assert file.delete(["a", "none"]) == 1
    assert b"zyzzyva" not in file.path.read_bytes()
    assert [each.name for each in file.path.parent.iterdir()] == [file.path.name]
    assert file.delete(["a"]) == 0 and [each.id for each in file.recent(9)] == ["b"]


def test_many_threads_keep_theirs(file: AnswerFile) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: keep(file, saved(str(n), "d:1")), range(40)))
    assert len(file.recent(99)) == 40


def test_a_write_that_fails_leaves_what_was_there(file: AnswerFile) -> None:
    keep(file, saved("a"))
    with pytest.raises(StateError):
        keep(file, saved("b", "d:\ud800"))
    assert [each.id for each in file.recent(9)] == ["a"]


def test_what_rotted_is_no_answer_and_still_goes_with_its_document(file: AnswerFile) -> None:
    keep(file, saved("a", "d:1", content="18 of 150"))
    with sqlite3.connect(file.path) as connection:
        connection.execute("UPDATE answer SET content = '19 of 150'")
    connection.close()
    found = file.find("a")
    assert found and found.content == ""
    assert [each.id for each in file.resting_on(["d:1"])] == ["a"]


def test_a_damaged_file_and_one_of_another_version_are_told(file: AnswerFile) -> None:
    keep(file, saved("a"))
    with sqlite3.connect(file.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StateError, match="another version"):
        file.find("a")
    file.path.write_bytes(b"no database " * 500)
    with pytest.raises(StateError, match="damaged"):
        file.find("a")
    file.remove()
    assert file.find("a") is None

"""Answers that were given, in one small SQLite file of the workspace.

The file is a copy of what documents say, so it goes where they go: what is deleted is overwritten (`secure_delete`),
and no log keeps former pages (a rollback journal, gone with each write). It is opened for each use: that takes less
than a millisecond, and no connection crosses a thread or a fork.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from graph.errors import MedgraphError
from graph.files import disk_error, make_file, make_folder
from graph.store.base import StoreError
from graph.store.sqlite.errors import translated

_FORMAT = 1
_SCHEMA = f"""
CREATE TABLE answer (
    id TEXT PRIMARY KEY, revision INTEGER NOT NULL, question TEXT NOT NULL, asked TEXT NOT NULL, content TEXT NOT NULL,
    checksum INTEGER NOT NULL
);
CREATE TABLE document (answer TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (answer, id)) WITHOUT ROWID;
CREATE INDEX document_id ON document (id);
CREATE TABLE followed (revision INTEGER NOT NULL, history TEXT NOT NULL);
PRAGMA user_version = {_FORMAT};
"""
_PRAGMAS = "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA synchronous = NORMAL;"
_PATIENCE = 5.0  # seconds to wait for another writer; set by hand, as the graph store's
_COLUMNS = "id, revision, question, asked, content, checksum"


class StateError(MedgraphError):
    """The file cannot be read or written."""

    code = "state"


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """An answer as it was given: `content` is its JSON, `asked` when, in UTC; it rests on `documents`.

    Where the content is not what was written, as after rot of the disk, '' comes back in its place.
    """

    id: str
    revision: int
    question: str
    asked: str
    content: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Followed:
    """The state of the store up to which answers that lost their documents were taken out."""

    revision: int
    history: str


class AnswerFile:
    """The kept answers of one workspace. Nothing is made before something is saved. All raise StateError."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def save(self, answer: SavedAnswer, followed: Followed, most: int, days: float) -> None:
        """Keep an answer, in place of one of its id, and the `most` youngest of the last `days`.

        `followed` is the state of the store that it is of. What was deleted since then is looked for again: it may have
        gone, and been looked for, while the answer was made.
        """
        oldest = datetime.now(UTC) - timedelta(days=days)
        with self._opened(write=True) as file:
            if file.execute("SELECT COUNT(*) FROM followed").fetchone() == (0,):
                file.execute("INSERT INTO followed VALUES (?, ?)", (followed.revision, followed.history))
            back = "UPDATE followed SET revision = ?, history = ? WHERE revision > ?"
            file.execute(back, (followed.revision, followed.history, followed.revision))
            file.execute(
                f"INSERT INTO answer ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE"
                " SET asked = excluded.asked, content = excluded.content, checksum = excluded.checksum",
                (
                    answer.id,
                    answer.revision,
                    answer.question,
                    answer.asked,
                    answer.content,
                    _checksum(answer.content),
                ),
            )
            rests_on = [(answer.id, document) for document in answer.documents]
            file.executemany("INSERT OR IGNORE INTO document VALUES (?, ?)", rests_on)
            surplus = "SELECT id FROM answer ORDER BY asked DESC, id LIMIT -1 OFFSET ?"
            gone = f"DELETE FROM answer WHERE asked < ? OR id IN ({surplus})"
            if file.execute(gone, (stamp(oldest), most)).rowcount:
                file.execute("DELETE FROM document WHERE answer NOT IN (SELECT id FROM answer)")

    def find(self, answer_id: str) -> SavedAnswer | None:
        """The answer of that id; None where none is kept."""
        found = self._answers("WHERE id = ?", answer_id)
        return found[0] if found else None

    def recent(self, limit: int) -> Sequence[SavedAnswer]:
        """The youngest, youngest first."""
        return self._answers("ORDER BY asked DESC, id LIMIT ?", limit)

    def resting_on(self, documents: Collection[str]) -> Sequence[SavedAnswer]:
        """Those that rest on any of these documents."""
        named = "SELECT answer FROM document WHERE id IN (SELECT value FROM json_each(?))"
        return self._answers(f"WHERE id IN ({named})", json.dumps(list(documents)))

    def resting_on_nothing(self) -> Sequence[SavedAnswer]:
        """Those that name no document they rest on."""
        return self._answers("WHERE id NOT IN (SELECT answer FROM document) LIMIT ?", -1)

    def everything(self) -> Sequence[SavedAnswer]:
        """All of them."""
        return self.recent(-1)

    def delete(self, ids: Collection[str]) -> int:
        """Take answers out; how many there were."""
        if not self._is_there():
            return 0
        with self._opened(write=True) as file:
            given = (json.dumps(list(ids)),)
            file.execute("DELETE FROM document WHERE answer IN (SELECT value FROM json_each(?))", given)
            return file.execute(
                "DELETE FROM answer WHERE id IN (SELECT value FROM json_each(?))", given
            ).rowcount

    def followed(self) -> Followed | None:
        """Up to which state of the store the answers were looked through; None where none was ever kept."""
        if not self._is_there():
            return None
        with self._opened() as file:
            row = file.execute("SELECT revision, history FROM followed").fetchone()
        return None if row is None else Followed(*row)

    def follow(self, state: Followed) -> None:
        """Remember that they were looked through up to a state of the store."""
        with self._opened(write=True) as file:
            file.execute("UPDATE followed SET revision = ?, history = ?", (state.revision, state.history))

    def remove(self) -> None:
        """Take the whole file away, where it is there."""
        try:
            for name in (self.path.name, f"{self.path.name}-journal"):
                self.path.with_name(name).unlink(missing_ok=True)
        except OSError as error:
            raise _error(disk_error(error) or error, self.path) from error

    def _answers(self, which: str, *values: object) -> Sequence[SavedAnswer]:
        if not self._is_there():
            return ()
        with self._opened() as file:
            rows = file.execute(f"SELECT {_COLUMNS} FROM answer {which}", values).fetchall()
            documents = "SELECT id FROM document WHERE answer = ? ORDER BY id"
            found: list[SavedAnswer] = []
            for id_, revision, question, asked, content, checksum in rows:
                sound = content if _checksum(content) == checksum else ""
                rests_on = tuple(document for (document,) in file.execute(documents, (id_,)))
                found.append(SavedAnswer(id_, revision, question, asked, sound, rests_on))
            return found

    def _is_there(self) -> bool:
        return self.path.is_file() and self.path.stat().st_size > 0

    @contextmanager
    def _opened(self, *, write: bool = False) -> Iterator[sqlite3.Connection]:
        """The file, for one snapshot of it or one transaction that is undone on any exception."""
        try:
            if write:
                make_folder(self.path.parent)
                make_file(self.path)
            how = "rw" if write else "ro"
            with (
                translated(self.path),
                closing(
                    sqlite3.connect(
                        f"{self.path.absolute().as_uri()}?mode={how}",
                        uri=True,
                        timeout=_PATIENCE,
                        isolation_level=None,
                    )
                ) as connection,
            ):
                connection.executescript(_PRAGMAS)
                connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
                try:
                    self._prepare(connection)
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise
        except OSError as error:
            raise _error(disk_error(error) or error, self.path) from error
        except StoreError as error:
            raise _error(error, self.path) from error

    def _prepare(self, connection: sqlite3.Connection) -> None:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            for statement in filter(str.strip, _SCHEMA.split(";")):
                connection.execute(statement)
        elif version != _FORMAT:
            raise StateError(
                f"{self.path} was written by another version of medgraph",
                "use that one, or delete the file: it holds nothing but kept answers",
            )


def _checksum(content: str) -> int:
    return zlib.crc32(content.encode())


def stamp(moment: datetime) -> str:
    """A moment in UTC as it is kept, to the millisecond: moments sort as their texts do."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _error(error: Exception, path: Path) -> StateError:
    hint = f"free some disk space or check its permissions; {path.name} holds nothing but kept answers"
    return StateError(str(error), hint)

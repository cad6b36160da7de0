"""Connections to one SQLite file: one a thread, with transactions that never leave half a change behind.

WAL with `synchronous=NORMAL`: a killed process loses nothing that was committed; a power cut may lose the
last transactions before it, and never damages the file (https://www.sqlite.org/wal.html, section 3).

What is deleted is overwritten with zeros (`secure_delete`), and `forget` empties the log, which holds it too.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from graph.files import is_closed
from graph.store.base import StoreError
from graph.store.shared.damage import UNREADABLE
from graph.store.sqlite.errors import damaged_store, translated

_PRAGMAS = """
PRAGMA synchronous = NORMAL;
PRAGMA foreign_keys = ON;
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -65536;
PRAGMA journal_size_limit = 67108864;
"""


T = TypeVar("T")


class Connection(sqlite3.Connection):
    """A connection that can be weakly referenced, so that it closes when its thread ends."""


class Database:
    """The file of a workspace. `read_transaction` and `write_transaction` are the only ways to it."""

    def __init__(self, path: Path, *, read_only: bool, busy_timeout: float) -> None:
        self.path = path
        self.read_only = read_only
        self.busy_timeout = busy_timeout
        self._local = threading.local()
        self._open: weakref.WeakSet[Connection] = weakref.WeakSet()
        self._open_lock = threading.Lock()
        self._write_lock = threading.Lock()
        self._closed = False

    @contextmanager
    def read_transaction(self) -> Iterator[sqlite3.Connection]:
        """One snapshot of the file for everything read in the block."""
        with translated(self.path):
            connection = self._connection()
            if connection.in_transaction:  # a vocabulary's source that reads the store it is written to
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` reads in one snapshot of the file.

        Where a text is no UTF-8 it is done again, with U+FFFD for what cannot be decoded: such a row does not prove
        itself then, and costs no other. Raises StoreError for what cannot be read even so.
        """
        with self.read_transaction() as connection:
            try:
                try:
                    return work(connection)
                except sqlite3.OperationalError as error:
                    if not str(error).startswith("Could not decode"):
                        raise
                connection.text_factory = lambda text: text.decode("utf-8", "replace")
                try:
                    return work(connection)
                finally:
                    connection.text_factory = str
            except UNREADABLE as error:
                raise damaged_store(self.path, f"a row cannot be read: {error!r}") from error

    @contextmanager
    def write_transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction: committed at the end of the block, undone on any exception."""
        if self.read_only:
            raise StoreError(
                f"{self.path} is open for reading only",
                hint="check its permissions, and that its disk is mounted for writing",
            )
        with translated(self.path):
            connection = self._connection()
            if connection.in_transaction:
                raise StoreError("a write was started inside another write")
            with self._one_writer():
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.commit()
                except BaseException:
                    connection.rollback()
                    raise

    def use_write_ahead_log(self) -> None:
        """Switch the file to WAL, which it then stays in. Only for a file that is known to be ours.

        Where another process opens the file at the same moment SQLite refuses at once, whatever the busy timeout:
        so this waits itself.
        """
        patience = time.monotonic() + self.busy_timeout
        with translated(self.path), self._one_writer():
            while True:
                try:
                    self._connection().execute("PRAGMA journal_mode = WAL").fetchall()
                    return
                except sqlite3.OperationalError as error:
                    busy = getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
                    if not busy or time.monotonic() > patience:
                        raise
                time.sleep(0.02)

    def forget(self) -> None:
        """Take what was deleted out of the write-ahead log, where pages are kept as they were.

        Where readers hold an older state for longer than the busy timeout, or there is no room for that, the log stays
        until the next time, or until the last connection closes: what was deleted is deleted already.
        """
        with suppress(sqlite3.OperationalError), self._one_writer():
            self._connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def vacuum(self) -> None:
        """Write the file anew without its empty pages, then `forget`."""
        with translated(self.path), self._one_writer():
            self._connection().execute("VACUUM")
        self.forget()

    def close(self) -> None:
        """Close every thread's connection; the last one folds the write-ahead log into the file."""
        with self._open_lock:
            self._closed = True
            connections = list(self._open)
            self._open.clear()
        for connection in connections:
            connection.close()

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        # SQLite alone would do, but its busy handler polls: threads of one process queue here instead.
        if not self._write_lock.acquire(timeout=self.busy_timeout):
            raise StoreError(f"another thread is writing {self.path}", hint="try again when it is done")
        try:
            yield
        finally:
            self._write_lock.release()

    def _connection(self) -> Connection:
        found: tuple[int, Connection] | None = getattr(self._local, "connection", None)
        # SQLite connections must not cross a fork: a child process opens its own.
        if found and found[0] == os.getpid() and not self._closed:
            return found[1]
        with self._open_lock:
            if self._closed:
                raise StoreError("the store is closed")
            connection = self._connect()
            self._open.add(connection)
        self._local.connection = (os.getpid(), connection)
        return connection

    def _connect(self) -> Connection:
        if not self.read_only:
            return self._connect_as("mode=rwc")
        try:
            return self._connect_as("mode=ro")
        except sqlite3.OperationalError:
            # The files of a write-ahead log can neither be found nor made. Where nothing may be written and no log is
            # left to be read, the file itself is all there is, and does not change.
            if not is_closed(self.path.parent) or _has_content(self.path.with_name(f"{self.path.name}-wal")):
                raise
            return self._connect_as("immutable=1")

    def _connect_as(self, how: str) -> Connection:
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?{how}",
            uri=True,
            timeout=self.busy_timeout,
            isolation_level=None,
            check_same_thread=False,  # close() is called from one thread for all
            cached_statements=256,
            factory=Connection,
        )
        try:
            connection.executescript(_PRAGMAS)
            if self.read_only:
                connection.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def _has_content(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0

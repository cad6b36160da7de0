"""Sessions on a Neo4j server: managed transactions with time limits, failures in words a person can act on."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from neo4j import READ_ACCESS, WRITE_ACCESS, GraphDatabase, ManagedTransaction, Session, unit_of_work
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.store.base import StoreError
from graph.store.neo4j import cypher
from graph.store.neo4j.hints import with_hints
from graph.store.neo4j.schema import migrate
from graph.store.neo4j.torn import ENTITY_NOT_FOUND, TornReadError
from graph.store.shared.codec import is_storable_id

# A question takes milliseconds, writing a large vocabulary minutes: benchmarks/neo4j_store.py.
_READ_SECONDS, _WRITE_SECONDS = 30.0, 600.0
_ROWS = 3000  # rows a statement: within the 1,000 to 5,000 that docs/decisions/0007-store.md gives
_TORN_READS, _TORN_PAUSE = 50, 0.01  # half a second, many times a commit: docs/decisions/0007-store.md
# The driver's warnings about retries would reach the terminal; a failure that remains is raised as a StoreError.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
Row = dict[str, Any]
T = TypeVar("T")


class Transaction:
    """One transaction on one workspace; `last` where what it reads is believed, torn or not."""

    def __init__(self, transaction: ManagedTransaction, workspace: str, *, last: bool = False) -> None:
        self._transaction = transaction
        self.workspace = workspace
        self.last = last

    def run(self, query: str, **parameters: Any) -> list[Row]:
        """Every row of the result: plain values, as every query returns properties and never nodes."""
        try:
            # `Record.data` would look at each value of each list for nodes; that took half of a question's time here
            # (docs/decisions/0009-three-readings.md).
            return [
                dict(zip(record.keys(), record.values(), strict=True))
                for record in self._transaction.run(with_hints(query), parameters, w=self.workspace)
            ]
        except Neo4jError as error:
            if error.code == ENTITY_NOT_FOUND:
                raise TornReadError from error
            raise

    def first_row(self, query: str, **parameters: Any) -> Row | None:
        """The first row, if there is any."""
        rows = self.run(query, **parameters)
        return rows[0] if rows else None

    def run_batched(self, query: str, rows: Sequence[Any], name: str = "ids", **parameters: Any) -> list[Row]:
        """The query over `rows`, a few thousand at a time, as its parameter `name`."""
        found: list[Row] = []
        for batch in batches(rows):
            found += self.run(query, **{name: batch}, **parameters)
        return found


def batches(rows: Sequence[T], size: int = _ROWS) -> Iterator[list[T]]:
    """Pieces of at most `size`."""
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch


class Server:
    """A database on a server, seen from one workspace. Transient failures are tried again for a while."""

    def __init__(
        self, uri: str, workspace: str, auth: tuple[str, str] | None, database: str, patience: float
    ) -> None:
        self.uri = uri
        self.workspace = workspace
        self._database = database
        try:
            self._driver = GraphDatabase.driver(
                uri,
                auth=auth,
                connection_timeout=patience,
                max_transaction_retry_time=patience,
                notifications_min_severity="OFF",
                telemetry_disabled=True,
            )
        except (ConfigurationError, ValueError) as error:
            raise StoreError(
                f"{uri} is no address of a Neo4j server: {error}", "neo4j://host:port"
            ) from error
        self._bookmarks = GraphDatabase.bookmark_manager()

    def prepare(self) -> None:
        """Bring the database's schema up to date; raises StoreError when the server is not there, or is newer."""
        with self._translated(), self._session(WRITE_ACCESS) as session:
            migrate(session)

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in a read transaction, on any member of a cluster.

        A torn read is begun again, up to `_TORN_READS` times; the last TornReadError is raised.
        """
        with self._translated(), self._session(READ_ACCESS) as session:
            for _ in range(_TORN_READS - 1):
                try:
                    return session.execute_read(self._limited(work, _READ_SECONDS))
                except TornReadError:
                    time.sleep(_TORN_PAUSE)
            return session.execute_read(self._limited(work, _READ_SECONDS, last=True))

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in a write transaction that holds the workspace; tried again as a whole when it must be."""

        def locked(transaction: Transaction) -> T:
            transaction.run(cypher.LOCK)
            return work(transaction)

        with self._translated(), self._session(WRITE_ACCESS) as session:
            return session.execute_write(self._limited(locked, _WRITE_SECONDS))

    def close(self) -> None:
        """Release every connection."""
        self._driver.close()

    def _limited(
        self, work: Callable[[Transaction], T], seconds: float, *, last: bool = False
    ) -> Callable[[ManagedTransaction], T]:
        @unit_of_work(timeout=seconds)
        def limited(transaction: ManagedTransaction) -> T:
            return work(Transaction(transaction, self.workspace, last=last))

        return limited

    def _session(self, mode: str) -> Session:
        return self._driver.session(
            database=self._database, default_access_mode=mode, bookmark_manager=self._bookmarks
        )

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except AuthError as error:
            raise StoreError(
                f"{self.uri} refuses the user or password", "check MEDGRAPH_NEO4J__USER and __PASSWORD"
            ) from error
        except (ServiceUnavailable, SessionExpired) as error:
            raise StoreError(
                f"the Neo4j server at {self.uri} cannot be reached",
                "start it, or check the address; nothing that was stored is lost",
            ) from error
        except UnicodeEncodeError as error:
            raise StoreError(
                f"not valid Unicode text: {error.reason} at character {error.start}",
                "the file was read with the wrong encoding",
            ) from error
        except Neo4jError as error:
            raise StoreError(f"the Neo4j server at {self.uri} could not do this: {error.message}") from error
        except DriverError as error:
            raise StoreError(f"the connection to {self.uri} cannot be used: {error}") from error


def storable_ids(ids: Collection[str]) -> list[str]:
    """Each id once, sorted, without those that no store can hold."""
    return sorted(filter(is_storable_id, set(ids)))

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
from graph.store.neo4j import cypher, merge_cypher, relation_cypher
from graph.store.neo4j.hints import with_hints
from graph.store.shared.codec import findable

_READ_SECONDS, _WRITE_SECONDS = 30.0, 600.0
_ROWS = 3000
_TORN_READS, _TORN_PAUSE = 50, 0.01
# What the driver says when it tries again would reach the terminal; what comes of it is told as a StoreError.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
Row = dict[str, Any]
T = TypeVar("T")


class Transaction:
    """One transaction on one workspace."""

    def __init__(self, transaction: ManagedTransaction, workspace: str) -> None:
        self._transaction = transaction
        self.workspace = workspace

    def run(self, query: str, **parameters: Any) -> list[Row]:
        """Every row of the result: plain values, as every query returns properties and never nodes."""
        # `Record.data` would look at each value of each list for nodes; that took half of a question's time here.
        return [
            dict(zip(record.keys(), record.values(), strict=True))
            for record in self._transaction.run(with_hints(query), parameters, w=self.workspace)
        ]

    def one(self, query: str, **parameters: Any) -> Row | None:
        """The first row, if there is any."""
        rows = self.run(query, **parameters)
        return rows[0] if rows else None

    def each(self, query: str, rows: Sequence[Any], name: str = "ids", **parameters: Any) -> list[Row]:
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
            )
        except (ConfigurationError, ValueError) as error:
            raise StoreError(
                f"{uri} is no address of a Neo4j server: {error}", "neo4j://host:port"
            ) from error
        self._bookmarks = GraphDatabase.bookmark_manager()

    def prepare(self) -> None:
        """Create the constraints and indexes that are missing; raises StoreError when the server is not there."""
        with self._translated(), self._session(WRITE_ACCESS) as session:
            for statement in (*cypher.SCHEMA, *merge_cypher.SCHEMA, *relation_cypher.SCHEMA):
                session.run(statement).consume()
            session.run("CALL db.awaitIndexes(300)").consume()

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in a read transaction, on any member of a cluster.

        Neo4j reads what is committed at each moment, record by record: a node that is replaced while it is read lacks
        its properties, or cannot be loaded. Such a read is begun again.
        """
        torn: Exception | None = None
        with self._translated():
            for _ in range(_TORN_READS):
                try:
                    with self._session(READ_ACCESS) as session:
                        return session.execute_read(self._limited(work, _READ_SECONDS))
                except KeyError as error:
                    torn = error
                except Neo4jError as error:
                    if error.code != "Neo.ClientError.Statement.EntityNotFound":
                        raise
                    torn = error
                time.sleep(_TORN_PAUSE)
        raise StoreError(
            "what was read is being replaced all the time", "try again when the ingest is done"
        ) from torn

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

    def _limited(self, work: Callable[[Transaction], T], seconds: float) -> Callable[[ManagedTransaction], T]:
        @unit_of_work(timeout=seconds)
        def limited(transaction: ManagedTransaction) -> T:
            return work(Transaction(transaction, self.workspace))

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


def whole(row: Row, key: str) -> Row:
    """The row, where it has a value for `key`; a projection of what is deleted meanwhile has none.

    Raises KeyError, at which the read is begun again.
    """
    if row[key] is None:
        raise KeyError(key)
    return row


def known(ids: Collection[str]) -> list[str]:
    """Each id once, in order, without those that no store can hold."""
    return sorted(filter(findable, set(ids)))

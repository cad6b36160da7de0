"""The rows of CORD-19's metadata.csv by the ids of their parses.

The file of the whole collection is larger than should be held, and is asked for papers in no order: it is read once
into a temporary SQLite database, which lies on disk and goes with the process.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache

from graph.parsing import FileSource, Problem, Source, read_head
from ingest.readers.literature.cord19_metadata import UNREADABLE, MetadataRow, parse_ids, rows


class MetadataIndex:
    """The rows of a metadata.csv by the ids of their parses."""

    def __init__(self, source: Source) -> None:
        # A database without a name is a temporary file; readers of one job may run in any of its threads.
        self._database = sqlite3.connect("", check_same_thread=False)
        self._database.execute("CREATE TABLE paper (number INTEGER PRIMARY KEY, row TEXT)")
        self._database.execute("CREATE TABLE parse (id TEXT, number INTEGER)")
        with suppress(*UNREADABLE):  # reported when metadata.csv is read for itself; the rows before serve
            self._fill(source)
        self._database.execute("CREATE INDEX parse_id ON parse (id)")

    def _fill(self, source: Source) -> None:
        good = (found for found in rows(source) if not isinstance(found, Problem))
        for number, (_, row) in enumerate(good):
            self._database.execute("INSERT INTO paper VALUES (?, ?)", (number, json.dumps(row)))
            self._database.executemany(
                "INSERT INTO parse VALUES (?, ?)", ((id, number) for id in parse_ids(row))
            )

    def find(self, paper_id: str) -> MetadataRow | None:
        """The first row that names a parse of this id."""
        found = self._database.execute(
            "SELECT row FROM paper JOIN parse USING (number) WHERE id = ? ORDER BY number LIMIT 1",
            (paper_id,),
        ).fetchone()
        row: MetadataRow | None = json.loads(found[0]) if found else None
        return row


@dataclass(frozen=True)
class _Version:
    """A file as it is now, by its name and what changes when it does."""

    name: str
    mark: Hashable
    source: Source = field(compare=False)


def index_of(source: Source) -> MetadataIndex:
    """The index of a metadata.csv, made when it is first asked for and kept until another is."""
    status = source.path.stat() if isinstance(source, FileSource) else None
    mark = (status.st_mtime_ns, status.st_size) if status else read_head(source)
    return _index(_Version(source.name, mark, source))


@lru_cache(maxsize=1)
def _index(version: _Version) -> MetadataIndex:
    return MetadataIndex(version.source)

"""What is noted of every resource of a file, and the lines written so far, kept on disk: a file may be any size.

A temporary SQLite database (one without a name): it spills to the system's folder for temporary files and is gone
when closed.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from types import TracebackType
from typing import NamedTuple

from ingest.readers.clinical.fhir.phrases import RecordStatement

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -16000;
CREATE TABLE resources (key TEXT PRIMARY KEY, is_subject INTEGER, wrong INTEGER, label TEXT, date TEXT, birth TEXT,
    sex TEXT, language TEXT, url TEXT, encounter TEXT, patient TEXT) WITHOUT ROWID;
CREATE TABLE aliases (alias TEXT PRIMARY KEY, key TEXT) WITHOUT ROWID;
CREATE TABLE parts (part TEXT PRIMARY KEY, owner TEXT) WITHOUT ROWID;
CREATE TABLE binaries (key TEXT PRIMARY KEY, type TEXT, data TEXT) WITHOUT ROWID;
CREATE TABLE lines (owner TEXT, section_index INTEGER, section TEXT, date TEXT, number INTEGER, member TEXT, text TEXT);
BEGIN;
"""
_ORDER = "section_index, section, date, number"
_LOCAL = re.compile(r"(?:^|/)(?P<key>[A-Z][A-Za-z]+/[A-Za-z0-9.\-]{1,64})(?:/_history/[^/]*)?$")


class ResourceSummary(NamedTuple):
    """A resource as others need it: what it is called, its date, of a patient birth date and sex.

    `is_subject` says that the file is about it, not merely that it refers to it; `wrong` that it was entered in error;
    `url` is what else it is referred to by, `encounter` and `patient` are its references to them.
    """

    key: str
    is_subject: bool = False
    wrong: bool = False
    label: str = ""
    date: str = ""
    birth: str = ""
    sex: str = ""
    language: str = ""
    url: str = ""
    encounter: str = ""
    patient: str = ""


def local_key(reference: str) -> str:
    """`Encounter/e1` out of a relative or absolute address, whatever its version; '' for another kind."""
    found = _LOCAL.search(reference)
    return found["key"] if found else ""


class Notebook:
    """Resources by key (`Encounter/e1`), and lines by the key of the resource that they are to be read under."""

    def __init__(self) -> None:
        # A generator may be carried on by another thread than began it, never by two at once.
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.executescript(_TABLES)
        self._number = 0

    def __enter__(self) -> Notebook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def learn(self, info: ResourceSummary) -> None:
        """Note a resource; the first of a key counts."""
        self._db.execute(f"INSERT OR IGNORE INTO resources VALUES ({', '.join('?' * len(info))})", info)
        if info.url:
            self._db.execute("INSERT OR IGNORE INTO aliases VALUES (?, ?)", (info.url, info.key))

    def learn_part(self, reference: str, owner: str) -> None:
        """Note that what is referred to belongs to another resource: a result to its report."""
        if reference:
            part = local_key(reference) or reference
            self._db.execute("INSERT OR IGNORE INTO parts VALUES (?, ?)", (part, owner))

    def learn_binary(self, key: str, content_type: str, data: str) -> None:
        """Note what a note may refer to instead of holding it."""
        self._db.execute("INSERT OR IGNORE INTO binaries VALUES (?, ?, ?)", (key, content_type, data))

    def resolve(self, reference: str) -> str:
        """The key that a reference means: by an address in the file (`urn:uuid:...`), else by its own `Type/id`."""
        row = self._db.execute("SELECT key FROM aliases WHERE alias = ?", (reference,)).fetchone()
        if row:
            return str(row[0])
        return local_key(reference) or (reference if reference.startswith("urn:") else "")

    def summary(self, key: str) -> ResourceSummary | None:
        """What was learnt of a resource."""
        row = self._db.execute("SELECT * FROM resources WHERE key = ?", (key,)).fetchone()
        return ResourceSummary(row[0], bool(row[1]), bool(row[2]), *row[3:]) if row else None

    def label(self, reference: str) -> str:
        """What the resource behind a reference is called; '' for one that is not there or was entered in error."""
        info = self.summary(self.resolve(reference))
        return info.label if info and not info.wrong else ""

    def parent_of(self, info: ResourceSummary) -> str:
        """The key of the resource that this one is a part of, '' for none."""
        names = (info.key, info.url)
        row = self._db.execute("SELECT owner FROM parts WHERE part IN (?, ?)", names).fetchone()
        return str(row[0]) if row else ""

    def binary(self, reference: str) -> tuple[str, str] | None:
        """Content type and base64 data of a Binary."""
        key = self.resolve(reference)
        row = self._db.execute("SELECT type, data FROM binaries WHERE key = ?", (key,)).fetchone()
        return (str(row[0]), str(row[1])) if row else None

    def write(self, owner: str, section_index: int, member: str, line: RecordStatement) -> None:
        """Add a line of the resource `member` to what is to be read under `owner`."""
        self._number += 1
        row = (owner, section_index, line.section, line.date, self._number, member, line.text)
        self._db.execute("INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def owners(self) -> Iterator[tuple[str, list[tuple[str, RecordStatement]]]]:
        """Every owner in order of its first line, with its lines as they are to be read, each with its member."""
        self._db.execute(f"CREATE INDEX by_owner ON lines (owner, {_ORDER})")
        firsts = "SELECT owner FROM lines GROUP BY owner ORDER BY min(number)"
        query = f"SELECT member, section, date, text FROM lines WHERE owner = ? ORDER BY {_ORDER}"
        for (owner,) in self._db.execute(firsts):
            rows = self._db.execute(query, (owner,)).fetchall()
            yield owner, [(row[0], RecordStatement(*row[1:])) for row in rows]

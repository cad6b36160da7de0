"""SQLite's errors in words a person can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.store.base import StoreError

# What SQLite says of a write that finds no room, a limit or a quota among them.
_FULL = frozenset(
    "SQLITE_FULL SQLITE_IOERR_WRITE SQLITE_IOERR_SHMSIZE SQLITE_IOERR_SHMOPEN SQLITE_IOERR_FSYNC "
    "SQLITE_IOERR_TRUNCATE".split()
)
DAMAGED = "medgraph doctor --check says what of it is damaged; restore it from a copy, or move it away and ingest again"


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite raises about the file at `path` into `StoreError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translate(error, path) from error
    except UnicodeDecodeError as error:  # of SQLite's own message about a damaged schema
        raise damaged_store(path, f"it is damaged: {error}") from error
    except UnicodeEncodeError as error:
        # A lone surrogate: text decoded wrongly, which UTF-8 and so SQLite cannot hold.
        raise StoreError(
            f"not valid Unicode text: {error.reason} at character {error.start}",
            hint="the file was read with the wrong encoding",
        ) from error


def damaged_store(path: Path, problem: str) -> StoreError:
    """The error for a file that is not as it was written."""
    return StoreError(f"{path}: {problem}", hint=DAMAGED)


def _translate(error: sqlite3.Error, path: Path) -> StoreError:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreError(f"another process is writing {path}", hint="try again when it is done")
    if name in _FULL:
        return StoreError(
            f"no space left to write {path}",
            hint="free some disk space, then try again: nothing that was stored before is lost",
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return damaged_store(path, f"it is damaged or is not a medgraph store: {error}")
    if name.startswith("SQLITE_READONLY"):
        return StoreError(
            f"{path} is open for reading only",
            hint="check its permissions, and that its disk is mounted for writing",
        )
    if name.startswith("SQLITE_CANTOPEN"):
        return StoreError(f"cannot open {path}", hint="check that the folder exists and its permissions")
    return StoreError(f"SQLite could not use {path}: {error}", hint=DAMAGED)

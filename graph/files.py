"""Files and folders of the home: whole or not there, and their owner's alone, for they hold what patients said."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_FILE_MODE, _FOLDER_MODE, _OTHERS = 0o600, 0o700, 0o077


class _Umask:
    """The process's umask, shared by the threads that make files at the same time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._depth = 0
        self._former = 0

    def begin(self) -> None:
        with self._lock:
            self._depth += 1
            if self._depth == 1:
                self._former = os.umask(_OTHERS)

    def end(self) -> None:
        with self._lock:
            self._depth -= 1
            if not self._depth:
                os.umask(self._former)


_umask = _Umask()


@contextmanager
def private() -> Iterator[None]:
    """Whatever is made in the block, by whatever library, is its owner's alone: files 0600, folders 0700.

    A umask is the process's: what other threads make meanwhile is as private.
    """
    _umask.begin()
    try:
        yield
    finally:
        _umask.end()


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are not there, each its owner's alone."""
    with private():
        folder.mkdir(_FOLDER_MODE, parents=True, exist_ok=True)


def close_to_others(folder: Path) -> None:
    """Take from others what rights they have to a folder that is there and ours; an older medgraph gave them some."""
    with suppress(OSError):
        state = folder.stat()
        if hasattr(os, "getuid") and state.st_uid == os.getuid() and state.st_mode & _OTHERS:
            folder.chmod(_FOLDER_MODE)


def make_file(path: Path) -> None:
    """Make an empty file that is its owner's alone, or leave the one that is there."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, _FILE_MODE))


def remove(path: Path) -> None:
    """Remove a file, or a folder with all that is in it, where it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def replace_file(path: Path) -> Iterator[Path]:
    """A path in the same folder to write to; the file takes the place of `path` when the block ends without an error.

    It is there already, empty and its owner's alone. Its name ends as that of `path` does; whatever was written is
    removed after an error. Nothing is synced to the disk.
    """
    partial = path.with_name(f".{os.getpid()}.{path.name}")
    try:
        make_file(partial)
        yield partial
        partial.replace(path)
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)

"""Files and folders of the home: whole or not there, and their owner's alone, for they hold what patients said."""

from __future__ import annotations

import errno
import os
import shutil
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path

from graph.errors import MedgraphError

# What the system says where nothing may be written, and where there is no room.
_CLOSED, _FULL = (errno.EROFS, errno.EACCES, errno.EPERM), (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FILE_MODE, _FOLDER_MODE, _OTHERS = 0o600, 0o700, 0o077
_ATTEMPTS, _PAUSE = 20, 0.01  # to empty a folder into which others write, and the seconds between


class DiskError(MedgraphError):
    """A file cannot be written: there is no room, or nothing may be written there."""

    code = "disk"


def disk_error(error: OSError, place: object = "") -> DiskError | None:
    """What a full or closed disk means for a person; None for any other error. `place` is where, if it does not say."""
    where = error.filename or place
    about = f" to write {where}" if where else ""
    if error.errno in _FULL:
        return DiskError(
            f"no space left{about}", "free some disk space, then try again: nothing stored is lost"
        )
    if error.errno in _CLOSED:
        return DiskError(
            f"not allowed{about}", "check its permissions, and that its disk is mounted for writing"
        )
    return None


def is_full(error: OSError) -> bool:
    """Whether there was no room."""
    return error.errno in _FULL


def says_full(error: Exception) -> bool:
    """The same of what a library makes of the system's words, in an error of its own."""
    return any(os.strerror(number) in str(error) for number in _FULL)


def is_closed(folder: Path) -> bool:
    """Whether nothing may be written in a folder, or it cannot be made."""
    there = next(each for each in (folder, *folder.absolute().parents) if each.is_dir())
    return not os.access(there, os.W_OK)


@contextmanager
def where_allowed() -> Iterator[None]:
    """For what is kept only to be quicker the next time: where nothing may be written, it is not kept."""
    try:
        yield
    except OSError as error:
        if error.errno not in _CLOSED:
            raise


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


def leads_out(path: Path, folders: Iterable[Path]) -> bool:
    """Whether what is at the path lies, all links followed, in none of the folders."""
    real = Path(os.path.realpath(path))
    return not any(real.is_relative_to(os.path.realpath(folder)) for folder in folders)


def link_out_of(folder: Path) -> Path | None:
    """A link somewhere in a folder that leads out of it; None where there is none.

    A folder of the Hugging Face cache consists of links to the files beside it (`models--X/snapshots/Y`), which are its
    own.
    """
    own = folder.parent.parent if folder.parent.name == "snapshots" else folder
    links = (Path(above, name) for above, *names in os.walk(folder) for name in chain(*names))
    return next((link for link in links if link.is_symlink() and leads_out(link, [own])), None)


def remove(path: Path) -> None:
    """Remove a file, or a folder with all that is in it, where it is there.

    A folder into which others write meanwhile, a reader's lock for one, is emptied again, a few times.
    """
    if not path.is_dir() or path.is_symlink():
        path.unlink(missing_ok=True)
        return
    for attempt in range(_ATTEMPTS):
        try:
            return shutil.rmtree(path)
        except OSError as error:
            if error.errno != errno.ENOTEMPTY or attempt == _ATTEMPTS - 1:
                raise
            time.sleep(_PAUSE)


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

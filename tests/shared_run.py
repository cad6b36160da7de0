"""What a whole run has one of, however many processes it has: a folder, and what is built in it once."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

_FOLDER = (
    "MEDGRAPH_TEST_RUN"  # pytest-xdist's workers inherit the environment of the process that starts them
)


def begin_run() -> Path | None:
    """Make the folder of this run; None in a worker, whose run has begun already."""
    if _FOLDER in os.environ:
        return None
    folder = Path(tempfile.mkdtemp(prefix="medgraph-tests-"))
    os.environ[_FOLDER] = str(folder)
    return folder


def run_folder() -> Path:
    """The folder of this run, the same one in every worker."""
    return Path(os.environ[_FOLDER])


def built_once(name: str, build: Callable[[Path], None]) -> Path:
    """The folder of that name in the run's folder, filled by whichever worker needs it first; others wait for it."""
    folder = run_folder() / name
    complete = run_folder() / f"{name}.complete"
    with FileLock(run_folder() / f"{name}.lock"):
        if not complete.exists():
            folder.mkdir(exist_ok=True)
            build(folder)
            complete.touch()
    return folder

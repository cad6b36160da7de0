"""Disks that are full or closed, made of what the kernel lends anyone: a limit on files, and mounts of one's own."""

from __future__ import annotations

import json
import resource
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.command import environment
from tests.processes import Processes

_CLOSED = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
_SMALL = 'mount -t tmpfs -o size=64k tmpfs "$0" && exec "$@"'
_RUN = """
import io, json, sys
from contextlib import redirect_stderr, redirect_stdout
from api.cli.app import run
results = []
for arguments in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(arguments)
    results.append((code, out.getvalue(), err.getvalue()))
print(json.dumps(results))
"""


class Done(NamedTuple):
    """How a command ended."""

    code: int
    stdout: str
    stderr: str

    def told(self) -> str:
        """The one error line of a failure, with its hint."""
        error, *hint = self.stderr.splitlines()
        assert self.code == 1 and error.startswith("error: ") and len(hint) <= 1, self
        assert all(line.startswith("  -> ") for line in hint), self
        return " ".join([error, *hint])


@cache
def can_mount() -> bool:
    """Whether this system lets a process have mounts of its own."""
    try:
        return subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def closed(folder: Path) -> list[str]:
    """What a command begins with for which nothing can be written in the folder; needs `can_mount`."""
    return ["unshare", "-rm", "sh", "-c", _CLOSED, str(folder)]


def small(folder: Path) -> list[str]:
    """The same for a folder that is empty and has room for a few pages."""
    return ["unshare", "-rm", "sh", "-c", _SMALL, str(folder)]


class Commands:
    """Runs several commands in a process of their own over a home: with no room, behind a mount, or as ever."""

    def __init__(self, processes: Processes, home: Path) -> None:
        self._processes = processes
        self.home = home

    def __call__(
        self,
        *commands: Sequence[object],
        before: Sequence[str] = (),
        most_bytes: int | None = None,
        **variables: str,
    ) -> list[Done]:
        """`most_bytes`: no file may become larger; `before`: what the command begins with."""

        def limit() -> None:
            if most_bytes is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, resource.RLIM_INFINITY))

        given = json.dumps([[str(each) for each in command] for command in commands])
        process = self._processes.start(
            "-c", _RUN, given, before=before, env=environment(self.home, **variables), preexec_fn=limit
        )
        stdout, stderr = process.communicate(timeout=300)
        assert process.returncode == 0, stderr
        return [Done(*each) for each in json.loads(stdout.splitlines()[-1])]

"""A server that may have few files open, and whose log is looked at."""

from __future__ import annotations

import re
import resource
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.command import environment
from tests.processes import Processes


@contextmanager
def served(
    processes: Processes, home: Path, log: Path, files: int = 0, **variables: str
) -> Iterator[tuple[httpx.Client, subprocess.Popen[str]]]:
    """A server that may have so many files open, and what it logs in a file."""

    def limit() -> None:
        if files:
            resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))

    with log.open("w") as errors:
        process = processes.start(
            *("-m", "medgraph", "serve", "--port", "0"),
            env=environment(home, **variables),
            stderr=errors,
            preexec_fn=limit,
        )
    end = time.monotonic() + 60
    while not (found := re.search(r"http://\S+:\d+", log.read_text())):
        assert process.poll() is None and time.monotonic() < end, log.read_text()
        time.sleep(0.05)
    with httpx.Client(base_url=found[0], timeout=30) as client:
        end = time.monotonic() + 60
        while client.get("/readyz").status_code != 200:
            assert time.monotonic() < end
            time.sleep(0.1)
        yield client, process
        process.terminate()
        started = time.monotonic()
        process.wait(20)
        assert time.monotonic() - started < 10
    assert "Traceback" not in log.read_text()

"""Python processes that tests start; a test gets them by the fixture `processes`, which marks it as one of those."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from typing import Any, Self

from tests.paths import ROOT


class Processes:
    """Starts Python at the root of the checkout; what still runs when the block ends is killed."""

    def __init__(self) -> None:
        self._started: list[subprocess.Popen[Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        for process in self._started:
            if process.poll() is None:
                process.kill()
                process.communicate()

    def start(self, *arguments: object, before: Sequence[str] = (), **options: Any) -> subprocess.Popen[Any]:
        """`before... python arguments...` with pipes for text, unless `options` of Popen say otherwise."""
        pipe = subprocess.PIPE
        usual: dict[str, Any] = {"stdin": pipe, "stdout": pipe, "stderr": pipe, "text": True, "cwd": ROOT}
        command = [*before, sys.executable, *map(str, arguments)]
        process: subprocess.Popen[Any] = subprocess.Popen(command, **usual | options)
        self._started.append(process)
        return process

    def run(
        self, *arguments: object, input: str | None = None, **options: Any
    ) -> subprocess.CompletedProcess[str]:
        """The same, to its end."""
        process = self.start(*arguments, **options)
        stdout, stderr = process.communicate(input, timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)

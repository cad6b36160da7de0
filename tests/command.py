"""The `medgraph` command, run by tests: in this process, or in one of its own."""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from tests.paths import ROOT
from tests.processes import Processes


def settings_of(home: Path, **variables: str) -> dict[str, str]:
    """The environment variables that make a home's workspace `test` the one that is worked on."""
    return {"MEDGRAPH_HOME": str(home), "MEDGRAPH_WORKSPACE": "test"} | variables


def environment(home: Path, **variables: str) -> dict[str, str]:
    """This process's environment without any setting of medgraph but the home and those given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MEDGRAPH_")}
    return kept | settings_of(home, **variables)


class _Output(io.TextIOWrapper):
    def __init__(self, errors: str) -> None:
        self._bytes = io.BytesIO()
        super().__init__(self._bytes, "utf-8", errors, write_through=True)

    def text(self) -> str:
        """All that was written to it."""
        return self._bytes.getvalue().decode()


class Cli:
    """`medgraph` over a home folder: the command's own `main`, called in this process.

    `variables` are set in the environment of every call, as are those of one call.
    """

    def __init__(self, home: Path, **variables: str) -> None:
        self.home = home
        self.variables = variables

    def __call__(self, *arguments: object, input: str = "", **variables: str) -> CompletedProcess[str]:
        from api.cli import main

        command = ["medgraph", *map(str, arguments)]
        out, err = _Output("strict"), _Output("backslashreplace")  # as Python's own two streams
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            for name in os.environ:
                if name.startswith("MEDGRAPH_"):
                    patch.delenv(name)
            for name, value in settings_of(self.home, **self.variables | variables).items():
                patch.setenv(name, value)
            patch.setenv("COLUMNS", "80")  # where there is no terminal
            patch.setattr(sys, "argv", command)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(input.encode()), "utf-8"))
            patch.chdir(ROOT)
            try:
                main()
                code: object = 0
            except SystemExit as end:
                code = end.code
        assert code is None or isinstance(code, int)
        return CompletedProcess(command, code or 0, out.text(), err.text())

    def over(self, **variables: str) -> Cli:
        """The same command with more variables set."""
        return Cli(self.home, **self.variables | variables)

    def json(self, *arguments: object, input: str = "", **variables: str) -> Any:
        """What a command that must succeed prints with --json."""
        done = self(*arguments, "--json", input=input, **variables)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    def fails(self, *arguments: object, code: int = 1, **variables: str) -> str:
        """The one error line (and its hint) of a command that must fail with `code`."""
        done = self(*arguments, **variables)
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        errors = [line for line in done.stderr.splitlines() if not line.startswith("not read: ")]
        assert errors and errors[0].startswith("error: "), done.stderr
        assert len(errors) == 1 or (len(errors) == 2 and errors[1].startswith("  -> ")), done.stderr
        return " ".join(errors)


class ProcessCli(Cli):
    """The same, each call a process: for what only a process has, as its start, its streams and its end."""

    def __init__(self, home: Path, processes: Processes, **variables: str) -> None:
        super().__init__(home, **variables)
        self.processes = processes

    def __call__(self, *arguments: object, input: str = "", **variables: str) -> CompletedProcess[str]:
        env = environment(self.home, **self.variables | variables)
        return self.processes.run("-m", "medgraph", *arguments, input=input, env=env)

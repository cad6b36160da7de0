"""A question to an empty workspace: an error at once, before any model is loaded or converted."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from api.service.medgraph import MedGraph
from api.service.preconditions import EmptyWorkspaceError
from api.service.settings import load_settings
from tests.command import environment
from tests.processes import Processes

# Converting the model takes 20 s and more; starting Python and opening a store takes 1.5 s on an idle machine.
SECONDS = 15


def folders(home: Path) -> set[str]:
    return {str(path.relative_to(home)) for path in home.rglob("*") if path.is_dir()}


@pytest.mark.parametrize(
    "ask",
    [
        lambda service: service.ask("Does aspirin prevent stroke?"),
        lambda service: service.search("aspirin"),
        lambda service: service.retrieve("aspirin"),
    ],
    ids=["ask", "search", "retrieve"],
)
def test_nothing_is_loaded_or_made(ask: Callable[[MedGraph], object], tmp_path: Path) -> None:
    service = MedGraph(load_settings(home=tmp_path, workspace="test", graph={"model": "./no-such-model"}))
    with pytest.raises(EmptyWorkspaceError, match="'test' has no documents"):
        ask(service)
    service.close()
    assert folders(tmp_path) == {"workspaces", "workspaces/test"}


@pytest.mark.parametrize("command", ["ask", "search"])
def test_the_command_says_so_at_once(processes: Processes, command: str, tmp_path: Path) -> None:
    home = tmp_path / "home"  # nothing in it: not even the converted models that tests share
    started = time.monotonic()
    done = processes.run("-m", "medgraph", command, "Does aspirin prevent stroke?", env=environment(home))
    assert time.monotonic() - started < SECONDS
    assert done.returncode == 1 and done.stdout == ""
    assert "'test' has no documents" in done.stderr and "medgraph ingest" in done.stderr
    assert folders(home) == {"workspaces", "workspaces/test"}

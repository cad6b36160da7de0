"""What a server gives away of the files that it may have open."""

from __future__ import annotations

import resource

import pytest

from api.http.limits import limits_of, open_files
from api.service.settings import HttpSettings
from tests.processes import Processes


@pytest.mark.parametrize("files", [64, 100, 256, 1024, 4096, 1 << 20])
def test_all_together_fit(files: int) -> None:
    assert (
        limits_of(HttpSettings(), files, False).connections
        >= limits_of(HttpSettings(), files, True).connections
    )
    limits = limits_of(HttpSettings(), files, True)
    assert 24 + limits.connections + 2 * limits.threads + 4 * limits.asks <= files
    assert min(limits.connections, limits.threads, limits.asks) > 0


def test_the_settings_hold_where_there_are_files_enough() -> None:
    limits = limits_of(HttpSettings(connections=500, asks=7, patience=3), 1 << 20, True)
    assert (limits.connections, limits.threads, limits.asks, limits.patience) == (500, 40, 7, 3)


def test_it_asks_for_all_that_it_may_have(processes: Processes) -> None:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    done = processes.run(
        "-c",
        "import resource; from api.http.limits import open_files; "
        f"resource.setrlimit(resource.RLIMIT_NOFILE, (50, {hard})); print(open_files())",
    )
    assert int(done.stdout) == hard, done.stderr
    assert open_files() > 0

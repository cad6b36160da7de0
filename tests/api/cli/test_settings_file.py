"""A folder's `medgraph.toml`, as somebody meets it who works there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.command import environment
from tests.paths import ROOT
from tests.processes import Processes


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


def run(processes: Processes, here: Path, *arguments: object) -> Any:
    env = environment(here.parent / "home", PYTHONPATH=str(ROOT))
    return processes.run("-m", "medgraph", *arguments, env=env, cwd=here)


def test_it_is_refused_trusted_once_and_told(processes: Processes, here: Path) -> None:
    file = here / "medgraph.toml"
    file.write_text('[llm]\nbase_url = "http://127.0.0.1:9/v1"\nmodel = "m"\napi_key = "s3cret"\n')
    refused = run(processes, here, "documents", "list")
    assert refused.returncode == 2 and not (here.parent / "home" / "workspaces").exists()
    first, hint = refused.stderr.splitlines()
    assert "MEDGRAPH_LLM__BASE_URL" in first and str(file) in first and "medgraph trust" in hint
    trusted = run(processes, here, "trust")
    assert trusted.returncode == 0 and "http://127.0.0.1:9/v1" in trusted.stdout
    listed = run(processes, here, "documents", "list")
    assert listed.returncode == 0 and "MEDGRAPH_LLM__BASE_URL=http://127.0.0.1:9/v1" in listed.stderr
    assert "s3cret" not in refused.stderr + trusted.stdout + listed.stderr


def test_what_tunes_is_told_by_commands_and_doctor(processes: Processes, here: Path, models: Path) -> None:
    (here.parent / "home").mkdir()
    (here.parent / "home" / "models").symlink_to(models, target_is_directory=True)
    (here / "medgraph.toml").write_text("[retrieval]\nsentences = 3\n")
    done = run(processes, here, "documents", "list")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [f"{here / 'medgraph.toml'} sets MEDGRAPH_RETRIEVAL__SENTENCES=3"]
    assert "MEDGRAPH_RETRIEVAL__SENTENCES=3" in run(processes, here, "doctor").stdout

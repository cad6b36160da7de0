"""A short form of `benchmarks/neo4j_soak.py`: eight readers and a writer through one service."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from benchmarks.neo4j_soak import soak
from tests.neo4j_server import TestServer


@pytest.mark.deep
def test_no_error_and_no_lost_write(neo4j: TestServer, tmp_path: Path, models: Path) -> None:
    (tmp_path / "models").symlink_to(models, target_is_directory=True)
    result = soak(neo4j, tmp_path, seconds=5, readers=8, workspace=f"soak-{uuid.uuid4().hex[:8]}")
    assert result["errors"] == [] and result["lost_writes"] == []
    assert result["write"]["count"] > 0 and all(
        result[kind]["count"] > 0 for kind in ("ask", "search", "entity", "documents")
    )

"""Tests that need a server are skipped where there is none, but not where there must be one."""

from __future__ import annotations

import pytest

from tests.neo4j_server import no_server


def test_where_a_server_is_required_its_absence_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDGRAPH_TEST_NEO4J", "required")
    with pytest.raises(pytest.fail.Exception, match="MEDGRAPH_TEST_NEO4J_URI"):
        no_server()
    monkeypatch.delenv("MEDGRAPH_TEST_NEO4J")
    with pytest.raises(pytest.skip.Exception, match="MEDGRAPH_TEST_NEO4J_URI"):
        no_server()

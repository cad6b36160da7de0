"""The invented library, ingested once for all tests of questions as they are typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.service import MedGraph
from tests.retrieval.typed import LIBRARY, write_library


@pytest.fixture(scope="session")
def library(
    open_home: Callable[[Path], MedGraph], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MedGraph]:
    """A workspace with the library and the vocabulary of its names."""
    home = tmp_path_factory.mktemp("library")
    vocabulary, papers = write_library(home)
    opened = open_home(home)
    opened.add_vocabulary(vocabulary)
    assert opened.ingest([papers]).written == len(LIBRARY)
    yield opened
    opened.close()

"""The reference pages are those that the code would write now."""

from __future__ import annotations

import pytest

from api.reference.pages import PAGES
from tests.paths import ROOT


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_new_as_the_code(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == PAGES[name](), "run: make docs"


def test_pages_name_what_there_is() -> None:
    assert "`MEDGRAPH_RETRIEVAL__SENTENCES` | `retrieval.sentences` | whole number" in PAGES["settings.md"]()
    commands = PAGES["cli.md"]()
    assert "## medgraph documents list" in commands and "`--exclude-retracted` | flag" in commands
    paths = PAGES["http.md"]()
    assert (
        "## POST /v1/ask" in paths and "[AskRequest](#askrequest)" in paths and "`empty_workspace`" in paths
    )


def test_every_row_of_a_table_has_as_many_cells_as_its_header() -> None:
    for name, write_page in PAGES.items():
        for block in write_page().split("\n\n"):
            if block.startswith("|"):
                widths = {line.replace("\\|", "").count("|") for line in block.splitlines()}
                assert len(widths) == 1, (name, block)

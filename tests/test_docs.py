"""Guides name only what is there."""

from __future__ import annotations

import re

import pytest

from tests.paths import ROOT

GUIDES = ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/glossary.md"]
_PATH = re.compile(
    r"`((?:api|graph|ingest|retrieval|evaluation|training|benchmarks|tests|docs|medgraph)/[\w./-]*)`"
)
_LINK = re.compile(r"\]\(((?!https?:|#)[^)#]+)")


@pytest.mark.parametrize("guide", GUIDES)
def test_every_path_is_there(guide: str) -> None:
    text = (ROOT / guide).read_text(encoding="utf-8")
    paths = set(_PATH.findall(text))
    links = {str((ROOT / guide).parent.relative_to(ROOT) / link) for link in _LINK.findall(text)}
    missing = [path for path in sorted(paths | links) if not (ROOT / path).exists()]
    assert paths and missing == []

"""What patients said is on the disk for its owner alone: every file of a home, and what is exported."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.command import Cli
from tests.paths import DEMO

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="no file modes here")


def modes(folder: Path) -> dict[str, int]:
    """What of a folder others may read or write, and the folder itself."""
    places = (folder, *folder.rglob("*"))
    found = {str(each): stat.S_IMODE(each.lstat().st_mode) for each in places if not each.is_symlink()}
    return {name: mode for name, mode in found.items() if mode & 0o077}


def test_home_and_exports_are_closed_to_others(tmp_path: Path, models: Path) -> None:
    former = os.umask(0o022)
    try:
        home = tmp_path / "home"
        cli = Cli(home)
        note = tmp_path / "note.txt"
        note.write_text("Allergies: penicillin (rash).")
        assert cli("vocab", "add", DEMO / "vocabulary.obo").returncode == 0
        assert cli("ingest", "--patient", "p", note).returncode == 0
        assert cli("ask", "--patient", "p", "any allergies?").returncode == 0
        assert cli("search", "penicillin").returncode == 0
        assert cli("export", tmp_path / "export.gz").returncode == 0
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(former)
    assert modes(home) == {}
    assert stat.S_IMODE((tmp_path / "export.gz").stat().st_mode) == 0o600


def test_a_home_that_an_older_version_left_open_is_closed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    Cli(home)("documents", "list")
    assert stat.S_IMODE(home.stat().st_mode) == 0o700

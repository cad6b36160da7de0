"""Files that are replaced whole or not at all."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from graph import link_out_of, replace_file
from graph.files import remove


def test_the_old_file_stays_until_the_new_one_is_written(tmp_path: Path) -> None:
    path = tmp_path / "names.bin"
    path.write_text("old")
    with replace_file(path) as partial:
        assert partial.parent == tmp_path and partial.suffix == ".bin"
        partial.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new" and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("written", [True, False])
def test_after_an_error_the_old_file_stays_alone(tmp_path: Path, written: bool) -> None:
    path = tmp_path / "names.bin"
    path.write_text("old")
    with pytest.raises(ValueError, match="broken"), replace_file(path) as partial:
        if written:
            partial.write_text("half")
        raise ValueError("broken")
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]


def test_a_link_that_leads_out_of_a_folder_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    (folder / "deep").mkdir(parents=True)
    (folder / "weights").write_text("w")
    (folder / "deep" / "own").symlink_to("../weights")
    assert link_out_of(folder) is None
    (tmp_path / "named").symlink_to(folder)
    assert link_out_of(tmp_path / "named") is None
    (tmp_path / "secret").write_text("s")
    (folder / "deep" / "far").symlink_to("../../secret")
    assert link_out_of(folder) == folder / "deep" / "far"


def test_the_links_of_a_hub_cache_are_its_own(tmp_path: Path) -> None:
    snapshot = tmp_path / "models--a--b" / "snapshots" / "1"
    snapshot.mkdir(parents=True)
    (tmp_path / "models--a--b" / "blobs").mkdir()
    (tmp_path / "models--a--b" / "blobs" / "x").write_text("x")
    (snapshot / "config.json").symlink_to("../../blobs/x")
    assert link_out_of(snapshot) is None
    (snapshot / "far").symlink_to(tmp_path)
    assert link_out_of(snapshot) == snapshot / "far"


def test_a_folder_into_which_others_write_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    until = time.monotonic() + 0.05

    def write() -> None:
        for number in count():
            if time.monotonic() > until or not folder.exists():
                return
            with suppress(OSError):  # gone since it was looked for
                (folder / f"{number}.lock").touch()

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    remove(folder)
    for writer in writers:
        writer.join()
    assert not folder.exists()

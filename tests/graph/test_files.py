"""Files that are replaced whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import replace_file


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

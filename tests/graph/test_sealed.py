"""Derived files prove themselves: whatever byte changes, is added or is missing, nothing of the file is believed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.sealed import DamagedFileError, open_sealed, read_sealed_json, sealed_file, write_sealed_json

CONTENT = b"names and numbers " * 20


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "cache"
    with sealed_file(path) as stream:
        stream.write(CONTENT)
    return path


def content(path: Path) -> bytes:
    with open_sealed(path) as stream:
        return stream.read()


def test_what_was_written_is_read(file: Path) -> None:
    assert content(file) == CONTENT
    assert file.stat().st_mode & 0o777 == 0o600


def test_every_byte_is_proven(file: Path) -> None:
    whole = file.read_bytes()
    for place in range(len(whole)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :])
        with pytest.raises(DamagedFileError, match="is damaged"):
            content(file)
    for other in (b"", whole[:-1], whole[: len(whole) // 2], whole + b"\0", CONTENT):
        file.write_bytes(other)
        with pytest.raises(DamagedFileError):
            content(file)


def test_what_is_not_there_is_not_damaged(tmp_path: Path) -> None:
    for read in (content, read_sealed_json):
        with pytest.raises(FileNotFoundError):
            read(tmp_path / "none")


def test_a_folder_in_its_place_is_damage(tmp_path: Path) -> None:
    for read in (content, read_sealed_json):
        with pytest.raises(DamagedFileError):
            read(tmp_path)


def test_an_error_while_writing_leaves_what_was_there(file: Path) -> None:
    with pytest.raises(ZeroDivisionError), sealed_file(file) as stream:
        stream.write(b"half")
        raise ZeroDivisionError
    assert content(file) == CONTENT and len(list(file.parent.iterdir())) == 1


def test_json_keeps_its_shape_and_is_proven(tmp_path: Path) -> None:
    path, values = tmp_path / "state.json", {"revision": 3, "files": {"a": 1}, "name": "größer"}
    write_sealed_json(path, values)
    assert read_sealed_json(path) == values
    shown = json.loads(path.read_text())
    for other in ({**shown, "revision": 4}, {**shown, "revision": "3"}, values, [shown], [], 3, None, "text"):
        path.write_text(json.dumps(other))
        with pytest.raises(DamagedFileError):
            read_sealed_json(path)
    for raw in (b"", b"{", b"\xff\xfe", b"[" * 100_000):
        path.write_bytes(raw)
        with pytest.raises(DamagedFileError):
            read_sealed_json(path)

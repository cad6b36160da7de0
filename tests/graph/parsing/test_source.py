from __future__ import annotations

import bz2
import gzip
import lzma
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.parsing.decompress import BombError, DamagedError
from graph.parsing.source import (
    FileSource,
    TooLarge,
    open_seekable,
    open_source,
    plain_name,
    read_head,
    read_whole,
)


def test_gzip_is_told_by_content(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(gzip.compress(b"hello"))
    source = FileSource(path)
    assert read_whole(source, 10) == b"hello"
    with open_source(source) as stream:
        raw = stream.raw._compressed  # type: ignore[attr-defined]
    assert raw.closed


@pytest.mark.parametrize("compress", [bz2.compress, lzma.compress])
def test_other_compressions_too(tmp_path: Path, compress: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "a"
    path.write_bytes(compress(b"hello"))
    assert read_whole(FileSource(path), 10) == b"hello"
    path.write_bytes(compress(random.Random(1).randbytes(300_000))[:-1000])
    with pytest.raises(DamagedError, match="cut short or damaged"):
        read_whole(FileSource(path), 10**6)


def test_a_bomb_stops_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"\0" * 10_000_000))
    with pytest.raises(TooLarge, match="larger than 1 MiB"):
        read_whole(FileSource(path), 2**20)
    assert len(read_head(FileSource(path))) == 16384


def test_a_bomb_in_a_stream_stops_by_its_ratio(tmp_path: Path) -> None:
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n" * 10**8, 9))
    read = 0
    with open_source(FileSource(path)) as stream, pytest.raises(BombError, match="more than 200 times"):
        while piece := stream.read(1 << 20):
            read += len(piece)
    assert 2**26 - 2**21 <= read < 10**8


def test_names(tmp_path: Path) -> None:
    assert plain_name(FileSource(tmp_path / "a.xml.gz")).suffix == ".xml"
    assert plain_name(FileSource(tmp_path / "a.xml")).stem == "a"


def test_sibling(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("a")
    (tmp_path / "b.csv").write_text("b")
    source = FileSource(tmp_path / "in" / "a.txt")
    found = source.sibling("../b.csv")
    assert found is not None and read_head(found) == b"b"
    assert source.sibling("c.csv") is None and source.sibling("..") is None
    assert source.sibling(str(tmp_path / "b.csv")) is None


def test_a_sibling_that_is_a_link_out_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for path in (folder / "a.txt", folder / "own.ann", tmp_path / "b.csv"):
        path.write_text("x")
    (folder / "a.ann").symlink_to("../b.csv")
    (folder / "b.ann").symlink_to("own.ann")
    (folder / "up").symlink_to("..")
    source = FileSource(folder / "a.txt", within=(folder,))
    assert source.sibling("a.ann") is None and source.sibling("up/b.csv") is None
    assert source.sibling("b.ann") is not None and source.sibling("../b.csv") is not None
    assert FileSource(folder / "a.txt").sibling("a.ann") is not None


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_what_cannot_be_jumped_about_in_is_unpacked_first(
    tmp_path: Path, compress: Callable[[bytes], bytes]
) -> None:
    """Found by tests/fuzz/readers.py: jumping to the end of damaged data raised what no reader expects."""
    path = tmp_path / "a"
    path.write_bytes(compress(b"0123456789"))
    with open_seekable(FileSource(path), 10) as stream:
        assert stream.seek(0, 2) == 10
        stream.seek(4)
        assert stream.read() == b"456789"
    with pytest.raises(TooLarge):
        open_seekable(FileSource(path), 9)
    path.write_bytes(compress(b"0123456789")[:-9])
    with pytest.raises(DamagedError):
        open_seekable(FileSource(path), 10)

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.readers import ReadError, find_files
from ingest.readers.sources.find import is_link_out


def make(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")


def found(root: Path, *paths: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in find_files(paths or (root,))]


def test_folders_are_read_sorted_and_to_the_bottom(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/z.txt", "a/b/c.txt", "c.txt", "B.txt")
    assert found(tmp_path) == ["B.txt", "a/b/c.txt", "a/z.txt", "b.txt", "c.txt"]


def test_hidden_files_are_left_out_unless_given(tmp_path: Path) -> None:
    make(tmp_path, ".hidden", ".git/x.txt", "a.txt")
    assert found(tmp_path) == ["a.txt"]
    assert found(tmp_path, tmp_path / ".hidden") == [".hidden"]


@pytest.mark.parametrize("marker", ["queries.jsonl", "qrels/test.tsv"])
def test_of_a_beir_folder_only_the_corpus(tmp_path: Path, marker: str) -> None:
    make(tmp_path, "nfcorpus/corpus.jsonl", f"nfcorpus/{marker}", "nfcorpus/readme.txt", "note.txt")
    assert found(tmp_path) == ["nfcorpus/corpus.jsonl", "note.txt"]
    assert found(tmp_path, tmp_path / "nfcorpus") == ["nfcorpus/corpus.jsonl"]


def test_a_corpus_alone_does_not_make_a_beir_folder(tmp_path: Path) -> None:
    make(tmp_path, "corpus.jsonl", "note.txt")
    assert found(tmp_path) == ["corpus.jsonl", "note.txt"]


def test_link_loops_end_and_linked_folders_are_read_once(tmp_path: Path) -> None:
    make(tmp_path, "a/x.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert found(tmp_path) == ["a/x.txt"]


def test_a_folder_given_twice_is_read_once_and_order_is_kept(tmp_path: Path) -> None:
    make(tmp_path, "b/x.txt", "a/y.txt")
    assert found(tmp_path, tmp_path / "b", tmp_path / "a", tmp_path / "b") == ["b/x.txt", "a/y.txt"]


def test_very_deep_folders(tmp_path: Path) -> None:
    here = os.getcwd()
    os.chdir(tmp_path)
    try:
        for _ in range(700):
            os.mkdir("d")
            os.chdir("d")
        Path("x.txt").write_text("x")
    finally:
        os.chdir(here)
    assert len(list(find_files([tmp_path]))) == 1


def test_a_missing_path_is_an_error_at_the_call(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file or folder"):
        find_files([tmp_path / "gone"])


def test_links_out_of_the_folder_come_out_unfollowed(tmp_path: Path) -> None:
    make(tmp_path, "drop/a.txt", "drop/in/b.txt", "private/c.txt")
    for name, target in (("file.txt", "../private/c.txt"), ("folder", "../private"), ("gone", "../nothing")):
        (tmp_path / "drop" / name).symlink_to(target)
    (tmp_path / "drop" / "again").symlink_to("file.txt")  # within, but what it leads to is not
    (tmp_path / "drop" / "own").symlink_to("in")
    expected = ["drop/a.txt", "drop/again", "drop/file.txt", "drop/folder", "drop/gone", "drop/in/b.txt"]
    assert found(tmp_path, tmp_path / "drop") == expected
    given = [tmp_path / "drop"]
    assert [path.name for path in find_files(given) if is_link_out(path, given)] == [
        "again",
        "file.txt",
        "folder",
        "gone",
    ]


def test_a_link_that_is_given_is_followed(tmp_path: Path) -> None:
    make(tmp_path, "far/a.txt", "far/b.txt")
    (tmp_path / "link").symlink_to("far")
    (tmp_path / "link.txt").symlink_to("far/a.txt")
    assert found(tmp_path, tmp_path / "link") == ["link/a.txt", "link/b.txt"]
    assert found(tmp_path, tmp_path / "link.txt") == ["link.txt"]
    assert not is_link_out(tmp_path / "link.txt", [tmp_path / "link.txt"])


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    (tmp_path / "self").symlink_to("self")
    assert "a.txt" in found(tmp_path)

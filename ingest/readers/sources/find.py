"""Which files under the given paths are to be read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph import leads_out
from ingest.readers.base import ReadError

_CORPUS = ("corpus.jsonl", "corpus.jsonl.gz")


def find_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Files given and those in folders given, recursively and sorted; ReadError at once for a missing path.

    Hidden files in folders are left out, and in a BEIR folder all but its corpus. Links are followed within the
    folders given, each folder once. What is no regular file (a device, a broken link, a folder that cannot be listed)
    comes out too, for the caller to report, and so does a link that leads out of them (`is_link_out`).
    """
    for path in paths:
        if not path.exists():
            raise ReadError(
                f"no such file or folder: {path}",
                hint=f"Check the spelling; relative paths start at {Path.cwd()}.",
            )
    return _walk(paths)


def is_link_out(path: Path, given: Sequence[Path]) -> bool:
    """Whether a path is a link, not itself among those given, that leads out of the folders given."""
    return path.is_symlink() and path not in given and leads_out(path, filter(Path.is_dir, given))


def _walk(paths: Sequence[Path]) -> Iterator[Path]:
    seen: set[tuple[int, int]] = set()
    # A stack instead of recursion: folders can nest deeper than calls. Last in, first out: so reversed.
    waiting = list(reversed(paths))
    while waiting:
        path = waiting.pop()
        if is_link_out(path, paths) or not path.is_dir():
            yield path
            continue
        status = path.stat()
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        try:
            names = sorted(name for name in os.listdir(path) if not name.startswith("."))
        except OSError:
            yield path
            continue
        waiting += (path / name for name in reversed(_without_judgements(path, names)))


def _without_judgements(folder: Path, names: list[str]) -> list[str]:
    """Only the corpus when the folder is laid out as BEIR's: its queries and judgements are no documents."""
    corpus = [name for name in _CORPUS if name in names]
    if corpus and ({"queries.jsonl", "queries.jsonl.gz"} & set(names) or (folder / "qrels").is_dir()):
        return corpus[:1]
    return names

"""What the search indexes on disk follow, and the proof that their files are as they were written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from graph.index.encoder import ModelInfo
from graph.sealed import DamagedFileError, damaged, file_checksum, read_sealed_json, write_sealed_json
from graph.store.roles.workspace import WorkspaceStore

# Raise when what is indexed or how changes: older caches are then rebuilt.
_LAYOUT = 5


def _identity(store: WorkspaceStore, model: ModelInfo) -> dict[str, str | int | None]:
    return {"layout": _LAYOUT, "model": str(model), "store": store.setting("store.id")}


def saved_revision(folder: Path, store: WorkspaceStore, model: ModelInfo) -> int:
    """The revision of the indexes on disk; 0 when there are none, or those of another store, model or layout."""
    try:
        state = _state(folder, store, model)
    except DamagedFileError:
        return 0
    return int(state["revision"]) if state else 0


def index_problems(folder: Path, store: WorkspaceStore) -> Iterator[DamagedFileError]:
    """What of the indexes on disk is not as it was written, or not of the store's past."""
    try:
        state = read_sealed_json(folder / "state.json")
    except FileNotFoundError:
        return
    except DamagedFileError as error:
        yield error
        return
    if state.get("layout") != _LAYOUT:  # of another medgraph, and made anew
        return
    if state["store"] != store.setting("store.id"):
        yield DamagedFileError(
            f"{folder} follows another store: that of this workspace was replaced or emptied",
            "if nobody did that on purpose, restore the store from a copy",
        )
        return
    if store.history(state["revision"]) != state["history"]:
        yield DamagedFileError(
            f"{folder} follows what this store never was: it was restored", damaged(folder).hint
        )
    yield from map(damaged, _unproven(folder, state["files"]))


def proven_state(folder: Path, store: WorkspaceStore, model: ModelInfo) -> dict[str, Any] | None:
    """The same as `_state`, of indexes all of whose files are as they were written. Raises DamagedFileError."""
    state = _state(folder, store, model)
    for file in _unproven(folder, state["files"]) if state else ():
        raise damaged(file)
    return state


def left_behind(folder: Path) -> int:
    """How many documents have been changed or deleted of which the files of the words still hold the former text."""
    try:
        return int(read_sealed_json(folder / "state.json").get("left", 0))
    except (FileNotFoundError, DamagedFileError):
        return 0


def _state(folder: Path, store: WorkspaceStore, model: ModelInfo) -> dict[str, Any] | None:
    """What is known of the indexes on disk; None of those that are not of this store's past, this model and layout."""
    try:
        state = read_sealed_json(folder / "state.json")
    except FileNotFoundError:
        return None
    known = state.items() >= _identity(store, model).items()
    return state if known and store.history(state["revision"]) == state["history"] else None


def write_state(
    folder: Path,
    store: WorkspaceStore,
    model: ModelInfo,
    *,
    revision: int,
    history: str,
    left: int,
    lacking: Collection[str],
) -> None:
    """Write what the indexes in the folder follow, last of all; `left` is what `left_behind` is to tell.

    `lacking` are the documents of the store that the indexes do not hold.
    """
    with ThreadPoolExecutor() as pool:
        paths = list(_files(folder))
        files = {
            path.relative_to(folder).as_posix(): crc
            for path, crc in zip(paths, pool.map(file_checksum, paths), strict=True)
        }
    state = {
        "revision": revision,
        "history": history,
        "left": left,
        "lacking": sorted(lacking),
        "files": files,
    }
    write_sealed_json(folder / "state.json", _identity(store, model) | state)


def _files(folder: Path) -> Iterator[Path]:
    """The files that the indexes are read from."""
    yield from (folder / "vectors.faiss", folder / "vectors.json")
    for name in ("words", "records"):
        yield from (path for path in sorted((folder / name).iterdir()) if path.suffix != ".lock")


def _unproven(folder: Path, files: Mapping[str, int]) -> Iterator[Path]:
    """Those of the files that are not there, or not as they were written."""

    def proven(name: str) -> bool:
        try:
            return file_checksum(folder / name) == files[name]
        except OSError:
            return False

    with ThreadPoolExecutor() as pool:  # a checksum is computed without the interpreter's lock
        yield from (
            folder / name for name, good in zip(files, pool.map(proven, files), strict=True) if not good
        )

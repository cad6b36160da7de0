"""Which model a name stands for now, told without loading it: another one under the same name reads documents anew."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_END = 1 << 20


def revision(model: str | Path) -> str:
    """A digest of a folder's files, the version of an installed package, or '' for a name nothing here knows.

    Of each file the name, the size, and the first and last megabyte count: training again changes weights everywhere.
    """
    folder = Path(model).expanduser()
    if folder.is_dir():
        digest = hashlib.sha256()
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            size = file.stat().st_size
            digest.update(f"{file.relative_to(folder)}\0{size}\0".encode())
            with file.open("rb") as stream:
                digest.update(stream.read(_END))
                stream.seek(max(0, size - _END))
                digest.update(stream.read(_END))
        return digest.hexdigest()[:16]
    try:
        return version(str(model))
    except (PackageNotFoundError, ValueError):
        return ""

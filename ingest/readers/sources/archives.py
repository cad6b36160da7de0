"""Zip and tar archives, member by member. Nothing of them is ever written under a name that they give."""

from __future__ import annotations

import stat
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedIOBase, BufferedReader
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from typing import BinaryIO, cast

from graph.parsing import (
    ZIP_ERRORS,
    BombError,
    Budget,
    DamagedError,
    Problem,
    Source,
    guarded,
    open_seekable,
    open_source,
)
from ingest.readers.sources.reporting import failure

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_TAR_MARK = slice(257, 262)
_MOST_SPOOLED = 2**31  # of a zip that is packed once more
# What belongs to a document but is none: it is passed over, not reported.
_MEDIA = frozenset(
    ".jpg .jpeg .png .gif .tif .tiff .svg .bmp .eps .css .js .mp4 .avi .mov .mpg .wmv .wav .mp3 .ico .woff".split()
)


@dataclass(frozen=True)
class SpooledSource:
    """Bytes that lie in a temporary file under another name: a tar's member, or standard input."""

    name: str
    path: Path

    def raw(self) -> BufferedReader:
        """The file, opened."""
        return self.path.open("rb")

    def sibling(self, relative: str) -> None:
        """Nothing is known to lie beside it."""
        return


@dataclass(frozen=True)
class ZipMember:
    """A file in a zip archive."""

    archive: str
    zipped: zipfile.ZipFile
    info: zipfile.ZipInfo
    budget: Budget

    @property
    def name(self) -> str:
        """`archive.zip!/folder/member.xml`."""
        return f"{self.archive}!/{self.info.filename}"

    def raw(self) -> BufferedReader:
        """The member's bytes; raises DamagedError."""
        try:
            stream = self.zipped.open(self.info)
        except ZIP_ERRORS as error:
            raise DamagedError(f"cannot be unpacked: {error}") from error
        return guarded(cast(BufferedIOBase, stream), "zip", None, self.budget)

    def sibling(self, relative: str) -> ZipMember | None:
        """A member at that place of the same archive."""
        steps: list[str] = []
        for step in (*PurePosixPath(self.info.filename).parent.parts, *PurePosixPath(relative).parts):
            if step != "..":
                steps.append(step)
            elif steps:
                steps.pop()
        try:
            info = self.zipped.getinfo("/".join(steps))
        except KeyError:
            return None
        return ZipMember(self.archive, self.zipped, info, self.budget)


def is_zip(head: bytes) -> bool:
    """Whether the file begins like a zip, as office documents do too."""
    return head.startswith(_ZIP)


def is_archive(head: bytes) -> bool:
    """Whether the (decompressed) head is that of a zip or tar archive."""
    return is_zip(head) or head[_TAR_MARK] == b"ustar"


def members(source: Source, head: bytes) -> Iterator[Source | Problem]:
    """The files in an archive, in its order, hidden ones and media left out. Each is to be read before the next."""
    try:
        yield from _zip_members(source) if is_zip(head) else _tar_members(source)
    except OSError as error:
        yield failure(source, error)


def _zip_members(source: Source) -> Iterator[Source | Problem]:
    with open_seekable(source, _MOST_SPOOLED) as stream:
        try:
            zipped = zipfile.ZipFile(stream)
        except ZIP_ERRORS as error:
            raise DamagedError(f"the zip archive is cut short or damaged ({error})") from error
        budget = Budget(stream.seek(0, 2))
        for info in zipped.infolist():
            if info.filename.endswith("/") or _is_ignored(info.filename):  # is_dir() fails on an empty name
                continue
            member = ZipMember(source.name, zipped, info, budget)
            reason = _why_unsafe(info.filename) or _why_unreadable(info)
            yield Problem(member.name, "", reason) if reason else member
            _check_budget(budget)


def _tar_members(source: Source) -> Iterator[Source | Problem]:
    with open_source(source) as stream, tempfile.TemporaryDirectory(prefix="medgraph-") as folder:
        spool = Path(folder) / "member"
        try:
            with tarfile.open(fileobj=stream, mode="r|") as archive:
                for info in archive:
                    if info.isdir() or _is_ignored(info.name):
                        continue
                    name = f"{source.name}!/{info.name}"
                    reason = _why_unsafe(info.name) or (
                        "" if info.isreg() else "a link or device, not a file"
                    )
                    if reason:
                        yield Problem(name, "", reason)
                        continue
                    with spool.open("wb") as file:
                        copyfileobj(cast(BinaryIO, archive.extractfile(info)), file)
                    yield SpooledSource(name, spool)
        except tarfile.TarError as error:
            raise DamagedError(f"the tar archive is cut short or damaged ({error})") from error


def _is_ignored(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") and part not in (".", "..") for part in path.parts)
    return hidden or "__MACOSX" in path.parts or path.suffix.lower() in _MEDIA


def _why_unsafe(name: str) -> str:
    if (
        name.startswith(("/", "\\"))
        or ".." in PurePosixPath(name.replace("\\", "/")).parts
        or ":" in name[1:2]
    ):
        return "its name leads out of the archive: not read"
    return ""


def _why_unreadable(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 1:
        return "encrypted; unpack the archive with its password first"
    mode = info.external_attr >> 16
    return "a link or device, not a file" if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG) else ""


def _check_budget(budget: Budget) -> None:
    """An archive whose budget is spent ends with what its last member reported."""
    if budget.left < 0:
        raise BombError("the rest of the archive is not read: it decompresses to hundreds of times its size")

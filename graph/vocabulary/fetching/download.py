"""Fetching a vocabulary from its publisher: whole, checked and in one step, or not at all.

The bytes go to a partial file beside the target, are counted against the announced length, digested, compared with a
checksum where there is one, and read as a vocabulary (a log-in page is none), before the file gets its name.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.errors import MedgraphError
from graph.files import replace_file
from graph.vocabulary.fetching.address import BrokenOffError, Reply, UnreachableError, open_address
from graph.vocabulary.fetching.sources import DownloadSource
from graph.vocabulary.readers.base import VocabularyError
from graph.vocabulary.readers.detect import read_vocabulary

Progress = Callable[[int, int], None]
"""`progress(bytes so far, bytes in all or 0)`."""

# The largest of the known files is a tenth of this.
MOST_BYTES = 4 << 30
SILENCE = 60.0  # seconds without a byte; a person would give up by then
_MOST_PAGE = 4 << 20  # bytes of a page of checksums; a bound on memory
_MD5 = re.compile(r"(?<![0-9a-fA-F])[0-9a-fA-F]{32}(?![0-9a-fA-F])")


class DownloadError(MedgraphError):
    """The file did not come, or is not what it should be; nothing was kept."""

    code = "download"


@dataclass(frozen=True, slots=True)
class Downloaded:
    """What was fetched: `address` is where it came from in the end, `verified` what it was checked against, or ''.

    `complete` is False where the server announced no length and no checksum could tell either.
    """

    path: Path
    address: str
    bytes: int
    sha256: str
    verified: str
    complete: bool


@dataclass(slots=True)
class _Received:
    address: str
    bytes: int
    announced: bool
    sha256: str
    md5: str


def download_vocabulary(
    source: DownloadSource,
    folder: Path,
    *,
    sha256: str = "",
    progress: Progress | None = None,
    most_bytes: int = MOST_BYTES,
    silence: float = SILENCE,
) -> Downloaded:
    """Fetch the source's file into the folder, in place of a former one, with its SHA-256 beside it.

    `sha256` (hex) is what the file must have; without it, its MD5 must stand on the publisher's page of checksums,
    where there is one that can be reached. `silence` is how many seconds may pass without a byte.
    Raises DownloadError; the former file is then still there.
    """
    target = folder / source.file
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with replace_file(target) as partial:
            received = _receive(source, partial, progress, most_bytes, silence)
            verified = _verified(source, received, sha256.lower(), silence)
            _must_be_vocabulary(source, partial, received)
        record = f"{received.sha256}  {target.name}\n"
        target.with_name(f"{target.name}.sha256").write_text(record, encoding="utf-8")
    except OSError as error:
        raise DownloadError(
            f"cannot write to {folder}: {error.strerror or error}", "Choose another folder with --to."
        ) from error
    complete = received.announced or bool(verified)
    return Downloaded(target, received.address, received.bytes, received.sha256, verified, complete)


def _receive(
    source: DownloadSource, partial: Path, progress: Progress | None, most_bytes: int, silence: float
) -> _Received:
    """The file from the first address that has it: this year's may not be out yet."""
    for address in source.addresses:
        try:
            with open_address(address, silence) as reply:
                return _save(reply, partial, progress, most_bytes)
        except UnreachableError as error:
            if not error.missing or address == source.addresses[-1]:
                raise DownloadError(f"cannot reach {address}: {error}", _by_hand(address)) from error
        except BrokenOffError as error:
            raise DownloadError(f"the download of {address} broke off: {error}", "Try again.") from error
    raise DownloadError(f"no address of {source.name} is known", "Give one with --from.")


def _save(reply: Reply, partial: Path, progress: Progress | None, most_bytes: int) -> _Received:
    sha256, md5, count = hashlib.sha256(), hashlib.md5(usedforsecurity=False), 0
    with partial.open("wb") as file:
        _refuse_larger(reply, reply.length, most_bytes)
        for chunk in reply.chunks():
            count += len(chunk)
            _refuse_larger(reply, count, most_bytes)
            file.write(chunk)
            sha256.update(chunk)
            md5.update(chunk)
            if progress:
                progress(count, reply.length)
    return _Received(reply.address, count, reply.length > 0, sha256.hexdigest(), md5.hexdigest())


def _refuse_larger(reply: Reply, size: int, most_bytes: int) -> None:
    if size > most_bytes:
        raise DownloadError(
            f"{reply.address} gives more than {most_bytes:,} bytes, as no vocabulary does",
            "Check the address, or fetch the file yourself and: medgraph vocab add FILE",
        )


def _verified(source: DownloadSource, received: _Received, sha256: str, silence: float) -> str:
    if sha256:
        if received.sha256 != sha256:
            raise DownloadError(
                f"the file from {received.address} has the SHA-256 {received.sha256}, not {sha256}",
                "It is another version, or was changed on the way.",
            )
        return "the SHA-256 given"
    published = _published(source.checksums, silence) if source.checksums else frozenset[str]()
    if not published:
        return ""
    if received.md5 not in published:
        raise DownloadError(
            f"the file from {received.address} has the MD5 {received.md5}, which {source.checksums} does not list",
            "Try again later: the file and the page may be of two releases.",
        )
    return f"the MD5 on {source.checksums}"


def _published(address: str, silence: float) -> frozenset[str]:
    """The MD5 sums on the page; none where it cannot be read: then nothing is said to be verified."""
    page = b""
    try:
        with open_address(address, silence) as reply:
            for chunk in reply.chunks():
                page += chunk
                if len(page) > _MOST_PAGE:
                    break
    except (UnreachableError, BrokenOffError):
        return frozenset()
    return frozenset(found.lower() for found in _MD5.findall(page.decode("utf-8", "replace")))


def _must_be_vocabulary(source: DownloadSource, partial: Path, received: _Received) -> None:
    try:
        read_vocabulary(partial)
    except VocabularyError as error:
        reason = str(error).replace(partial.name, source.file)
        raise DownloadError(
            f"what {received.address} gave is no vocabulary: {reason}", _by_hand(received.address)
        ) from error


def _by_hand(address: str) -> str:
    return f"fetch it yourself ({address}) and: medgraph vocab add FILE"

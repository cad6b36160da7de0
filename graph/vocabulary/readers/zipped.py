"""Vocabularies as their publishers zip them: one file, or the tables of an RRF release.

Only the files that are read are unpacked, under their own names into a folder that is removed afterwards.
"""

from __future__ import annotations

import shutil
import weakref
import zipfile
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp

from graph.files import is_full
from graph.parsing.decompress import ZIP_ERRORS
from graph.vocabulary.readers.base import VocabularyError

_TABLES = frozenset({f"{t}.RRF" for t in "MRCONSO MRSTY MRDEF MRREL RXNCONSO RXNREL RXNSAT".split()})
_MAIN = frozenset({"MRCONSO.RRF", "RXNCONSO.RRF"})
_MOST_BYTES = 200 << 30  # set by hand: a release of UMLS unpacks to a tenth of it
_MOST_RATIO = 200  # set by hand: text packs at ten to one, a bomb at a thousand to one
_MOST_MEMBERS = 10_000  # a full UMLS release has hundreds


def is_zip(path: Path) -> bool:
    """Whether the first bytes are a zip's."""
    with path.open("rb") as stream:
        return stream.read(4) == b"PK\x03\x04"


class Unpacked:
    """The vocabulary in a zip, as a file or a folder, until it is closed or no longer used."""

    def __init__(self, path: Path) -> None:
        folder = Path(mkdtemp(prefix="medgraph-vocabulary-"))
        self.close = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self.path = _unpack(path, folder)


def _unpack(path: Path, folder: Path) -> Path:
    try:
        with zipfile.ZipFile(path) as archive:
            members = _members_to_unpack(archive, path)
            for member in members:
                with archive.open(member) as packed, (folder / _name(member)).open("wb") as plain:
                    shutil.copyfileobj(packed, plain, 1 << 20)
    except ZIP_ERRORS as error:
        if isinstance(error, OSError) and is_full(error):
            raise
        raise VocabularyError(
            f"{path.name} cannot be unpacked: {error}", "Fetch it again, or unpack it yourself."
        ) from error
    return folder / _name(members[0]) if len(members) == 1 else folder


def _members_to_unpack(archive: zipfile.ZipFile, path: Path) -> list[zipfile.ZipInfo]:
    """The tables of the release nearest the top, else the one file there is."""
    members = [m for m in archive.infolist() if not m.is_dir() and not _name(m).startswith(".")]
    if len(members) > _MOST_MEMBERS:
        raise VocabularyError(f"{path.name} holds {len(members):,} files", "Give one vocabulary.")
    main = min((m for m in members if _name(m) in _MAIN), key=lambda m: len(m.filename), default=None)
    if main is not None:
        place = PurePosixPath(main.filename).parent
        members = [m for m in members if PurePosixPath(m.filename).parent == place and _name(m) in _TABLES]
    elif len(members) != 1:
        raise VocabularyError(
            f"{path.name} holds {len(members)} files", "Unpack it, and give the vocabulary itself."
        )
    packed = sum(m.compress_size for m in members)
    plain = sum(m.file_size for m in members)
    if plain > _MOST_BYTES or plain > _MOST_RATIO * packed + (1 << 20):
        raise VocabularyError(
            f"{path.name} would unpack to {plain >> 20:,} MiB, as no vocabulary does",
            "Check that the file is what its name says.",
        )
    return members


def _name(member: zipfile.ZipInfo) -> str:
    return PurePosixPath(member.filename.replace("\\", "/")).name

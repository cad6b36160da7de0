"""Documents that are zip files inside (DOCX, ODT, EPUB): their parts read within bounds, never written anywhere."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from lxml import etree

from graph.parsing import SAFE_PARSING, ZIP_ERRORS, Element, Source, defined_entities, open_seekable

_MAGIC = b"PK\x03\x04"
_END, _END_BYTES, _LONGEST_COMMENT = b"PK\x05\x06", 22, 2**16
_ZIP64 = b"PK\x06\x07"
_MOST_DIRECTORY = 4 * 2**20  # bytes, some 50,000 parts
_MOST_TREE = 4 * 2**20  # of a part held as a tree: styles, properties, tables of contents
_MOST_PART = 64 * 2**20  # of a part that is streamed: the text of a thousand pages is some 10 MB of XML
_MOST_TOTAL = 256 * 2**20  # of all parts that are read
# XML of nothing but the same cell over and over is packed a few hundred times; a bomb a thousand.
_MOST_RATIO, _RATIO_FROM = 500, 4 * 2**20
_PIECE = 2**16  # bytes asked for at a time
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class PackageError(Exception):
    """A part cannot be read; `str()` is the reason."""


def is_package(head: bytes) -> bool:
    """Whether it begins like a zip file."""
    return head.startswith(_MAGIC)


def media_type(source: Source, head: bytes) -> str:
    """What a zip file says it is in a part named `mimetype`; '' when it is no zip file or says nothing."""
    if not is_package(head):
        return ""
    try:
        with open_package(source) as package:
            return package.read("mimetype", 100).decode("ascii", "replace").strip()
    except (PackageError, OSError, *ZIP_ERRORS):
        return ""


@contextmanager
def open_package(source: Source) -> Iterator[Package]:
    """The package of a source; raises PackageError."""
    with open_seekable(source, _MOST_TOTAL) as stream:
        yield Package(stream)


class Package:
    """The parts of a zip file by their names, which are never used as paths of this machine."""

    def __init__(self, stream: BinaryIO) -> None:
        _check_directory(stream)
        try:
            self._zip = zipfile.ZipFile(stream)
        except ZIP_ERRORS as error:
            raise PackageError(f"a damaged zip file ({error})") from error
        self._total = 0

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def pieces(self, name: str, limit: int = _MOST_PART) -> Iterator[bytes]:
        """A part in pieces; raises PackageError where it is missing, damaged or larger than the limits."""
        info = self._zip.NameToInfo.get(name)
        if info is None:
            raise PackageError(f"has no {name}")
        if info.flag_bits & 1:
            raise PackageError(f"{name} is encrypted; save a copy without a password")
        if info.compress_type not in _METHODS:
            raise PackageError(f"{name} is compressed in a way that such documents never are")
        size = 0
        try:
            with self._zip.open(info) as part:
                while piece := part.read(_PIECE):
                    size += len(piece)
                    self._check(name, size, len(piece), info.compress_size, limit)
                    yield piece
        except ZIP_ERRORS as error:
            raise PackageError(f"{name} is damaged ({error})") from error

    def read(self, name: str, limit: int = _MOST_TREE) -> bytes:
        """A part, whole."""
        return b"".join(self.pieces(name, limit))

    def tree(self, name: str) -> Element:
        """A small part as XML; raises PackageError for what is malformed or defines entities."""
        try:
            root: Element = etree.fromstring(self.read(name), etree.XMLParser(**SAFE_PARSING))
        except etree.XMLSyntaxError as error:
            raise PackageError(f"{name} is malformed XML: {error.msg}") from error
        if defined_entities(root):
            raise PackageError(f"{name} defines XML entities, which medgraph refuses to expand")
        return root

    def feed(self, name: str, target: object) -> None:
        """Runs a part through a parser's target, so that no tree of it is ever in memory."""
        # The stubs want a target with methods that lxml does not ask for.
        watched: Any = _WithoutEntities(name, target)
        parser: Any = etree.XMLParser(target=watched, **SAFE_PARSING)
        try:
            for piece in self.pieces(name):
                parser.feed(piece)
            parser.close()
        except etree.XMLSyntaxError as error:
            raise PackageError(f"{name} is malformed XML: {error.msg}") from error

    def _check(self, name: str, size: int, more: int, packed: int, limit: int) -> None:
        self._total += more
        if size > limit or self._total > _MOST_TOTAL:
            raise PackageError(f"{name} is larger than medgraph reads ({limit // 2**20} MiB)")
        if size > _RATIO_FROM and size > _MOST_RATIO * packed:
            raise PackageError(f"{name} is packed more tightly than text can be: a zip bomb")


class _WithoutEntities:
    """Passes a parser's events on, and refuses what comes with a DOCTYPE: that is where entities are defined."""

    def __init__(self, name: str, target: Any) -> None:
        self._name = name
        self.start, self.end, self.data = target.start, target.end, target.data

    def doctype(self, root: str | None, public: str | None, system: str | None) -> None:
        """A DOCTYPE, which these formats do not have."""
        raise PackageError(f"{self._name} has a DOCTYPE, which such documents never have")

    def close(self) -> None:
        """The part ends."""


def _check_directory(stream: BinaryIO) -> None:
    """Looks at the size of the directory before zipfile makes an object of every entry."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _END_BYTES - _LONGEST_COMMENT - len(_ZIP64) - 16))
    tail = stream.read()
    offset = tail.rfind(_END)
    if offset < 0 or len(tail) - offset < _END_BYTES:
        raise PackageError("a zip file that is cut short; fetch it again")
    (directory,) = struct.unpack_from("<I", tail, offset + 12)
    if directory > _MOST_DIRECTORY or tail[max(0, offset - 20) : offset].startswith(_ZIP64):
        raise PackageError("holds more parts than a document has")

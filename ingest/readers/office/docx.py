"""DOCX, what Word has written since 2007; older and encrypted files are told apart, with what to do.

Format: ECMA-376, https://ecma-international.org/publications-and-standards/standards/ecma-376/
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from graph import Tier
from graph.parsing import Problem, Source, open_source
from ingest.readers.base import ReadResult
from ingest.readers.office.docx_styles import Styles
from ingest.readers.office.docx_walk import DocxWalk
from ingest.readers.office.office_document import office_document
from ingest.readers.office.office_meta import core_properties
from ingest.readers.streams.package import Package, PackageError, is_package, open_package

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLE_DIRECTORY_WITHIN = 2**20  # small files have their directory in it; of others no reason is given
_TYPES = "[Content_Types].xml"
_DEFAULT_PART = "word/document.xml"


class DocxReader:
    """Reads one document a file; of other Office files it says what to do with them."""

    name = "docx"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether it is an Office file: a zip with a list of content types, or the older kind."""
        if head.startswith(_OLE):
            return True
        if not is_package(head):
            return False
        try:
            with open_package(source) as package:
                return _TYPES in package
        except (PackageError, OSError, EOFError):
            return False

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """The file's Document; a Problem when it is encrypted, broken, old or no text document."""
        if older := _why_older(source):
            yield Problem(source.name, "", older)
            return
        try:
            with open_package(source) as package:
                main = _main_part(package)
                if main not in package:
                    raise PackageError("an Office file, but no text document; save it as .docx or .pdf")
                folder = posixpath.dirname(main)
                styles = Styles(package, f"{folder}/styles.xml")
                meta = core_properties(package, "docProps/core.xml")
                walk = DocxWalk(styles, bool(meta.title))
                package.feed(main, walk)
                for notes in ("footnotes", "endnotes"):
                    if f"{folder}/{notes}.xml" in package:
                        package.feed(f"{folder}/{notes}.xml", walk)
            yield office_document(source, tier, walk, meta, styles.language)
        except PackageError as error:
            yield Problem(source.name, "", str(error))


def _why_older(source: Source) -> str:
    """What to do with a file in Office's older container; '' for others."""
    with open_source(source) as stream:
        start = stream.read(_OLE_DIRECTORY_WITHIN)
    if not start.startswith(_OLE):
        return ""
    if _ENCRYPTED in start:
        return "encrypted; open it in Word and save a copy without a password"
    return "an Office file of before 2007 (.doc, .xls, .ppt); open it and save it as .docx"


def _main_part(package: Package) -> str:
    """The part that the package's relationships name as its document."""
    if "_rels/.rels" in package:
        for relation in package.tree("_rels/.rels"):
            if relation.get("Type", "").endswith("/officeDocument"):
                name: str = posixpath.normpath(relation.get("Target", "").lstrip("/"))
                # A workbook or a presentation is named so, too.
                return name if not name.startswith(("xl/", "ppt/")) else ""
    return _DEFAULT_PART

"""ODT, OpenDocument text, as LibreOffice and OpenOffice write it.

Format: https://docs.oasis-open.org/office/OpenDocument/v1.3/
"""

from __future__ import annotations

from collections.abc import Iterator

from graph import Tier
from graph.parsing import Problem, Source
from ingest.readers.base import ReadResult
from ingest.readers.office.odt_walk import OdtWalk
from ingest.readers.office.office_document import office_document
from ingest.readers.office.office_meta import core_properties
from ingest.readers.streams.package import Package, PackageError, media_type, open_package

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_MANIFEST = "META-INF/manifest.xml"


class OdtReader:
    """Reads one document a file; of other OpenDocument files it says what to do with them."""

    name = "odt"
    tier = Tier.LITERATURE

    def accepts(self, source: Source, head: bytes) -> bool:
        """Whether it is a zip that says it is an OpenDocument file."""
        return media_type(source, head).startswith(_OPEN_DOCUMENT)

    def read(self, source: Source, tier: Tier) -> Iterator[ReadResult]:
        """The file's Document; a Problem when it is encrypted, broken or no text document."""
        try:
            with open_package(source) as package:
                if reason := _why_not(package):
                    raise PackageError(reason)
                meta = core_properties(package, "meta.xml")
                walk = OdtWalk(bool(meta.title))
                package.feed("content.xml", walk)
            yield office_document(source, tier, walk, meta)
        except PackageError as error:
            yield Problem(source.name, "", str(error))


def _why_not(package: Package) -> str:
    if "mimetype" in package:
        kind = package.read("mimetype").decode("ascii", "replace").strip().removeprefix(_OPEN_DOCUMENT)
        if not kind.startswith("text"):
            return f"an OpenDocument file, but no text ({kind}); save it as .odt or .pdf"
    if _MANIFEST in package and any(True for _ in package.tree(_MANIFEST).iter("{*}encryption-data")):
        return "encrypted; open it in LibreOffice and save a copy without a password"
    return ""

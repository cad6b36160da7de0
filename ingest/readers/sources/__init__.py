"""Where documents come from: files in folders, members of archives, their encodings, and progress through them."""

from ingest.readers.sources.meter import Meter
from ingest.readers.sources.reporting import with_source_errors

__all__ = [
    "Meter",
    "with_source_errors",
]

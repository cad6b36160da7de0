"""Coverage-guided fuzzing of one reader: whatever the bytes, only documents, deletions and problems come out, in time.

    pip install atheris
    python -m tests.fuzz.readers FORMAT [--seeds FOLDER] [--seconds 600]

The seconds are of processor time, so that a busy machine does not shorten the search.

Not part of the suite: it is run by hand, and what it finds becomes a test. It starts from small files of our own and
from `--seeds`, a folder of samples of the format. Exit code 0: nothing found.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["ingest", "graph"]):
    from graph import Document, Tier
    from graph.parsing import FileSource, Problem
    from ingest.readers import Deletion, ReadResult
    from ingest.readers.sources.reporting import with_source_errors
    from ingest.reading import READERS, read_sources
    from tests.fuzz.seeds import PACKAGES, in_a_part, own_samples

_MAX_BYTES = 200_000
_TIMEOUT = 30
ARCHIVE = "archive"


def check(document: Document) -> None:
    """The offset rule that every document must keep."""
    end = 0
    for section in document.sections:
        assert end <= section.start < section.end <= len(document.text)
        end = section.end
    document.text.encode()
    document.id.encode()
    assert document.id and "\0" not in document.id + document.text


def read(format: str, path: Path) -> Iterator[ReadResult]:
    """All that the reader of the format, or the archive reader, makes of a file."""
    if format == ARCHIVE:
        for reading in read_sources([path]):
            yield from reading.results
    else:
        source = FileSource(path)
        yield from with_source_errors(source, READERS[format].read(source, Tier.LITERATURE))


def main() -> None:
    """Fuzz until the time is up or something is found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("format", choices=[*READERS, ARCHIVE])
    parser.add_argument("--seeds", type=Path)
    parser.add_argument("--seconds", type=int, default=600)
    given = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="fuzz-"))
    corpus = work / "corpus"
    corpus.mkdir()
    for number, sample in enumerate(own_samples(given.format)):
        (corpus / f"own{number}").write_bytes(sample)
    for number, seed in enumerate(
        sorted(p for p in given.seeds.rglob("*") if p.is_file()) if given.seeds else ()
    ):
        if seed.stat().st_size <= _MAX_BYTES:
            shutil.copy(seed, corpus / f"{number}")
    target = work / "input"

    def one(data: bytes) -> None:
        if time.process_time() >= given.seconds:
            print(f"nothing found in {given.seconds} s of processor time", flush=True)
            os._exit(0)  # libFuzzer has no way to stop by processor time
        target.write_bytes(data)
        for result in read(given.format, target):
            assert isinstance(result, Document | Problem | Deletion)
            if isinstance(result, Document):
                check(result)

    limits = [f"-timeout={_TIMEOUT}", f"-max_len={_MAX_BYTES}", "-rss_limit_mb=2048"]
    arguments = [sys.argv[0], *limits, f"-artifact_prefix={work}/", "-print_final_stats=1", str(corpus)]
    if given.format in PACKAGES:
        atheris.Setup(arguments, one, custom_mutator=in_a_part)
    else:
        atheris.Setup(arguments, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

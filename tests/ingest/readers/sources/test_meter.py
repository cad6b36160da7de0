from __future__ import annotations

import gzip
from pathlib import Path

from ingest.readers.sources.meter import Meter
from ingest.reading import read_paths


def test_the_share_read_grows_file_by_file_to_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A note. " * 40)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n' * 3))
    meter = Meter()
    results = read_paths([tmp_path], meter=meter)
    shares = [meter.share() for _ in results]
    assert len(shares) == 4
    assert 0 < shares[0] < shares[1] <= shares[-1] == meter.share() == 1.0


def test_no_files_are_no_share() -> None:
    meter = Meter()
    assert list(read_paths([], meter=meter)) == []
    assert meter.share() == 0.0

"""How fast each format is read, without encoder or store, on one core; and the memory that huge files take.

    python benchmarks/reading_rate.py SHARED_DATA [--gigabyte] [--seconds 5] [--json]

Rates: the samples of each format, over and over for some seconds, one process, one thread. `--gigabyte` makes a PubMed
XML file and a JSON lines file of 1 GB and a zip of 20,000 files in a temporary folder, reads each in a process of its
own and prints its peak memory above an idle process that has imported the same. Bars: PubMed XML 1,500 records/s, JATS
100 papers/s, JSON lines 20,000/s, PDF 20 pages/s; 300 MB above idle.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from graph import Document  # noqa: E402
from ingest import read_paths  # noqa: E402

GIGABYTE = 10**9
SENTENCE = "In this invented trial aspirin lowered the risk of stroke in adults with diabetes. "
# VmHWM, not ru_maxrss: that of a child begins with what its parent held.
CHILD = """
import re, sys
from pathlib import Path
from ingest.reading import read_paths
count = sum(1 for path in sys.argv[1:] for _ in read_paths([Path(path)]))
print(count, int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


def rate(paths: list[Path], seconds: float) -> dict[str, float]:
    size = sum(path.stat().st_size for path in paths)
    list(read_paths(paths))
    documents = characters = rounds = 0
    started = time.perf_counter()
    while (taken := time.perf_counter() - started) < seconds:
        for result in read_paths(paths):
            if isinstance(result, Document):
                documents += 1
                characters += len(result.text)
        rounds += 1
    return {
        "documents_per_second": round(documents / taken, 1),
        "mb_per_second": round(size * rounds / taken / 1e6, 2),
        "characters_per_document": round(characters / max(documents, 1)),
    }


def pages(paths: list[Path]) -> int:
    import pypdfium2

    return sum(len(pypdfium2.PdfDocument(path)) for path in paths)


def pubmed_record(number: int) -> str:
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{number}</PMID><Article><Journal>'
        "<JournalIssue><PubDate><Year>2020</Year></PubDate></JournalIssue><Title>Invented Journal</Title></Journal>"
        f"<ArticleTitle>Aspirin and stroke, trial {number}.</ArticleTitle><Abstract><AbstractText>{SENTENCE * 15}"
        "</AbstractText></Abstract><AuthorList><Author><LastName>Doe</LastName><ForeName>Jo</ForeName></Author></AuthorList>"
        "<Language>eng</Language><PublicationTypeList><PublicationType>Journal Article</PublicationType>"
        "</PublicationTypeList></Article></MedlineCitation></PubmedArticle>\n"
    )


def huge_xml(path: Path) -> None:
    with path.open("w") as file:
        file.write("<PubmedArticleSet>\n")
        number = 0
        while file.tell() < GIGABYTE:
            file.write("".join(map(pubmed_record, range(number, number + 1000))))
            number += 1000
        file.write("</PubmedArticleSet>\n")


def huge_jsonl(path: Path) -> None:
    row = json.dumps({"title": "Aspirin and stroke", "text": SENTENCE * 15})[1:]
    with path.open("w") as file:
        number = 0
        while file.tell() < GIGABYTE:
            file.write("".join(f'{{"_id": "{n}", {row}\n' for n in range(number, number + 1000)))
            number += 1000


def many_in_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(20_000):
            archive.writestr(
                f"{number // 1000}/{number}.xml",
                f"<PubmedArticleSet>{pubmed_record(number)}</PubmedArticleSet>",
            )


MAKERS: dict[str, Callable[[Path], None]] = {
    "huge.xml": huge_xml,
    "huge.jsonl": huge_jsonl,
    "many.zip": many_in_zip,
}


def child(*paths: Path) -> tuple[int, int, float]:
    started = time.perf_counter()
    command = [sys.executable, "-c", CHILD, *map(str, paths)]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    count, peak = map(int, output.split())
    return count, peak, time.perf_counter() - started


def huge() -> Iterator[tuple[str, dict[str, float]]]:
    _, idle, start_up = child()
    for name, make in MAKERS.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            make(path)
            count, peak, taken = child(path)
            yield (
                name,
                {
                    "bytes": path.stat().st_size,
                    "documents": count,
                    "documents_per_second": round(count / (taken - start_up), 1),
                    "peak_mb_above_idle": peak - idle,
                },
            )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("--gigabyte", action="store_true")
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    result: dict[str, object] = {
        "machine": f"{platform.machine()}, one core of {os.cpu_count()}, load {os.getloadavg()[0]:.1f}"
    }
    for folder in sorted((given.shared / "formats").iterdir()):
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        found = rate(paths, given.seconds)
        if folder.name == "pdf":
            found["pages_per_second"] = round(found["documents_per_second"] * pages(paths) / len(paths), 1)
        result[folder.name] = found
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary) / "abstracts.jsonl"
        plain.write_bytes(gzip.decompress((given.shared / "corpus" / "abstracts.jsonl.gz").read_bytes()))
        result["jsonl"] = rate([plain], given.seconds)
    if given.gigabyte:
        result.update(huge())
    print(
        json.dumps(result) if given.json else "\n".join(f"{name}: {found}" for name, found in result.items())
    )


if __name__ == "__main__":
    main()

"""Zip and tar archives, whole and hostile."""

from __future__ import annotations

import io
import os
import tarfile
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import Document
from graph.parsing import FileSource, Problem, read_head, read_whole
from ingest.readers import ReadResult
from ingest.readers.sources.archives import is_archive
from ingest.reading import read_paths, read_sources
from tests.hypothesis_profiles import examples
from tests.processes import Processes

Files = Mapping[str, bytes]
PUBMED = (
    b"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>T</ArticleTitle>\
</Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
)
MIXED = {
    "a/notes.txt": b"A note about aspirin.",
    "a/papers.xml": PUBMED,
    "b/rows.jsonl": b'{"_id": "x", "text": "One."}\n{"_id": "y", "text": "Two."}\n',
    "b/broken.xml": b"<PubmedArticleSet><PubmedArticle>",
    "b/figure.jpg": b"\xff\xd8\xff",
    ".hidden/x.txt": b"Hidden.",
    "__MACOSX/a/._notes.txt": b"Not text.",
}


def zipped(path: Path, files: Files, compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, files: Files, mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def tar_bz2(path: Path, files: Files) -> Path:
    return tarred(path, files, "w:bz2")


def plain_tar(path: Path, files: Files) -> Path:
    return tarred(path, files, "w")


Pack = Callable[[Path, Files], Path]
PACKS: list[Pack] = [zipped, tarred, tar_bz2, plain_tar]


def ids(results: list[ReadResult]) -> list[str]:
    return [r.id if isinstance(r, Document) else r.source.rpartition("!/")[2] for r in results]  # type: ignore[union-attr]


@pytest.mark.parametrize("pack", PACKS)
def test_members_are_read_as_files_are(tmp_path: Path, pack: Pack) -> None:
    archive = pack(tmp_path / "all.bin", MIXED)
    results = list(read_paths([archive]))
    assert [type(r) for r in results] == [Document, Document, Document, Document, Problem]
    assert ids(results)[1:] == ["pmid:7", "x", "y", "b/broken.xml"]
    (tmp_path / "loose").mkdir()
    (tmp_path / "loose" / "n.txt").write_bytes(MIXED["a/notes.txt"])
    (loose,) = read_paths([tmp_path / "loose"])
    assert isinstance(results[0], Document) and isinstance(loose, Document)
    assert results[0].id == loose.id and results[0].source == f"{archive}!/a/notes.txt"


def test_what_each_member_was_taken_for(tmp_path: Path) -> None:
    found = [
        (r.source.rpartition("!/")[2], r.format, sum(1 for _ in r.results))
        for r in read_sources([zipped(tmp_path / "a.zip", MIXED)])
    ]
    assert found == [
        ("a/notes.txt", "text", 1),
        ("a/papers.xml", "pubmed-xml", 1),
        ("b/rows.jsonl", "jsonl", 2),
        ("b/broken.xml", "pubmed-xml", 1),
    ]


def test_a_forced_format_holds_for_members(tmp_path: Path) -> None:
    (document,) = read_paths([zipped(tmp_path / "a.zip", {"x.dat": b"Words."})], format="text")
    assert isinstance(document, Document)


def test_an_archive_in_an_archive_and_no_deeper(tmp_path: Path) -> None:
    inner = tarred(tmp_path / "inner.tgz", {"n.txt": b"Deep words."}).read_bytes()
    middle = zipped(tmp_path / "middle.zip", {"inner.tgz": inner})
    assert len(list(read_paths([middle]))) == 1
    outer = zipped(tmp_path / "outer.zip", {"middle.zip": middle.read_bytes()})
    (problem,) = read_paths([outer])
    assert isinstance(problem, Problem) and "unpack it first" in problem.reason


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("name", ["../out.txt", "/etc/x.txt", "a/../../x.txt", "C:/x.txt"])
def test_names_that_lead_out_are_refused(tmp_path: Path, pack: Pack, name: str) -> None:
    results = list(read_paths([pack(tmp_path / "a.bin", {name: b"x", "b.txt": b"Fine."})]))
    assert isinstance(results[0], Problem) and "leads out" in results[0].reason
    assert isinstance(results[1], Document)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.bin"]


def test_links_and_devices_in_a_tar_are_reported(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            info = tarfile.TarInfo(f"x{kind!r}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    results = list(read_paths([tmp_path / "a.tar"]))
    assert [r.reason for r in results if isinstance(r, Problem)] == ["a link or device, not a file"] * 4


def test_a_link_in_a_zip_is_reported(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    (problem,) = read_paths([tmp_path / "a.zip"])
    assert isinstance(problem, Problem) and "link" in problem.reason


def test_a_member_that_is_a_bomb_ends_the_archive(tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "a.zip", {f"{n}.jsonl": b"\n" * 90_000_000 for n in range(2)})
    started = time.perf_counter()
    results = list(read_paths([bomb]))
    assert time.perf_counter() - started < 30
    assert results and all(isinstance(r, Problem) for r in results)
    assert "200 times" in results[0].reason and "rest of the archive" in results[-1].reason  # type: ignore[union-attr]


@pytest.mark.parametrize("pack", [tarred, tar_bz2])
def test_a_tar_that_is_a_bomb_ends(tmp_path: Path, pack: Pack) -> None:
    results = list(read_paths([pack(tmp_path / "a.tgz", {"a.jsonl": b"\n" * 90_000_000})]))
    assert isinstance(results[-1], Problem) and "200 times" in results[-1].reason


def test_a_member_without_a_name(tmp_path: Path) -> None:
    """Found by tests/fuzz/readers.py: zipfile itself fails on it."""
    path = zipped(tmp_path / "a.zip", {"x": b"A note about aspirin."})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 28] = 0  # the length of its name in the directory at the end
    data[at + 46 : at + 47] = b""
    end = data.index(b"PK\x05\x06")
    data[end + 12] -= 1  # the length of that directory
    path.write_bytes(data)
    (result,) = read_paths([path])
    assert isinstance(result, Document | Problem)


def test_an_encrypted_member(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": b"x"})
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag, in the local header and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    (problem,) = read_paths([path])
    assert isinstance(problem, Problem) and "encrypted" in problem.reason


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("cut", [30, 200, -60, -400])
def test_a_cut_archive_is_a_problem(tmp_path: Path, pack: Pack, cut: int) -> None:
    noise = {f"{n}.txt": os.urandom(3000).hex().encode() for n in range(4)}
    path = pack(tmp_path / "a.bin", noise)
    path.write_bytes(path.read_bytes()[:cut])
    results = list(read_paths([path], format=None))
    if cut < 0 and pack is plain_tar:  # only the padding is lost
        return
    assert isinstance(results[-1], Problem)


SMALL = [pack for pack in PACKS if pack is not tar_bz2]


@settings(
    max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    pack=st.sampled_from(SMALL),
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4))),
)
def test_damaged_archives_end_in_problems(
    tmp_path: Path, pack: Pack, changes: list[tuple[float, bytes]]
) -> None:
    path = pack(tmp_path / "a.bin", {"a.txt": b"Some words here.", "b.xml": PUBMED})
    data = bytearray(path.read_bytes())
    for place, new in changes:
        start = int(place * (len(data) - 1))
        data[start : start + len(new)] = new
    path.write_bytes(data)
    for result in read_paths([path]):
        assert isinstance(result, Document | Problem)


def test_what_lies_beside_a_member_of_a_zip(tmp_path: Path) -> None:
    found: list[str | None] = []
    files = {"in/a.txt": b"A", "b.csv": b"B", "in/c.txt": b"C"}
    zipped(tmp_path / "a.zip", files)
    from ingest.readers.sources.archives import members

    source = FileSource(tmp_path / "a.zip")
    for member in members(source, read_head(source)):
        assert not isinstance(member, Problem)
        for relative in ("../b.csv", "c.txt", "none.txt", "../../../b.csv"):
            other = member.sibling(relative)
            found.append(read_whole(other, 9).decode() if other else None)
    assert found[:4] == ["B", "C", None, "B"]


_READ = """
import resource, sys
from pathlib import Path
from graph import Document
from ingest import read_paths
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
before = peak()
print(sum(isinstance(result, Document) for result in read_paths([Path(sys.argv[1])])), peak() - before)
"""


@pytest.mark.deep
def test_twenty_thousand_members_in_little_memory(processes: Processes, tmp_path: Path) -> None:
    """In a process of its own, whose peak the system knows: tracing each allocation takes four times as long."""
    files = {f"{n}.txt": f"Note {n} about aspirin.".encode() for n in range(20_000)}
    done = processes.run("-c", _READ, zipped(tmp_path / "many.zip", files))
    assert done.returncode == 0, done.stderr
    count, peak = map(int, done.stdout.split())
    assert count == 20_000 and peak < 50_000_000


@pytest.mark.parametrize("head", [b"", b"PK", b"plain text", b"\x1f\x8b\x08"])
def test_what_is_no_archive(head: bytes) -> None:
    assert not is_archive(head)

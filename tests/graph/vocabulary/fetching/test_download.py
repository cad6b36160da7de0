"""Downloads from a real server on this machine: whole and checked, or nothing."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from graph.vocabulary.fetching.download import DownloadError, download_vocabulary
from graph.vocabulary.fetching.sources import DownloadSource, known_sources
from tests.graph.vocabulary.fetching.http_server import Page, Site, serving
from tests.graph.vocabulary.readers import samples

OBO = samples.OBO.encode()
SHA256, MD5 = hashlib.sha256(OBO).hexdigest(), hashlib.md5(OBO).hexdigest()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def source(*addresses: str, checksums: str = "") -> DownloadSource:
    return DownloadSource("doid", "a test", "doid.obo", addresses, checksums)


def file_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_fetched_recorded_and_told(site: Site, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    address = site.put("/doid.obo", OBO)
    got = download_vocabulary(
        source(address), tmp_path / "new", progress=lambda done, total: told.append((done, total))
    )
    assert (got.path.read_bytes(), got.address, got.bytes, got.sha256) == (OBO, address, len(OBO), SHA256)
    assert (got.verified, got.complete) == ("", True)
    assert file_names(tmp_path / "new") == ["doid.obo", "doid.obo.sha256"]
    assert (tmp_path / "new/doid.obo.sha256").read_text() == f"{SHA256}  doid.obo\n"
    assert told[-1] == (len(OBO), len(OBO))


def test_redirects_are_followed_on_the_web_only(site: Site, tmp_path: Path) -> None:
    there = site.put("/there.obo", OBO)
    moved = site.put("/moved", Page(status=302, location=there))
    assert download_vocabulary(source(moved), tmp_path).address == there
    for place in ("file:///etc/hostname", "ftp://127.0.0.1/doid.obo"):
        away = site.put("/away", Page(status=302, location=place))
        with pytest.raises(DownloadError, match=r"no http or https address|not allowed"):
            download_vocabulary(source(away), tmp_path)
    circle = site.put("/circle", Page(status=302, location="/circle"))
    with pytest.raises(DownloadError, match="cannot reach"):
        download_vocabulary(source(circle), tmp_path)
    with pytest.raises(DownloadError, match="no http or https address"):
        download_vocabulary(source("file:///etc/hostname"), tmp_path)


def test_a_year_that_is_not_out_yet_is_passed_over(site: Site, tmp_path: Path) -> None:
    last = site.put("/desc2030.gz", OBO)
    assert download_vocabulary(source(f"{site.url}/desc2031.gz", last), tmp_path).address == last
    assert site.asked == ["/desc2031.gz", "/desc2030.gz"]
    with pytest.raises(DownloadError, match="404"):
        download_vocabulary(source(f"{site.url}/desc2031.gz", f"{site.url}/desc2029.gz"), tmp_path)


FAULTS = {
    "cut short": (Page(OBO, length=len(OBO) + 100), "broke off"),
    "silent": (Page(OBO, pause=3), "broke off: no answer in time"),
    "a server's error": (Page(b"", status=503), "cannot reach .*503"),
    "a log-in page": (
        Page(b"<html><body>Please log in</body></html>"),
        "no vocabulary: doid.obo is no vocabulary",
    ),
    "nothing": (Page(b""), "no vocabulary"),
    "too large": (Page(b"x" * 5000), "more than 4,000 bytes"),
    "too large, unannounced": (Page(b"x" * 5000, length=-1), "more than 4,000 bytes"),
    "announced too large": (Page(OBO, length=1 << 40), "more than 4,000 bytes"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_is_kept_of_a_bad_download(site: Site, tmp_path: Path, fault: str) -> None:
    page, said = FAULTS[fault]
    (tmp_path / "doid.obo").write_text("the former")
    with pytest.raises(DownloadError, match=said) as caught:
        download_vocabulary(source(site.put("/doid.obo", page)), tmp_path, most_bytes=4000, silence=0.5)
    assert caught.value.hint
    assert file_names(tmp_path) == ["doid.obo"]
    assert (tmp_path / "doid.obo").read_text() == "the former"


def test_without_a_length_nothing_tells_whether_it_is_whole(site: Site, tmp_path: Path) -> None:
    address = site.put("/doid.obo", Page(OBO, length=-1))
    assert not download_vocabulary(source(address), tmp_path).complete
    assert download_vocabulary(source(address), tmp_path, sha256=SHA256.upper()).complete


def test_the_given_sha256(site: Site, tmp_path: Path) -> None:
    address = site.put("/doid.obo", OBO)
    assert download_vocabulary(source(address), tmp_path, sha256=SHA256).verified == "the SHA-256 given"
    with pytest.raises(DownloadError, match=f"has the SHA-256 {SHA256}, not {'0' * 64}"):
        download_vocabulary(source(address), tmp_path / "other", sha256="0" * 64)
    assert file_names(tmp_path / "other") == []


def test_the_publishers_md5(site: Site, tmp_path: Path) -> None:
    """On a page of several, as NLM lists RxNorm's."""
    address = site.put("/doid.obo", OBO)
    page = site.put("/files.html", f"<b>weekly</b> MD5 checksum: {'1' * 32} <b>full</b> {MD5}".encode())
    assert download_vocabulary(source(address, checksums=page), tmp_path).verified == f"the MD5 on {page}"
    site.put("/files.html", f"MD5 checksum: {'1' * 32}".encode())
    with pytest.raises(DownloadError, match=f"has the MD5 {MD5}, which .* does not list"):
        download_vocabulary(source(address, checksums=page), tmp_path / "other")
    assert file_names(tmp_path / "other") == []
    for silent in (site.put("/files.html", b"nothing here"), f"{site.url}/missing"):
        assert download_vocabulary(source(address, checksums=silent), tmp_path).verified == ""


def test_no_one_there(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/doid.obo"
        with pytest.raises(DownloadError, match=f"cannot reach {address}: Connection refused") as caught:
            download_vocabulary(source(address), tmp_path)
    assert caught.value.hint == f"fetch it yourself ({address}) and: medgraph vocab add FILE"


def test_a_server_that_is_none(tmp_path: Path) -> None:
    """It answers, but not in HTTP."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        import threading

        def answer() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(100)
                connection.sendall(b"SSH-2.0-not-http\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(DownloadError, match="cannot reach"):
            download_vocabulary(source(f"http://127.0.0.1:{listening.getsockname()[1]}/x"), tmp_path)
        thread.join()


def test_a_folder_that_is_none(site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DownloadError, match="cannot write to"):
        download_vocabulary(source(site.put("/doid.obo", OBO)), tmp_path / "file")


def test_the_known_sources() -> None:
    known = known_sources(date(2031, 12, 24))
    assert list(known) == [
        "doid",
        "hpo",
        "mondo",
        "mesh",
        "mesh-supplement",
        "hgnc",
        "retractions",
        "rxnorm",
    ]
    assert [urlsplit(a).path.rpartition("/")[2] for a in known["mesh"].addresses] == [
        "desc2031.gz",
        "desc2030.gz",
    ]
    for each in known.values():
        assert all(
            urlsplit(address).scheme == "https" for address in (*each.addresses, each.checksums) if address
        )
        assert replace(each, file=Path(each.file).name) == each

"""A disk that is full or may not be written: one line, nothing half written, and everything can be read."""

from __future__ import annotations

import io
import shutil
import sqlite3
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.conftest import paper
from tests.command import Cli, environment
from tests.disks import Commands, Done, can_mount, closed, small
from tests.paths import DEMO, ROOT
from tests.processes import Processes

mounts = pytest.mark.skipif(not can_mount(), reason="no mounts of one's own here")
READING = (
    ("ask", "does aspirin relieve pain?"),
    ("search", "aspirin"),
    ("documents", "list"),
    ("documents", "show", "pmid:1"),
    ("entity", "aspirin"),
    ("vocab", "search", "asthma"),
    ("vocab", "list"),
)


@pytest.fixture(scope="module")
def original(make_cli: Callable[[Path], Cli], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with papers, a vocabulary and everything that is kept of them."""
    folder = tmp_path_factory.mktemp("disks")
    cli = make_cli(folder / "home")
    for pmid in range(1, 40):
        text = f"Aspirin relieved pain in {pmid} patients with asthma. Side effects of aspirin were rare."
        (folder / f"{pmid}.xml").write_text(paper(pmid, f"Aspirin and pain {pmid}", text))
    assert cli("vocab", "add", DEMO / "vocabulary.obo").returncode == 0
    assert cli("ingest", *folder.glob("*.xml")).returncode == 0
    assert all(cli(*command).returncode == 0 for command in READING)
    return cli.home


@pytest.fixture
def home(original: Path, tmp_path: Path) -> Path:
    shutil.copytree(original, tmp_path / "home", symlinks=True)
    return tmp_path / "home"


@pytest.fixture
def commands(processes: Processes, home: Path) -> Commands:
    return Commands(processes, home)


def lose_caches(home: Path) -> None:
    for name in ("indexes", "lexicon"):
        shutil.rmtree(home / "workspaces" / "test" / name)


def partial_files(*folders: Path) -> list[Path]:
    return [file for folder in folders for file in folder.rglob(".[0-9]*.*")]


def writing(tmp_path: Path) -> list[tuple[object, ...]]:
    """Commands that write, among them one whose file lies elsewhere."""
    (tmp_path / "note.txt").write_text("The patient takes aspirin. " * 200)
    (tmp_path / "out").mkdir(exist_ok=True)
    return [
        ("ingest", tmp_path / "note.txt"),
        ("vocab", "add", DEMO / "vocabulary.obo", "--id", "two"),
        ("reindex",),
        ("documents", "delete", "pmid:2"),
        ("compact",),
        ("export", tmp_path / "out" / "export.gz"),
    ]


@pytest.mark.parametrize(
    "most_bytes", [0, *(pytest.param(size, marks=pytest.mark.deep) for size in (5_000, 70_000))]
)
def test_a_full_disk_is_one_line_and_leaves_nothing_half_written(
    commands: Commands, tmp_path: Path, most_bytes: int
) -> None:
    jobs = [*READING, *writing(tmp_path)]
    lose_caches(commands.home)
    for job, done in zip(jobs, commands(*jobs, most_bytes=most_bytes), strict=True):
        if done.code:
            assert "no space left" in done.told() or "cannot write" in done.told(), job
        assert "Traceback" not in done.stderr
    assert partial_files(commands.home, tmp_path / "out") == []
    assert [(job, done) for job, done in zip(jobs, commands(*jobs), strict=True) if done.code] == []


def test_an_index_that_finds_no_room_says_so(commands: Commands) -> None:
    lose_caches(commands.home)
    (done,) = commands(READING[0], most_bytes=60_000)
    assert "no space left" in done.told()


@mounts
@pytest.mark.parametrize("lost", [False, True])
def test_a_closed_home_can_be_read(commands: Commands, tmp_path: Path, lost: bool) -> None:
    """Also where what is kept beside the store is not there, or not of its present revision."""
    open_ = [done.stdout for done in commands(*READING)]
    if lost:
        lose_caches(commands.home)
    before = {file: file.stat().st_mtime_ns for file in commands.home.rglob("*")}
    results = commands(*READING, ("export", tmp_path / "export.gz"), before=closed(commands.home))
    assert [done for done in results if done.code] == []
    assert [done.stdout for done in results[:-1]] == open_
    assert (tmp_path / "export.gz").is_file()
    assert {file: file.stat().st_mtime_ns for file in commands.home.rglob("*")} == before


@mounts
def test_what_would_write_to_a_closed_home_is_one_line(commands: Commands, tmp_path: Path) -> None:
    *jobs, _ = writing(tmp_path)
    for job, done in zip(jobs, commands(*jobs, before=closed(commands.home)), strict=True):
        assert "reading only" in done.told(), job


@mounts
def test_a_closed_home_without_a_workspace_is_one_line(commands: Commands, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    empty = Commands(commands._processes, tmp_path / "empty")
    (done,) = empty(("documents", "list"), before=closed(tmp_path / "empty"))
    assert "cannot create" in done.told()


@mounts
def test_a_closed_home_whose_log_was_never_folded_in_says_so_or_reads_it(commands: Commands) -> None:
    """A process that was killed leaves its log behind; what stands in it must not be passed over in silence."""

    file = commands.home / "workspaces" / "test" / "graph.sqlite"
    connection = sqlite3.connect(file)
    connection.execute("INSERT OR REPLACE INTO setting VALUES ('x', 'y')")
    connection.commit()
    for name in ("graph.sqlite", "graph.sqlite-wal"):
        shutil.copy(file.with_name(name), file.with_name(f"{name}.copy"))
    connection.close()
    for name in ("graph.sqlite", "graph.sqlite-wal"):
        shutil.move(file.with_name(f"{name}.copy"), file.with_name(name))
    (done,) = commands(("documents", "list"), before=closed(commands.home))
    assert done.code == 0 or "cannot open" in done.told()


@mounts
def test_an_archive_that_finds_no_room_to_be_unpacked(commands: Commands, tmp_path: Path) -> None:
    """It is no fault of the archive: it is not passed over as one that cannot be read."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with tarfile.open(tmp_path / "notes.tar", "w") as archive:
        member = tarfile.TarInfo("note.txt")
        content = b"The patient takes aspirin. " * 20_000
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    (done,) = commands(("ingest", tmp_path / "notes.tar"), before=small(temporary), TMPDIR=str(temporary))
    assert "no space left" in done.told()


@pytest.mark.parametrize("limit", [1, 50])  # written at the end of the command, and before
def test_standard_output_on_a_full_disk(processes: Processes, demo_cli: Cli, limit: int) -> None:
    with Path("/dev/full").open("w") as full:
        command = ("-m", "medgraph", "documents", "list", "--limit", limit)
        process = processes.start(*command, env=environment(demo_cli.home), stdout=full, cwd=ROOT)
        _, stderr = process.communicate(timeout=100)
    done = Done(process.returncode, "", stderr)
    assert "no space left" in done.told()


@pytest.mark.deep
@mounts
def test_a_closed_home_in_which_the_model_was_not_converted_yet(processes: Processes, home: Path) -> None:
    (home / "models").unlink()
    (done,) = Commands(processes, home)(READING[0], before=closed(home))
    assert done.code == 0, done

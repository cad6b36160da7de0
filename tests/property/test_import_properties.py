"""Whatever is done to an archive: an import names the rows that it refuses, and the workspace answers afterwards."""

from __future__ import annotations

import copy
import gzip
import json
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from api.service import MedGraph
from graph import MedgraphError
from graph.store import Filter, RefusedRowsError, SqliteStore, import_workspace
from tests.hypothesis_profiles import examples

QUESTIONS = ["Does amiodarone cause hypothyroidism?", "heart attack", "thyroid[ti] AND amiodaron*"]
VALUES: list[Any] = [
    None,
    True,
    -1,
    0,
    7,
    10**30,
    1e308,
    0.5,
    "",
    "x",
    "\0",
    "a" * 5000,
    [],
    {},
    [[]],
    "1999",
]
RAW = [
    "NaN",
    "-Infinity",
    '"\\ud800"',
    "[" * 5000 + "]" * 5000,
    '{"a":' * 900 + "1" + "}" * 900,
    "1e999",
    "1" * 5000,
]
MARK = "@@raw@@"
Row = dict[str, Any]


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every `(container, key)` inside a value."""
    found = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    inner = [each for _, part in found if isinstance(part, dict | list) for each in places(part)]
    return [(value, key) for key, _ in found] + inner


def spoilt(rows: list[Row], rng: random.Random) -> bytes:
    """The archive with one to three mistakes, gzipped, and now and then cut short."""
    rows, raw = copy.deepcopy(rows), rng.choice(RAW)
    for _ in range(rng.randint(1, 3)):
        rng.choice([spoil_value, spoil_value, spoil_rows])(rows, rng)
    lines = [json.dumps(row).replace(f'"{MARK}"', raw) for row in rows]
    data = gzip.compress("\n".join(lines).encode(), 1)
    return data[: rng.randrange(len(data))] if rng.random() < 0.1 else data


def spoil_value(rows: list[Row], rng: random.Random) -> None:
    container, key = rng.choice(places(rng.choice(rows)))
    other, place = rng.choice(places(rng.choice(rows)))
    kind = rng.choice(["value", "value", "other", "number", "drop", "add"])
    if kind == "number" and type(container[key]) is int:
        container[key] += rng.choice([-1, 1, 1000, -(2**63), 2**63])
    elif kind == "drop":
        del container[key]
    elif kind == "add" and isinstance(container, dict):
        container["more"] = rng.choice(VALUES)
    else:
        container[key] = rng.choice([MARK, *VALUES]) if kind == "value" else copy.deepcopy(other[place])


def spoil_rows(rows: list[Row], rng: random.Random) -> None:
    kind = rng.choice(["twice", "order", "lost"])
    if kind == "twice":
        rows.insert(rng.randrange(len(rows)), copy.deepcopy(rng.choice(rows)))
    elif kind == "order":
        rng.shuffle(rows)
    else:
        del rows[rng.randrange(len(rows))]


def tried(do: Callable[[], object]) -> MedgraphError | None:
    """The error that a person can act on; any other fails the test."""
    try:
        do()
    except MedgraphError as error:
        assert "\n" not in str(error)
        return error
    return None


@pytest.fixture(scope="module")
def exported(demo: MedGraph, tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    """The rows of the demonstration: the header, a few concepts and documents."""
    path = tmp_path_factory.mktemp("export") / "demo.gz"
    demo.export(path)
    header, *rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    concepts = [row for row in rows if "concept" in row][:12]
    header["vocabularies"][0]["concepts"] = len(concepts)
    pair = [{**row["concept"], "id": f"{row['concept']['id']}"} for row in concepts[:2]]
    entity, into = ({key: each[key] for key in ("id", "name", "category")} for each in pair)
    header["merges"] = [{"entity": entity, "into": into}]
    documents = [row for row in rows if "document" in row][:6]
    header["documents"] = len(documents)
    return [header, *concepts, *documents]


@pytest.mark.parametrize("seed", range(examples(40)))
def test_the_store_stays_whole(exported: list[Row], seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    for n in range(10):
        (tmp_path / "bad.gz").write_bytes(spoilt(exported, rng))
        store = SqliteStore(tmp_path / f"{n}.db")
        error = tried(partial(import_workspace, store, tmp_path / "bad.gz"))
        if isinstance(error, RefusedRowsError):
            assert all(problem.place.startswith("line ") and problem.reason for problem in error.problems)
        for graph in store.graphs():
            ids = [chunk.id for chunk in graph.chunks]
            for id_, content in store.chunk_contents(ids).items():
                chunk = graph.chunks[ids.index(id_)]
                assert content.text == graph.document.text[chunk.start : chunk.end]
        assert len(store.summaries(Filter())) == store.counts().documents
        store.content_hash()
        store.close()


def test_questions_are_answered_after_any_import(
    exported: list[Row], open_home: Callable[[Path], MedGraph], tmp_path: Path
) -> None:
    """All into one workspace, so that what one brought in is there when the next is asked about."""
    service, rng = open_home(tmp_path / "home"), random.Random(0)
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, exported)).encode()))
    service.import_(path)
    for _ in range(examples(60)):
        path.write_bytes(spoilt(exported, rng))
        tried(lambda: service.import_(path))
        for question in QUESTIONS:
            service.ask(question)
            service.search(question)
        tried(lambda: service.entity("amiodarone"))
        service.search_vocabulary("a")
        service.suggestions()
    service.close()

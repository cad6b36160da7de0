"""What an import refuses: the row is named, the rest is stored, and nothing of the row is."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph.model import Concept, Entity, VocabularyInfo
from graph.store import Merge, RefusedRowsError, SqliteStore
from graph.store.transfer import importing
from graph.store.transfer.archive import ArchiveError, export_workspace, import_workspace
from tests.builders import Says, document_graph

Row = dict[str, Any]
DEEP = "[" * 100_000 + "]" * 100_000


@pytest.fixture
def rows(store: SqliteStore, tmp_path: Path) -> list[Row]:
    """A header, two concepts and three documents; the row of `d1` is line 5."""
    store.remember("model", "m@1:4")
    concepts = [Concept("V:1", "one", ("eins",)), Concept("V:2", "two", parents=("V:1",))]
    store.put_vocabulary(VocabularyInfo("v", "1", "v.obo", 0), concepts)
    says = [Says(0, "X", "treats", "Y")]
    store.write([document_graph(f"d{n}", [["X", "Y"], ["X"]], says=says, year=2000) for n in range(3)])
    store.merge(Merge(Entity("X", "x", "Disease"), Entity("V:1", "one", "Disease")))
    export_workspace(store, tmp_path / "whole.gz")
    return [json.loads(line) for line in gzip.decompress((tmp_path / "whole.gz").read_bytes()).splitlines()]


@pytest.fixture
def target(tmp_path: Path) -> Any:
    target = SqliteStore(tmp_path / "target.db")
    yield target
    target.close()


def write(path: Path, rows: list[Row], line: int = 0, text: str = "") -> Path:
    """The archive, one of its lines (from 1) replaced by a text."""
    lines = [json.dumps(row) for row in rows]
    if line:
        lines[line - 1] = text
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    return path


def vectors(*numbers: float) -> str:
    return base64.b64encode(np.array(numbers, dtype="<f4").tobytes()).decode()


def put(*path: Any, value: Any) -> Callable[[Row], None]:
    def change(row: Row) -> None:
        at: Any = row
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = value

    return change


def drop(*path: Any) -> Callable[[Row], None]:
    def change(row: Row) -> None:
        at: Any = row
        for key in path[:-1]:
            at = at[key]
        del at[path[-1]]

    return change


BAD_DOCUMENTS = {
    "year too large": (put("document", "year", value=99999), "year: 99999"),
    "year negative": (put("document", "year", value=-5), "year: -5"),
    "year a text": (put("document", "year", value="1999"), "document: year: a whole number"),
    "year a fraction": (put("document", "year", value=1999.5), "document: year"),
    "year a truth": (put("document", "year", value=True), "document: year"),
    "year without end": (put("document", "year", value=10**40), "document: year"),
    "title null": (put("document", "title", value=None), "document: title: text is expected, not null"),
    "authors a text": (put("document", "authors", value="Doe J"), "document: authors: a list"),
    "an author a list": (put("document", "authors", value=["a", []]), "document: authors: 1: text"),
    "tier unknown": (put("document", "tier", value="rumour"), "document: tier: one of user, literature"),
    "retracted missing": (drop("document", "retracted"), "document: retracted is missing"),
    "no id": (put("document", "id", value=""), "an id must not be empty"),
    "long id": (put("document", "id", value="x" * 2000), "an id of 2,000 characters"),
    "text with NUL": (put("document", "text", value="X Y .\0" * 9), "NUL"),
    "text cut": (put("document", "text", value="X"), "outside the text"),
    "section past the end": (put("document", "sections", 1, "end", value=999), "section lies outside"),
    "field of tomorrow": (put("document", "mood", value="good"), "'mood' is no field"),
    "chunk past the end": (put("chunks", 0, 2, value=999), "outside the text"),
    "sentence outside its chunk": (put("chunks", 0, 4, 0, 0, value=0), "a sentence of chunk"),
    "chunk of another place": (put("chunks", 0, 0, value=7), "position 0"),
    "chunk in no section": (put("chunks", 0, 3, value=9), "section 9"),
    "chunk short": (put("chunks", 0, value=[0, 1]), "chunks: 0: a list of 5"),
    "mention of nothing": (put("mentions", 0, "entity_id", value="Z"), "'Z'"),
    "mention in no chunk": (put("mentions", 0, "chunk", value=5), "chunk 5"),
    "mention outside": (put("mentions", 0, "end", value=500), "outside its sentence"),
    "mention without assertion": (drop("mentions", 0, "assertion"), "mentions: 0: assertion is missing"),
    "assertion unknown": (put("mentions", 0, "assertion", value="maybe"), "mentions: 0: assertion: one of"),
    "score a text": (put("mentions", 0, "score", value="1"), "mentions: 0: score: a number"),
    "entity twice": (lambda row: row["entities"].append(row["entities"][0]), "listed twice"),
    "entity id null": (put("entities", 0, "id", value=None), "entities: 0: id: text"),
    "relation to nothing": (put("relations", 0, "object_id", value="Z"), "'Z'"),
    "predicate unknown": (put("relations", 0, "predicate", value="likes"), "'likes'"),
    "confidence above one": (put("relations", 0, "confidence", value=2), "confidence"),
    "vectors of another dimension": (put("dimension", value=8), "dimension: 8"),
    "vectors short": (put("vectors", value=vectors(1, 0, 0)), "vectors: 12 bytes"),
    "vectors of no length": (put("vectors", value=vectors(0, 0, 0, 0)), "length 0"),
    "vectors not finite": (put("vectors", value=vectors(np.nan, 0, 0, 1)), "length nan"),
    "vectors infinite": (put("vectors", value=vectors(np.inf, 0, 0, 1)), "length inf"),
    "vectors long": (put("vectors", value=vectors(1e30, 0, 0, 0)), "not 1"),
    "vectors no base64": (put("vectors", value="%%%"), "no base64"),
    "vectors null": (put("vectors", value=None), "vectors: text"),
    "no chunks": (drop("chunks"), "chunks is missing"),
    "document a list": (put("document", value=[]), "document: an object"),
    "neither": (lambda row: row.clear(), "is missing"),
}


@pytest.mark.parametrize("name", BAD_DOCUMENTS)
def test_a_document_that_is_none_is_named_and_stops_no_other(
    rows: list[Row], target: SqliteStore, name: str, tmp_path: Path
) -> None:
    change, reason = BAD_DOCUMENTS[name]
    change(rows[4])
    with pytest.raises(RefusedRowsError) as caught:
        import_workspace(target, write(tmp_path / "bad.gz", rows))
    (problem,) = caught.value.problems
    assert problem.place == "line 5" and reason in problem.reason and str(caught.value).count("\n") == 0
    assert reason in str(caught.value) and "line 5" in str(caught.value) and caught.value.documents == 2
    assert sorted(graph.document.id for graph in target.graphs()) == ["d0", "d2"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (DEEP, "no JSON: nested too deeply"),
        ('{"document": ' + DEEP + "}", "no JSON: nested too deeply"),
        ('{"document": {"year": NaN}}', "no JSON"),
        ('{"document": {"id": "\\ud800"}}', "no JSON"),
        ("[1, 2]", "no JSON object"),
        ('"text"', "no JSON object"),
        ('{"document"', "no JSON"),
        ('{"document": ' + "9" * 6000 + "}", "no JSON: number out of range"),
    ],
    ids=lambda text: ascii(text)[:30],
)
def test_a_line_that_is_no_row_is_named(
    rows: list[Row], target: SqliteStore, text: str, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(RefusedRowsError) as caught:
        import_workspace(target, write(tmp_path / "bad.gz", rows, 5, text))
    (problem,) = caught.value.problems
    assert problem.place == "line 5" and reason in problem.reason
    assert target.counts().documents == 2


def test_a_line_without_end_is_passed_over(
    rows: list[Row], target: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "LONGEST_LINE", 2 << 20)
    with pytest.raises(RefusedRowsError, match="line 5: longer than 2 MiB"):
        import_workspace(target, write(tmp_path / "bad.gz", rows, 5, "[" + "1," * (2 << 20)))
    assert target.counts().documents == 2


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (put("concept", "id", value=""), "line 2", "an id must not be empty"),
        (put("concept", "synonyms", value="eins"), "line 2", "synonyms: a list"),
        (drop("concept", "same_as"), "line 2", "same_as is missing"),
        (put("concept", "parents", value=["V:1"]), "line 2", "itself"),
        (put("concept", "name", value="x" * 5000), "line 2", "4,000"),
        (put("vocabulary", value="w"), "line 2", "no vocabulary whose place this is"),
        (put("vocabulary", value=7), "line 2", "no vocabulary whose place this is"),
    ],
)
def test_a_concept_that_is_none_is_named(
    rows: list[Row],
    target: SqliteStore,
    change: Callable[[Row], None],
    line: str,
    reason: str,
    tmp_path: Path,
) -> None:
    change(rows[1])
    with pytest.raises(RefusedRowsError) as caught:
        import_workspace(target, write(tmp_path / "bad.gz", rows))
    assert caught.value.problems[0].place == line and reason in caught.value.problems[0].reason
    assert target.counts().documents == 3


@pytest.mark.parametrize("kept", [[], [2]], ids=["no row", "one of two"])
def test_a_vocabulary_that_lacks_rows_replaces_none(
    rows: list[Row], target: SqliteStore, kept: list[int], tmp_path: Path
) -> None:
    whole = VocabularyInfo("v", "0", "own.obo", 0)
    stored = target.put_vocabulary(whole, [Concept(f"V:{n}", f"name {n}") for n in range(5)])
    torn = [rows[0], *(rows[n - 1] for n in kept), *rows[3:]]
    with pytest.raises(RefusedRowsError, match=r"'v': .*of its 2 concepts"):
        import_workspace(target, write(tmp_path / "bad.gz", torn))
    assert list(target.vocabularies()) == [stored] and target.counts().documents == 3


@pytest.mark.parametrize("value", [None, {}, {"entity": {"id": 1}}, {"entity": 1, "into": 2}])
def test_a_merge_that_is_none_is_told(
    rows: list[Row], target: SqliteStore, value: object, tmp_path: Path
) -> None:
    rows[0]["merges"].insert(0, value)
    with pytest.raises(RefusedRowsError, match="line 1: a merge: "):
        import_workspace(target, write(tmp_path / "bad.gz", rows))
    assert len(target.merges()) == 1 and target.counts().documents == 3


@pytest.mark.parametrize(
    "change",
    [
        put("model", value=7),
        put("model", value="m"),
        put("model", value="m@1:0"),
        put("model", value="reindexing m@1:4"),
        put("documents", value="3"),
        put("vocabularies", value={}),
        put("merges", value="x"),
        drop("format"),
    ],
)
def test_a_header_that_is_none_ends_the_import_before_anything_is_stored(
    rows: list[Row], target: SqliteStore, change: Callable[[Row], None], tmp_path: Path
) -> None:
    change(rows[0])
    with pytest.raises(ArchiveError):
        import_workspace(target, write(tmp_path / "bad.gz", rows))
    assert target.counts().documents == target.counts().concepts == 0 and target.setting("model") is None


def test_vectors_of_no_stated_model_are_refused(rows: list[Row], target: SqliteStore, tmp_path: Path) -> None:
    rows[0]["model"] = None
    with pytest.raises(RefusedRowsError, match="states no model"):
        import_workspace(target, write(tmp_path / "bad.gz", rows))
    assert target.counts().documents == 0 and target.setting("model") is None


def test_another_file_is_not_read_to_its_end(rows: list[Row], target: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="more than 1,000 rows are refused"):
        import_workspace(target, write(tmp_path / "bad.gz", [rows[0], *[{}] * 5000]))


def test_rows_out_of_order_and_twice_leave_a_whole_store(
    rows: list[Row], target: SqliteStore, tmp_path: Path
) -> None:
    with pytest.raises(RefusedRowsError):
        import_workspace(target, write(tmp_path / "bad.gz", [rows[0], *reversed(rows[1:]), *rows[3:]]))
    assert target.counts().documents == 3


def test_what_is_damaged_says_what_was_imported(rows: list[Row], target: SqliteStore, tmp_path: Path) -> None:
    many = [{**rows[4], "document": {**rows[4]["document"], "id": f"x{n}"}} for n in range(300)]
    data = write(tmp_path / "w.gz", [*rows[:3], *many]).read_bytes()
    (tmp_path / "cut.gz").write_bytes(data[:-40])
    with pytest.raises(ArchiveError, match=r"damaged.*; 200 documents before that were imported"):
        import_workspace(target, tmp_path / "cut.gz")


def test_documents_that_were_lost_from_the_file_are_told(
    rows: list[Row], target: SqliteStore, tmp_path: Path
) -> None:
    with pytest.raises(RefusedRowsError, match="holds 2 of its 3 documents"):
        import_workspace(target, write(tmp_path / "short.gz", rows[:-1]))
    assert target.counts().documents == 2


def test_a_document_counts_once(rows: list[Row], target: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(
        RefusedRowsError, match="line 7: d2: its document stands in the file before"
    ) as caught:
        import_workspace(target, write(tmp_path / "twice.gz", [*rows, rows[-1]]))
    assert caught.value.documents == target.counts().documents == 3


@pytest.mark.parametrize("score", [7, -0.1])
def test_no_score_is_beyond_certainty(
    rows: list[Row], target: SqliteStore, score: float, tmp_path: Path
) -> None:
    rows[4]["mentions"][0]["score"] = score
    with pytest.raises(RefusedRowsError, match="line 5"):
        import_workspace(target, write(tmp_path / "score.gz", rows))

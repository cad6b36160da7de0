"""A part of a patient's record is kept beside the whole, and never takes its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph import Document, Tier
from graph.parsing import Problem
from graph.store.sqlite import SqliteStore
from tests.ingest.conftest import Make, make_document

FULL = replace(
    make_document(
        "fhir:Patient/p1", "Allergy to cefuroxime.\nEdoxaban 60 mg.\nPotassium 4.1.", "Patient summary"
    ),
    tier=Tier.USER,
    patient="fhir:Patient/p1",
    source="/a.json",
)
PART = replace(
    make_document("fhir:Patient/p1", "Potassium 5.0.", "Patient summary"),
    tier=Tier.USER,
    patient="fhir:Patient/p1",
    source="/b.json",
)


@pytest.mark.parametrize("together", [True, False])
def test_a_part_of_a_record_does_not_take_the_place_of_the_whole(
    store: SqliteStore, make_pipeline: Make, together: bool
) -> None:
    reports = [
        make_pipeline(store, 9).run(each) for each in ([[FULL, PART]] if together else [[FULL], [PART]])
    ]
    assert sum(report.written for report in reports) == 2
    (problem,) = reports[-1].problems
    assert problem.source == "/b.json" and "lacks 3 lines of the record that /a.json holds" in problem.reason
    texts = {graph.document.text for graph in store.graphs()}
    assert texts == {FULL.text, PART.text} and FULL.id in store.fingerprints([FULL.id])
    again = make_pipeline(store, 9).run([FULL, PART])
    assert (again.written, again.unchanged) == (0, 2)


@pytest.mark.parametrize(
    "new",
    [
        replace(PART, source=FULL.source),
        replace(FULL, text=FULL.text + "\nSodium 140.", source="/b.json"),
        replace(FULL, text=FULL.text.replace("4.1", "5.0"), source="/b.json", revised="2021-01-01"),
    ],
    ids=["edited", "with more", "newer"],
)
def test_the_whole_record_as_it_is_now_does(store: SqliteStore, make_pipeline: Make, new: Document) -> None:
    make_pipeline(store, 9).run([replace(FULL, revised="2020-01-01" if new.revised else "")])
    report = make_pipeline(store, 9).run([new])
    assert report.written == 1 and not report.problems
    assert [graph.document.text for graph in store.graphs()] == [new.text]


def test_a_torn_file_does_not_wipe_what_it_held(store: SqliteStore, make_pipeline: Make) -> None:
    make_pipeline(store, 9).run([FULL])
    torn = Problem(FULL.source, "entry 2", "malformed JSON")
    report = make_pipeline(store, 9).run([torn, replace(PART, source=FULL.source)])
    assert report.written == 1 and len(report.problems) == 2
    assert FULL.id in store.fingerprints([FULL.id]) and store.counts().documents == 2


def test_what_is_told_of_one_record_makes_no_torn_file_of_it(store: SqliteStore, make_pipeline: Make) -> None:
    other = replace(FULL, id="fhir:Patient/p2", identifiers=(), patient="fhir:Patient/p2", source=PART.source)
    make_pipeline(store).run([FULL, other])
    edited = replace(other, text=other.text.replace("Edoxaban", "Apixaban"))
    report = make_pipeline(store, 1).run(
        [PART, edited]
    )  # in batches of one: the message comes before the edit
    assert report.written == 2 and len(report.problems) == 1
    assert {g.document.text for g in store.graphs([other.id])} == {edited.text}
    assert store.counts().documents == 3

"""Which documents are one paper, and which only look so."""

from __future__ import annotations

import pytest

from graph.store.values.papers import Record, papers

TITLE = "Aspirin for headache in adults"


def record(
    id: str, *identifiers: str, title: str = "", year: int | None = None, tier: str = "literature"
) -> Record:
    return Record(id, tier, title, year, identifiers)


def test_shared_identifiers_reach_through_a_third() -> None:
    found = papers(
        [record("pmid:1", "pmid:1", "doi:a"), record("x", "doi:a", "pmc:1"), record("pmc:1", "pmc:1")]
    )
    assert found == dict.fromkeys(("pmid:1", "x", "pmc:1"), "pmc:1")


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (record("a", title=TITLE, year=2001), record("b", title=TITLE.upper() + ".", year=2002), True),
        (record("a", title=TITLE, year=2001), record("b", title=TITLE), True),
        (record("a", title=TITLE, year=2001), record("b", title=TITLE, year=2003), False),
        (record("a", title="Reply to the authors"), record("b", title="Reply to the authors"), False),
        (record("a", title=TITLE, tier="user"), record("b", title=TITLE, tier="user"), False),
        (record("a"), record("b"), False),
    ],
)
def test_one_title_of_one_time(one: Record, other: Record, is_one: bool) -> None:
    assert (len(set(papers([one, other]).values())) == 1) is is_one

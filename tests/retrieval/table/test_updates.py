"""What replaces what."""

from __future__ import annotations

from graph import Notice, NoticeKind
from retrieval.table import newest_first, superseded, updates_of
from tests.retrieval.table.studies import paper


def test_a_notice_of_either_names_what_replaces() -> None:
    old = paper("Old", id="pmid:1", notices=(Notice(NoticeKind.UPDATE_IN, "pmid:2"),))
    new = paper("New", id="pmid:2")
    assert superseded([old, new]) == {"pmid:1": "pmid:2"}
    silent, naming = (
        paper("Old", id="pmid:1"),
        paper("New", id="pmid:2", notices=(Notice(NoticeKind.UPDATE_OF, "pmid:1"),)),
    )
    assert superseded([silent, naming]) == {"pmid:1": "pmid:2"}
    assert superseded([old]) == {}  # what replaces it is not there


def test_later_versions_of_one_doi_replace_earlier_ones() -> None:
    first = paper("Zinc", id="pmid:1", identifiers=("doi:10.1002/14651858.cd001364",))
    third = paper("Zinc", id="pmid:3", identifiers=("doi:10.1002/14651858.cd001364.pub3",))
    second = paper("Zinc", id="pmid:2", identifiers=("doi:10.1002/14651858.cd001364.pub2",))
    other = paper("Zinc", id="pmid:9", identifiers=("doi:10.1002/14651858.cd009999.pub2",))
    assert superseded([first, third, second, other]) == {"pmid:1": "pmid:3", "pmid:2": "pmid:3"}
    assert [d.id for d in newest_first([first, other, second, third])] == [
        "pmid:3",
        "pmid:1",
        "pmid:2",
        "pmid:9",
    ]


def test_two_that_name_each_other_both_stay() -> None:
    one = paper("One", id="pmid:1", notices=(Notice(NoticeKind.UPDATE_IN, "pmid:2"),))
    two = paper("Two", id="pmid:2", notices=(Notice(NoticeKind.UPDATE_IN, "pmid:1"),))
    assert {d.id for d in newest_first([one, two])} == {"pmid:1", "pmid:2"}


def test_errata_are_updates_too() -> None:
    wrong = paper("Wrong", id="pmid:1", notices=(Notice(NoticeKind.ERRATUM_IN, "pmid:5"),))
    erratum = paper("Erratum", id="pmid:6", notices=(Notice(NoticeKind.ERRATUM_FOR, "pmid:1"),))
    assert updates_of(wrong, [wrong, erratum]) == ("pmid:5", "pmid:6")

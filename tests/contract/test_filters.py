"""Choosing documents: every filter alone, together, and page by page; retraction derived from notices."""

from __future__ import annotations

import pytest

from graph.model import DocumentGraph, Tier
from graph.notices import Notice, NoticeKind
from graph.store import DocumentSummary, Filter, GraphStore
from tests.builders import document_graph

LIBRARY: tuple[DocumentGraph, ...] = (
    document_graph("note", tier=Tier.USER, language="de", patient="p|1", date="2021-03-04"),
    document_graph("old", year=1980, journal="The Lancet", publication_types=("Journal Article", "Review")),
    document_graph("trial", year=2001, journal="BMJ", publication_types=("Randomized Controlled Trial",)),
    document_graph("new", year=2020, journal="the lancet", publication_types=("REVIEW",), language="FR"),
    document_graph("bad", year=2001, journal="\u00c9tudes", retracted=True),
)

CASES: dict[str, tuple[Filter, set[str]]] = {
    "empty": (Filter(), {"note", "old", "trial", "new", "bad"}),
    "tier": (Filter(tiers=(Tier.USER,)), {"note"}),
    "both tiers": (Filter(tiers=(Tier.USER, Tier.LITERATURE)), {"note", "old", "trial", "new", "bad"}),
    "from": (Filter(year_from=2001), {"trial", "new", "bad"}),
    "to": (Filter(year_to=2001), {"old", "trial", "bad"}),
    "one year": (Filter(year_from=2001, year_to=2001), {"trial", "bad"}),
    "from year 0": (Filter(year_from=0), {"old", "trial", "new", "bad"}),
    "type in any case": (Filter(publication_types=("review",)), {"old", "new"}),
    "one of two types": (
        Filter(publication_types=("Review", "randomized controlled trial")),
        {"old", "new", "trial"},
    ),
    "half a type": (Filter(publication_types=("Rev", "%")), set()),
    "journal in any case": (Filter(journals=("THE LANCET",)), {"old", "new"}),
    "journal beyond ASCII": (Filter(journals=("\u00e9TUDES",)), {"bad"}),
    "no journal": (Filter(journals=("",)), {"note"}),
    "language": (Filter(languages=("fr", "DE")), {"note", "new"}),
    "ids": (Filter(document_ids=("old", "new", "unknown", "TRIAL")), {"old", "new"}),
    "patient": (Filter(patients=("p|1", "p|2")), {"note"}),
    "another patient": (Filter(patients=("P|1", "p")), set()),
    "nobody": (Filter(patients=("",)), set()),
    "not retracted": (Filter(exclude_retracted=True), {"note", "old", "trial", "new"}),
    "all together": (
        Filter(
            tiers=(Tier.LITERATURE,),
            year_from=1970,
            year_to=1990,
            publication_types=("review",),
            journals=("the lancet",),
            document_ids=("old", "new", "bad"),
            languages=("en",),
            exclude_retracted=True,
        ),
        {"old"},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_filter(store: GraphStore, case: str) -> None:
    where, expected = CASES[case]
    store.write(LIBRARY)
    assert store.select(where) == expected
    assert [each.id for each in store.summaries(where)] == sorted(expected)


def test_an_empty_store_has_nothing_to_choose(store: GraphStore) -> None:
    for where, _ in CASES.values():
        assert store.select(where) == frozenset()
        assert list(store.summaries(where)) == []


def test_a_summary_tells_what_a_list_shows(store: GraphStore) -> None:
    types = ("Review", "Journal Article")
    graph = document_graph(
        "a", [["X"]] * 3, title="T\u00eftle", year=1999, journal="BMJ", publication_types=types, language="Fr"
    )
    store.write([graph])
    summary = DocumentSummary("a", "T\u00eftle", Tier.LITERATURE, 1999, "BMJ", types, "Fr", False, 2)
    assert list(store.summaries(Filter())) == [summary]


def test_a_record_keeps_its_patient_and_day_everywhere(store: GraphStore) -> None:
    note = document_graph("n", [["X"]], tier=Tier.USER, patient="fhir:Patient/p9", date="2021-03-04")
    store.write([note, document_graph("m", [["X"]], tier=Tier.USER)])
    m, n = store.summaries(Filter(tiers=(Tier.USER,)))
    assert (m.patient, m.date, n.patient, n.date) == ("", "", "fhir:Patient/p9", "2021-03-04")
    assert store.documents(["n"])["n"] == note.document
    contents = store.chunk_contents(["m#0", "n#0"])
    assert (contents["n#0"].document.patient, contents["n#0"].document.date) == (
        "fhir:Patient/p9",
        "2021-03-04",
    )
    assert [contents[id_].document.person for id_ in ("m#0", "n#0")] == ["m", "fhir:Patient/p9"]
    assert next(iter(store.graphs(["n"]))).document == note.document


def test_pages_are_stable_while_documents_come_and_go(store: GraphStore) -> None:
    ids = ["B", "a", "a#1", "b", "\u00e9", "\uffee", "\U0001d4e3"]  # in the order of code points
    store.write([document_graph(id_) for id_ in reversed(ids)])
    assert [each.id for each in store.summaries(Filter(), limit=3)] == ids[:3]
    store.delete(["a"])
    store.write([document_graph("A")])
    assert [each.id for each in store.summaries(Filter(), after="a#1", limit=2)] == ids[3:5]
    assert [each.id for each in store.summaries(Filter(), after=ids[4], limit=50)] == ids[5:]
    assert list(store.summaries(Filter(), after=ids[-1])) == []
    assert list(store.summaries(Filter(), limit=0)) == []


def notice_of(
    *targets: str, kind: NoticeKind = NoticeKind.RETRACTION_OF, id: str = "notice"
) -> DocumentGraph:
    return document_graph(id, notices=tuple(Notice(kind, target) for target in targets))


def retracted(store: GraphStore) -> set[str]:
    """The retracted documents, checked to be the same by every way to ask."""
    found = {id_ for id_, document in store.documents(store.select(Filter())).items() if document.retracted}
    assert found == {each.id for each in store.summaries(Filter()) if each.retracted}
    assert found == store.select(Filter()) - store.select(Filter(exclude_retracted=True))
    return found


@pytest.mark.parametrize("notice_first", [True, False])
def test_a_stored_notice_retracts_its_target(store: GraphStore, notice_first: bool) -> None:
    batches = [[document_graph("paper"), document_graph("other")], [notice_of("paper", "not stored", "")]]
    for batch in batches[::-1] if notice_first else batches:
        store.write(batch)
    assert retracted(store) == {"paper"}


def test_what_was_written_is_not_changed_by_a_notice(store: GraphStore) -> None:
    store.write([document_graph("paper"), notice_of("paper")])
    assert not next(store.graphs(["paper"])).document.retracted
    assert store.fingerprints(["paper"])["paper"][0] == document_graph("paper").document.content_hash


@pytest.mark.parametrize("kind", [kind for kind in NoticeKind if kind is not NoticeKind.RETRACTION_OF])
def test_no_other_notice_retracts(store: GraphStore, kind: NoticeKind) -> None:
    store.write([document_graph("paper"), notice_of("paper", kind=kind)])
    assert retracted(store) == set()


def test_a_notice_retracts_a_paper_by_any_of_its_identifiers(store: GraphStore) -> None:
    store.write([document_graph("pmc:PMC1", [["X"]], identifiers=("pmc:PMC1", "pmid:1", "doi:10.1/x"))])
    before = store.revision()
    store.write([notice_of("pmid:1"), document_graph("other", identifiers=("other", "pmid:2"))])
    assert retracted(store) == {"pmc:PMC1"}
    assert store.chunk_contents(["pmc:PMC1#0"])["pmc:PMC1#0"].document.retracted
    assert "pmc:PMC1" in store.changes(before).written
    store.delete(["notice"])
    assert retracted(store) == set()


def test_a_retraction_ends_with_its_last_notice(store: GraphStore) -> None:
    store.write([document_graph("paper"), notice_of("paper", "paper"), notice_of("paper", id="second")])
    store.delete(["notice"])
    assert retracted(store) == {"paper"}
    store.write([notice_of("another", id="second")])
    assert retracted(store) == set()


def test_a_record_that_calls_itself_retracted_stays_so(store: GraphStore) -> None:
    store.write([document_graph("paper", retracted=True), notice_of("paper")])
    store.delete(["notice"])
    assert retracted(store) == {"paper"}

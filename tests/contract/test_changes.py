"""The revision counter, and what a cache that follows it is told."""

from __future__ import annotations

from graph.model import VocabularyInfo
from graph.notices import Notice, NoticeKind
from graph.store import Changes, GraphStore
from tests.builders import document_graph


def test_a_new_store_has_no_changes(store: GraphStore) -> None:
    assert store.changes(0) == Changes(store.revision(), (), ())


def test_every_change_raises_the_revision(store: GraphStore) -> None:
    info = VocabularyInfo("v", "1", "", 0)
    seen = [store.revision()]
    for change in (
        lambda: store.write([document_graph("a")]),
        lambda: store.write([document_graph("a")]),
        lambda: store.delete(["a"]),
        lambda: store.put_vocabulary(info, []),
        lambda: store.put_vocabulary(info, []),
        lambda: store.delete_vocabulary("v"),
    ):
        change()
        seen.append(store.revision())
    assert seen == sorted(set(seen))


def test_nothing_done_is_no_change(store: GraphStore) -> None:
    before = store.revision()
    store.write([])
    store.delete([])
    store.delete(["unknown"])
    store.delete_vocabulary("unknown")
    store.remember("model", "x")
    assert store.revision() == before


def test_changes_since_a_revision(store: GraphStore) -> None:
    store.write([document_graph("a"), document_graph("b"), document_graph("c")])
    first = store.revision()
    store.write([document_graph("d"), document_graph("b")])
    second = store.revision()
    store.delete(["a", "d"])
    third = store.revision()
    assert store.changes(0) == Changes(third, ("b", "c"), ("a", "d"))
    assert store.changes(first) == Changes(third, ("b",), ("a", "d"))
    assert store.changes(second) == Changes(third, (), ("a", "d"))
    assert store.changes(third) == Changes(third, (), ())


def test_a_document_that_comes_back_is_not_deleted(store: GraphStore) -> None:
    store.write([document_graph("a")])
    before = store.revision()
    store.delete(["a"])
    store.write([document_graph("a")])
    assert store.changes(before) == Changes(store.revision(), ("a",), ())
    store.delete(["a"])
    assert store.changes(before) == Changes(store.revision(), (), ("a",))


def test_a_notice_changes_its_target(store: GraphStore) -> None:
    notice = document_graph("notice", notices=(Notice(NoticeKind.RETRACTION_OF, "paper"),))
    store.write([document_graph("paper"), document_graph("other")])
    before = store.revision()
    store.write([notice])
    written = store.revision()
    assert store.changes(before) == Changes(written, ("notice", "paper"), ())
    store.write([document_graph("notice")])  # the notice no longer names the paper
    withdrawn = store.revision()
    assert store.changes(written) == Changes(withdrawn, ("notice", "paper"), ())
    store.write([notice])
    again = store.revision()
    store.delete(["notice"])
    assert store.changes(again) == Changes(store.revision(), ("paper",), ("notice",))


def test_a_notice_deleted_with_its_target(store: GraphStore) -> None:
    store.write(
        [
            document_graph("paper"),
            document_graph("notice", notices=(Notice(NoticeKind.RETRACTION_OF, "paper"),)),
        ]
    )
    store.delete(["paper", "notice"])
    assert store.changes(0) == Changes(store.revision(), (), ("notice", "paper"))

"""The ways in which a record says that it was retracted."""

from __future__ import annotations

import pytest

from graph import Document, Notice, NoticeKind
from ingest.readers.metadata.retraction import says_retracted


@pytest.mark.parametrize(
    ("types", "notices", "title"),
    [
        (("Journal Article", "Retracted Publication"), (), "A trial"),
        (("retracted publication",), (), "A trial"),
        ((), (Notice(NoticeKind.RETRACTION_IN, "pmid:1"),), "A trial"),
        ((), (), "RETRACTED: A trial"),
        ((), (), "[Retracted] A trial"),
        ((), (), "Retracted article: a trial"),
        ((), (), "WITHDRAWN: Garlic for scabies"),
    ],
)
def test_retracted(types: tuple[str, ...], notices: tuple[Notice, ...], title: str) -> None:
    assert says_retracted(types, notices, title)


@pytest.mark.parametrize(
    "title", ["Retracted papers in cardiology", "Retraction: a history", "Withdrawn patients"]
)
def test_not_retracted(title: str) -> None:
    notices = (Notice(NoticeKind.RETRACTION_OF, "pmid:1"), Notice(NoticeKind.ERRATUM_IN, "pmid:2"))
    assert not says_retracted(("Review", "Retraction of Publication"), notices, title)


def test_notices() -> None:
    def notice(**fields: object) -> bool:
        return Document(id="d", text="", **fields).is_retraction_notice  # type: ignore[arg-type]

    assert notice(publication_types=("retraction of publication",))
    assert notice(notices=(Notice(NoticeKind.RETRACTION_OF, "pmid:1"),))
    assert not notice(publication_types=("Review",), notices=(Notice(NoticeKind.RETRACTION_IN, "pmid:1"),))

"""The ways in which a record says that it was retracted."""

from __future__ import annotations

import time

import pytest

from graph import Document, Notice, NoticeKind
from ingest.readers.metadata.retraction import says_retracted, with_told_types
from tests.ingest.readers.metadata.retraction_titles import ABOUT, CONCERNS, ERRATA, NOTICES, RETRACTED


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


def test_text_in_place_of_an_abstract() -> None:
    def retracted(body: str) -> bool:
        return says_retracted((), (), "A trial", body)

    assert retracted("\n\nThis article has been retracted: please see the policy on withdrawal.")
    assert retracted(
        "\n\nThis paper (doi 10.1/x) was withdrawn at the request of the authors. Zinc cured gout."
    )
    assert not retracted("\n\nThis article reviews papers that have been retracted.")
    assert not retracted("\n\nZinc cured gout. This article has been retracted by nobody.")


def test_notices() -> None:
    def notice(**fields: object) -> bool:
        return Document(id="d", text="", **fields).is_retraction_notice  # type: ignore[arg-type]

    assert notice(publication_types=("retraction of publication",))
    assert notice(notices=(Notice(NoticeKind.RETRACTION_OF, "pmid:1"),))
    assert not notice(publication_types=("Review",), notices=(Notice(NoticeKind.RETRACTION_IN, "pmid:1"),))


TOLD = {
    **dict.fromkeys(NOTICES, "Retraction of Publication"),
    **dict.fromkeys(ERRATA, "Published Erratum"),
    **dict.fromkeys(CONCERNS, "Expression of Concern"),
}


@pytest.mark.parametrize("title", RETRACTED)
def test_titles_of_retracted_papers(title: str) -> None:
    assert says_retracted((), (), title) and with_told_types(("Review",), title) == ("Review",)


@pytest.mark.parametrize("title", TOLD)
def test_titles_of_notices(title: str) -> None:
    assert not says_retracted((), (), title) and with_told_types(("Letter",), title) == (
        "Letter",
        TOLD[title],
    )
    assert with_told_types((TOLD[title],), title) == (TOLD[title],)


@pytest.mark.parametrize("title", ABOUT)
def test_titles_of_papers_about_retractions_and_corrections(title: str) -> None:
    assert not says_retracted((), (), title) and with_told_types((), title) == ()


@pytest.mark.parametrize("piece", ["[", "(retracted ", "- ", "]", "Retraction: A b c ", "\u2014", "Erratum "])
def test_no_title_takes_long(piece: str) -> None:
    start = time.monotonic()
    says_retracted((), (), piece * 50_000)
    with_told_types((), piece * 50_000)
    assert time.monotonic() - start < 2

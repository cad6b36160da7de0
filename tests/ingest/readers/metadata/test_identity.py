from __future__ import annotations

import pytest

from ingest.readers.metadata.identity import doi_id, paper_id, paper_ids, pmc_id, pmid_id


@pytest.mark.parametrize(
    ("value", "identifier"),
    [
        ("PMC12", "pmc:PMC12"),
        ("12", "pmc:PMC12"),
        ("pmc12.3", "pmc:PMC12"),
        ("PMCx", ""),
        ("", ""),
        ("١", ""),
    ],
)
def test_pmc(value: str, identifier: str) -> None:
    assert pmc_id(value) == identifier


@pytest.mark.parametrize(
    ("value", "identifier"),
    [
        (" 12 ", "pmid:12"),
        ("pmid:12", "pmid:12"),
        ("0012", "pmid:12"),
        ("PMC12", ""),
        ("12a", ""),
        ("1" * 12, ""),
    ],
)
def test_pmid(value: str, identifier: str) -> None:
    assert pmid_id(value) == identifier


@pytest.mark.parametrize(
    ("value", "identifier"),
    [
        ("10.1371/A.b", "doi:10.1371/a.b"),
        ("https://doi.org/10.1/x", "doi:10.1/x"),
        ("doi: 10.1/x", "doi:10.1/x"),
        ("10.1/x y", ""),
        ("10.1", ""),
    ],
)
def test_doi(value: str, identifier: str) -> None:
    assert doi_id(value) == identifier


@pytest.mark.parametrize(
    ("ids", "full_text", "identifier"),
    [
        (("PMC1", "2", "10.1/x"), True, "pmc:PMC1"),
        (("PMC1", "2", "10.1/x"), False, "pmid:2"),
        (("PMC1", "", "10.1/x"), False, "pmc:PMC1"),
        (("", "2", "10.1/x"), True, "pmid:2"),
        (("", "", "10.1/x"), True, "doi:10.1/x"),
        (("", "", ""), True, ""),
    ],
)
def test_a_full_text_is_the_article_and_an_abstract_the_record(
    ids: tuple[str, str, str], full_text: bool, identifier: str
) -> None:
    assert paper_id(*ids, full_text) == identifier


def test_every_id_of_a_paper() -> None:
    assert paper_ids("PMC1", "02", "https://doi.org/10.1/X") == ("pmid:2", "pmc:PMC1", "doi:10.1/x")
    assert paper_ids(doi="see there") == ()

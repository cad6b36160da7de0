"""Where a study was done."""

from __future__ import annotations

import pytest

from retrieval.table.country import country_cell
from tests.retrieval.table.studies import study


@pytest.mark.parametrize(
    ("methods", "country"),
    [
        ("Adults were seen at a hospital in Madagascar.", "Madagascar"),
        ("We asked 40 Iranian women.", "Iran"),
        ("Children from rural Northern Ireland took part.", "United Kingdom"),
        ("Adults in Denmark, Sweden and Norway were asked.", "Denmark, Sweden, Norway"),
        ("Swiss mice with Japanese encephalitis ate turkey.", ""),
        ("They were of New York Heart Association class III.", ""),
    ],
)
def test_the_country_is_read(methods: str, country: str) -> None:
    cell = country_cell(study("Zinc", m=methods))
    assert (cell.value if cell else "") == country


def test_a_country_of_the_background_is_not_the_study_s() -> None:
    assert country_cell(study("Zinc", i="Colds are common in France.", m="We asked 40 adults.")) is None

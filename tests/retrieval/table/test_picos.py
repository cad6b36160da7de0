"""Population, arms and outcome."""

from __future__ import annotations

import pytest

from retrieval.table.picos import arms_of, outcome_cell, population_cell
from retrieval.table.size import size_cell
from retrieval.table.species import Species
from tests.retrieval.table.studies import study


@pytest.mark.parametrize(
    ("title", "methods", "intervention", "comparator"),
    [
        ("Zinc", "Adults were randomised to zinc 15 mg or placebo for 5 days.", "zinc 15 mg", "placebo"),
        ("Zinc versus vitamin C for colds", "", "Zinc", "vitamin C"),
        ("Effect of zinc on fever in children", "Others got usual care.", "zinc", "usual care"),
        ("Zinc", "They were compared with those of others.", "", ""),
    ],
)
def test_the_arms_are_read(title: str, methods: str, intervention: str, comparator: str) -> None:
    cells = arms_of(study(title, m=methods))
    assert tuple(cell.quote if cell else "" for cell in cells) == (intervention, comparator)


@pytest.mark.parametrize(
    ("title", "methods", "outcome"),
    [
        ("Zinc", "The primary outcome was duration of fever at day 5.", "duration of fever"),
        ("Effect of zinc on fever in children", "", "fever"),
        ("Zinc", "Fever was measured.", ""),
    ],
)
def test_the_outcome_is_read(title: str, methods: str, outcome: str) -> None:
    cell = outcome_cell(study(title, m=methods))
    assert (cell.quote if cell else "") == outcome


def test_the_population_is_the_one_that_is_counted() -> None:
    told = study(
        "Zinc for children with croup",
        m="Zinc is given to children with fever. Sixty children with croup aged 2 to 4 years were enrolled.",
    )
    cell = population_cell(told, size_cell(told, "", Species.HUMAN))
    assert cell is not None and cell.quote == "Sixty children with croup aged 2 to 4 years"


def test_without_a_count_the_title_tells_it() -> None:
    cell = population_cell(study("Zinc in postmenopausal women", m="Zinc was given."), None)
    assert cell is not None and cell.quote == "postmenopausal women"

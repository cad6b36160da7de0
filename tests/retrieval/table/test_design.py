"""How a study was done."""

from __future__ import annotations

import pytest

from graph import MeshHeading
from retrieval.table.design import design_cell
from retrieval.table.species import Species
from tests.retrieval.table.studies import study


@pytest.mark.parametrize(
    ("title", "methods", "design"),
    [
        ("Zinc for colds: a randomised controlled trial", "", "randomised controlled trial"),
        ("Zinc", "Adults were randomly assigned to zinc or placebo.", "randomised controlled trial"),
        ("Zinc", "In this non-randomised study, adults chose zinc or nothing.", "non-randomised trial"),
        ("Zinc", "Villages took part in a cluster-randomised trial.", "cluster randomised trial"),
        ("Zinc", "We searched MEDLINE and Embase for trials.", "systematic review"),
        ("Zinc for colds: a meta-analysis", "We searched MEDLINE.", "meta-analysis"),
        ("Zinc", "In a nested case-control study we matched 4 controls.", "nested case-control study"),
        ("Zinc", "This cross-sectional survey asked 900 adults.", "cross-sectional study"),
        ("Zinc", "We followed a prospective cohort for 9 years.", "cohort study"),
        ("Zinc", "Medical records were reviewed.", "retrospective study"),
        ("Zinc", "A prospectively kept registry was evaluated retrospectively.", "retrospective study"),
        ("Zinc", "We describe a 40-year-old man with zinc fever.", "case report"),
        ("Zinc", "Semi-structured interviews were held.", "qualitative study"),
        ("Zinc", "A Markov model was built.", "economic evaluation"),
        ("Zinc", "This review summarises what zinc does.", "review"),
        ("Zinc", "Zinc was measured.", ""),
    ],
)
def test_the_design_is_read(title: str, methods: str, design: str) -> None:
    cell = design_cell(study(title, m=methods), Species.HUMAN)
    assert (cell.value if cell else "") == design
    if cell is not None and cell.start is not None:
        assert cell.quote in title + "\n\n" + methods


@pytest.mark.parametrize(
    "text",
    [
        "A randomised controlled trial is needed.",
        "Previous randomised controlled trials have shown little.",
    ],
)
def test_a_trial_that_others_did_or_should_do_is_not_its_design(text: str) -> None:
    assert design_cell(study("Zinc", i=text, m="Zinc was measured.", c=text), Species.HUMAN) is None


def test_metadata_come_first_and_headings_last() -> None:
    typed = study("Zinc", m="Records were reviewed.", publication_types=("Randomized Controlled Trial",))
    cell = design_cell(typed, Species.HUMAN)
    assert cell is not None and (cell.value, cell.start) == ("randomised controlled trial", None)
    headed = study(
        "Zinc", m="Zinc was measured.", mesh=(MeshHeading("MESH:D016022", "Case-Control Studies"),)
    )
    cell = design_cell(headed, Species.HUMAN)
    assert cell is not None and (cell.value, cell.quote) == ("case-control study", "Case-Control Studies")


def test_an_experiment_on_animals_is_no_clinical_trial() -> None:
    told = study("Zinc in rats", m="Rats were randomly divided into groups.")
    cell = design_cell(told, Species.ANIMAL)
    assert cell is not None and cell.value == "animal experiment"

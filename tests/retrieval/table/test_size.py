"""How many were studied."""

from __future__ import annotations

import pytest

from retrieval.table.size import size_cell
from retrieval.table.species import Species
from tests.retrieval.table.studies import study


@pytest.mark.parametrize(
    ("methods", "n"),
    [
        ("A total of 1,204 women with migraine were enrolled.", "1204"),
        ("Forty-two consecutive patients with asthma were randomised to zinc or placebo.", "42"),
        ("One hundred and fifty-nine adults took part.", "159"),
        ("Of the 50 patients, 20 were given zinc.", "50"),
        ("We measured zinc in serum from 63 volunteers.", "63"),
        ("Children with croup (n = 70) were seen at home.", "70"),
        ("Blood came from 34 infants (15 with eczema and 19 without it).", "34"),
        ("We compared 37 patients with gout and 40 healthy controls.", "37 + 40"),
        ("Patients were randomised to zinc (n = 31) or placebo (n = 29).", "31 + 29"),
        ("A total of 36 women and 2 men were included.", "36 + 2"),
        ("The study group was 126 patients; 65 patients were given zinc.", "126"),
        ("Of 511 adults identified, 105 were recruited.", ""),
        ("Each site included 480 adults. A total of 960 adults took part.", "960"),
        # What is no size of the study.
        ("Doses were 20 mg for 12 weeks in every 10 patients per site.", ""),
        ("Pain was scored from 0 to 100 in all of them.", ""),
        ("They were aged 65 years and 40% women.", ""),
    ],
)
def test_the_whole_is_told_from_parts(methods: str, n: str) -> None:
    cell = size_cell(study("Zinc", m=methods), "", Species.HUMAN)
    assert (cell.value if cell else "") == n


def test_enrolled_outweighs_lost_and_subgroups() -> None:
    told = study(
        "Zinc for colds",
        m="We enrolled 120 adults with colds. A sub-group of 30 adults were given a second dose.",
        r="Nine adults dropped out. In 14 adults the rash came back.",
    )
    cell = size_cell(told, "", Species.HUMAN)
    assert cell is not None and cell.value == "120" and cell.quote == "120 adults"
    assert cell.start is not None and told.document.text[cell.start : cell.end] == cell.quote


def test_what_others_studied_is_not_counted() -> None:
    told = study(
        "Zinc", i="A previous study of 900 patients has shown no effect.", m="Zinc was given by mouth."
    )
    assert size_cell(told, "", Species.HUMAN) is None


def test_a_synthesis_counts_the_studies_it_includes() -> None:
    told = study(
        "Zinc: a meta-analysis", r="We identified 310 articles. Twelve trials met the inclusion criteria."
    )
    cell = size_cell(told, "meta-analysis", Species.HUMAN)
    assert cell is not None and cell.value == "12"


def test_animals_are_counted_where_animals_were_studied() -> None:
    told = study(
        "Zinc in rats", m="Twenty-four rats were divided into groups. They got the food of 8 patients."
    )
    cell = size_cell(told, "animal experiment", Species.ANIMAL)
    assert cell is not None and cell.value == "24"


def test_controls_of_the_next_sentence_are_named_with_the_cases() -> None:
    told = study(
        "Zinc", m="We saw 71 patients with gout. Forty-five healthy adults were recruited as controls."
    )
    cell = size_cell(told, "", Species.HUMAN)
    assert cell is not None and cell.value == "71 + 45" and cell.quote.endswith("healthy adults")

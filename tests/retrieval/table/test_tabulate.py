"""Rows and the CSV of them."""

from __future__ import annotations

import csv
import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.table import COLUMNS, as_csv, study_row, tabulate
from tests.retrieval.table.studies import paper

TRIAL = paper(
    "Zinc for colds: a randomised trial",
    id="pmid:1",
    year=2012,
    identifiers=("pmid:1",),
    m="In Denmark, 120 adults with colds were randomised to zinc or placebo.",
    r="Colds were shorter with zinc (mean difference -1.2 days, 95% CI -2.0 to -0.4; P = 0.003).",
)


def test_every_cell_of_the_text_is_its_characters() -> None:
    row = study_row(TRIAL)
    cells = {name: cell for name, cell in row.cells().items() if cell is not None}
    assert set(cells) == set(COLUMNS) - {"outcome"}
    for cell in cells.values():
        assert cell.start is not None and TRIAL.text[cell.start : cell.end] == cell.quote
        assert 0 < cell.confidence <= 1
    assert cells["interval"].quote == "-2.0 to -0.4"


def test_two_records_of_one_paper_have_one_row() -> None:
    copy = paper("=Zinc", id="pmc:PMC1", identifiers=("pmid:1", "pmc:PMC1"))
    table = tabulate("Does zinc help?", [TRIAL, copy])
    assert [row.document_id for row in table.rows] == ["pmid:1"]


def test_csv_is_read_back_and_calculates_nothing() -> None:
    formula = paper("=HYPERLINK(1)", id="pmid:2")
    read = list(csv.DictReader(io.StringIO(as_csv(tabulate("?", [TRIAL, formula])))))
    assert [line["document_id"] for line in read] == ["pmid:1", "pmid:2"]
    assert read[0]["n"] == "120" and read[0]["year"] == "2012" and read[0]["interval"] == "'-2.0 to -0.4"
    assert TRIAL.text[int(read[0]["n_start"]) : int(read[0]["n_end"])] == "120 adults"
    assert read[1]["title"] == "'=HYPERLINK(1)" and read[1]["n"] == read[1]["n_confidence"] == ""


WORDS = st.lists(
    st.sampled_from(
        "We 40 patients randomised to zinc or placebo (n = 20) P = 0.01 95% CI 1.2 to 3 . , ; OR of mice in Japan "
        "were with trial review baseline hazard ratio versus compared and the primary outcome was controls".split(
            " "
        )
    ),
    max_size=60,
)


@settings(suppress_health_check=[HealthCheck.too_slow])  # a machine may be busy; it is no filter that is slow
@given(WORDS, WORDS, st.text(max_size=40))
def test_cells_hold_for_any_text(title: list[str], body: list[str], rest: str) -> None:
    document = paper(" ".join(title), a=" ".join(body) + rest)
    for cell in study_row(document, "zinc").cells().values():
        assert cell is None or cell.start is None or document.text[cell.start : cell.end] == cell.quote

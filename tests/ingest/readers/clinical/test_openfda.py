"""openFDA's answers; all invented."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from graph import Document
from graph.parsing import Problem
from ingest.readers import ReadResult

Read = Callable[..., list[ReadResult]]
SET_ID = "097D166F-b73b-41d3-9b37-7653cd2a0c41"
LABEL = {
    "id": "x",
    "set_id": SET_ID,
    "effective_time": "20210304",
    "spl_product_data_elements": ["Zorvexa zorvexatan TABLET"],
    "indications_and_usage": ["1 INDICATIONS AND USAGE Zorvexa is for fever. 1.1 Adults Take one."],
    "adverse_reactions": ["Rash. \u2022 Headache \u2022 Sepsis"],
    "adverse_reactions_table": ["<table><tr><td>1</td></tr></table>"],
    "openfda": {
        "brand_name": ["ZORVEXA"],
        "generic_name": ["ZORVEXATAN"],
        "manufacturer_name": ["Demo Inc."],
        "product_type": ["HUMAN PRESCRIPTION DRUG"],
        "spl_set_id": [SET_ID],
    },
}


@pytest.mark.parametrize("content", [{"meta": {}, "results": [LABEL]}, [LABEL], LABEL])
def test_a_label(read: Read, content: object) -> None:
    (document,) = read("openfda", json.dumps(content))
    assert isinstance(document, Document)
    assert document.id == f"setid:{SET_ID.lower()}"  # as its SPL has
    assert document.title == "ZORVEXA (ZORVEXATAN), Demo Inc."
    assert (document.year, document.revised, document.authors) == (2021, "2021-03-04", ("Demo Inc.",))
    assert document.publication_types == ("Drug Label", "Human Prescription Drug Label")
    assert [(s.heading, document.text[s.start : s.end]) for s in document.sections[1:]] == [
        ("Product", "Zorvexa zorvexatan TABLET"),
        ("Indications and usage", "Zorvexa is for fever.\n1.1 Adults Take one."),
        ("Adverse reactions", "Rash.\n\u2022 Headache\n\u2022 Sepsis"),
    ]


@pytest.mark.parametrize(
    ("result", "named"),
    [
        ({"term": "NAUSEA", "count": 12}, "counts"),
        ({"safetyreportid": "1"}, "FAERS"),
        ({"application_number": "NDA1", "products": []}, "Drugs@FDA"),
        ({"k_number": "K1"}, "510(k)"),
        ({"pma_number": "P1"}, "PMA"),
        ({"recall_number": "D-1"}, "recalls"),
        ({"unknown": 1}, "results"),
    ],
)
def test_other_answers_are_told_as_what_they_are(read: Read, result: object, named: str) -> None:
    (problem,) = read("openfda", json.dumps({"meta": {}, "results": [result, result]}))
    assert isinstance(problem, Problem) and named in problem.reason and "label" in problem.reason


def test_an_error_and_a_label_without_text(read: Read) -> None:
    (error,) = read("openfda", '{"error": {"code": "NOT_FOUND", "message": "No matches found!"}}')
    (empty,) = read(
        "openfda", json.dumps({"meta": {}, "results": [{"set_id": SET_ID, "openfda": LABEL["openfda"]}]})
    )
    assert isinstance(error, Problem) and "nothing was found" in error.reason
    assert isinstance(empty, Problem) and "no section has any text" in empty.reason

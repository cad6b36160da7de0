"""Papers that a question names, by what the workspace knows of them."""

from __future__ import annotations

import pytest

from api.service import MedGraph
from retrieval.question.references import References, find_references


def find(library: MedGraph, text: str) -> References:
    return find_references(text, library.parts.indexes().records)


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("Vanderfiction 2006", "pmid:12"),
        ("Vanderfiction P, 2006", "pmid:12"),
        ("Vanderfiction and Mockup (2006)", "pmid:12"),
        ("what does Mockup's study show", "pmid:12"),
        ("pmid:12", "pmid:12"),
        ("https://doi.org/10.1234/X.Y-2", "doi:10.1234/x.y-2"),
        ("What does 10.1234/x.y-2, show?", "doi:10.1234/x.y-2"),
        ("nct01234567 results", "pmid:13"),
        ('Summarise "Colchicine after pericarditis"', "doi:10.1234/x.y-2"),
        ("articles published in Fictional Oncology", "pmid:12"),
        ("the Invented Heart paper", "doi:10.1234/x.y-2"),
    ],
)
def test_a_reference_finds_its_paper(library: MedGraph, text: str, document: str) -> None:
    assert find(library, text).documents == frozenset({document})


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("papers since 2013", {"pmid:11", "pmid:13", "doi:10.1234/x.y-2"}),
        ("studies before 2006", {"pmid:10"}),
        ("trials from 2006 on", {"pmid:11", "pmid:12", "pmid:13", "doi:10.1234/x.y-2"}),
        ("studies from 2006 on cancer", {"pmid:12"}),
        ("reviews between 2005 and 2006", {"pmid:10", "pmid:12"}),
        ("the 2019 trial", {"pmid:13"}),
    ],
)
def test_years_of_papers_are_bounds(library: MedGraph, text: str, documents: set[str]) -> None:
    assert find(library, text).documents == frozenset(documents)


@pytest.mark.parametrize(
    "text",
    [
        "Is Parkinson's disease treated with levodopa?",
        "How many people died of malaria in 2020?",
        "What became of the patients diagnosed before 2010?",
        "Does Aspirin help?",
        "Is asthma inherited from Mother?",
        "In Europe, is gout common?",
    ],
)
def test_other_names_and_years_are_no_references(library: MedGraph, text: str) -> None:
    assert find(library, text) == References(text)


def test_an_unknown_author_with_others_is_a_paper_that_is_not_here(library: MedGraph) -> None:
    assert find(library, "Nobodyson et al. 2011").documents == frozenset()
    assert find(library, "PMID 4711").documents == frozenset()


def test_what_is_asked_of_a_paper_is_left(library: MedGraph) -> None:
    rest = find(library, "What did Vanderfiction et al. 2006 find about survival?").rest
    assert "survival" in rest and "Vanderfiction" not in rest and "2006" not in rest

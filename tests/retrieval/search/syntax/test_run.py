"""PubMed's language, run over the invented library."""

from __future__ import annotations

import pytest

from api.service import MedGraph
from graph.store import Filter
from retrieval.search import QuerySyntaxError


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        ("amoxicillin AND newborns", {"pmid:1"}),
        ("amoxicillin NOT adults", {"pmid:1"}),
        ("colchicine OR zinc", {"doi:10.1234/x.y-2", "pmid:15"}),
        ("(colchicine OR zinc) AND trials", {"pmid:15"}),
        ('"uric acid"', {"pmid:8"}),
        ('"acid uric"', set()),
        ("azole[ti]", {"pmid:6"}),
        ("isavuconazole[ti]", set()),
        ("isavuconazole[tiab]", {"pmid:6"}),
        ("antihypertens*", {"pmid:20"}),
        ("guideline[pt]", {"pmid:10", "pmid:11"}),
        ("2005:2006[dp]", {"pmid:10", "pmid:12"}),
        ("2019:3000[dp]", {"pmid:11", "pmid:13"}),
        ("Vanderfiction P[au]", {"pmid:12"}),
        ("mullerova[au]", {"doi:10.1234/x.y-2"}),
        ("Fictional Oncology[ta]", {"pmid:12"}),
        ("13[pmid] OR 10.1234/x.y-2[doi]", {"pmid:13", "doi:10.1234/x.y-2"}),
        ("english[la] AND zinc", {"pmid:15"}),
        ("BAY43-9006 AND survival", {"pmid:12"}),
        ("Vanderfiction AND cancer", {"pmid:12"}),
    ],
)
def test_a_query_selects_documents(library: MedGraph, query: str, documents: set[str]) -> None:
    assert {p.document_id for p in library.search(query, limit=50)} == documents


def test_the_passage_is_where_the_words_stand(library: MedGraph) -> None:
    (passage,) = library.search("bisoprolol AND asthma")
    document = library.document(passage.document_id)
    assert "Bisoprolol" in passage.text and document.text[passage.start : passage.end] == passage.text


def test_filters_and_limits_hold(library: MedGraph) -> None:
    assert library.search("guideline[pt]", Filter(year_from=2010), 50)[0].document_id == "pmid:11"
    assert len(library.search("guideline[pt] OR trials", limit=1)) == 1


def test_a_wrong_query_raises(library: MedGraph) -> None:
    with pytest.raises(QuerySyntaxError, match="character 11"):
        library.search("zinc AND (")

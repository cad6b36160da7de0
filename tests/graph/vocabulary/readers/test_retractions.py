"""Lists of retracted papers."""

from __future__ import annotations

import pytest

from graph.model import RETRACTED_PUBLICATION
from graph.vocabulary.readers.base import VocabularyError
from tests.graph.vocabulary.readers.conftest import Read

HEADER = "Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason\n"


@pytest.mark.parametrize(
    "text", ["993\n160560\n166323\n", "PMID\r\n993\r\n160560\r\n166323", "pmid:993\n160560\n\n0166323\n"]
)
def test_pmids_one_a_line(read: Read, text: str) -> None:
    loaded, concepts = read("list.txt", text, packed=True)
    assert (loaded.id, loaded.problems) == ("pubmed.retractions", [])
    assert list(concepts) == ["pmid:993", "pmid:160560", "pmid:166323"]
    assert {(c.name, c.category) for c in concepts.values()} == {("", RETRACTED_PUBLICATION)}


def test_dois(read: Read) -> None:
    _, concepts = read("list.txt", "10.1000/AbC\nhttps://doi.org/10.1000/x.1\ndoi:10.1000/y\n")
    assert list(concepts) == ["doi:10.1000/AbC", "doi:10.1000/abc", "doi:10.1000/x.1", "doi:10.1000/y"]


def test_a_person_names_the_list(read: Read) -> None:
    assert read("list.txt", "1\n2\n3\n", id="ours")[0].id == "ours.retractions"


def test_retraction_watch(read: Read) -> None:
    rows = (
        '1,"Gloom, cured",1/31/2024 0:00,10.1/r,10.1/a,111,Retraction,+Error',
        "2,Doubted,2/1/2024 0:00,10.1/e,10.1/b,222,Expression of concern,",
        "3,Corrected,2/1/2024 0:00,10.1/c,10.1/c,333,Correction,",
        "4,Back again,2/1/2020 0:00,10.1/d,10.1/d,444,Retraction,",
        "5,Back again,2/1/2021 0:00,10.1/d,10.1/d,444,Reinstatement,",
        "6,No PMID,2/1/2021 0:00,10.1/f,10.1/f,0,Retraction,",
        "7,Nothing,2/1/2021 0:00,unavailable,unavailable,0,Retraction,",
        "8,Twice,2/1/2020 0:00,10.1/g,unavailable,555,Reinstatement,",
        "9,Twice,2/1/2022 0:00,10.1/g,unavailable,555,Retraction,",
    )
    loaded, concepts = read("retraction_watch.csv", HEADER + "\n".join(rows) + "\n")
    assert loaded.id == "retraction-watch.retractions"
    assert sorted(concepts) == ["doi:10.1/a", "doi:10.1/f", "pmid:111", "pmid:555"]
    assert list(map(str, loaded.problems)) == ["retraction_watch.csv:8: no PMID and no DOI of the paper"]


@pytest.mark.parametrize("text", ["1\n2\n", "12\n13\nseven\n14\n", "1.5\n2.5\n3.5\n", "1,2\n3,4\n5,6\n"])
def test_other_numbers_are_no_list(read: Read, text: str) -> None:
    with pytest.raises(VocabularyError):
        read("numbers.txt", text)

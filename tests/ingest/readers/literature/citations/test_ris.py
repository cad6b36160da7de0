from __future__ import annotations

from collections.abc import Callable

import pytest

from graph import Document
from graph.parsing import Problem
from ingest.readers import ReadResult

Read = Callable[..., list[ReadResult]]

RECORD = """TY  - JOUR
T1  - Aspirin in fever
AU  - Doe, Jane A.
A1  - Roe, Richard
PY  - 2019/05/01/
JF  - Demo Journal
JO  - Dem J
N2  - Background: Fever is common.
Methods: We gave aspirin.
DO  - https://doi.org/10.5555/demo
UR  - https://example.org/demo
LA  - English
ER  - 
"""


def documents(results: list[ReadResult]) -> list[Document]:
    assert all(isinstance(result, Document) for result in results), results
    return [result for result in results if isinstance(result, Document)]


def test_a_record(read: Read) -> None:
    (document,) = documents(read("ris", RECORD))
    assert (document.id, document.url) == ("doi:10.5555/demo", "https://doi.org/10.5555/demo")
    assert document.title == "Aspirin in fever"
    assert [(s.heading, s.kind.value) for s in document.sections[1:]] == [
        ("Background", "introduction"),
        ("Methods", "methods"),
    ]
    assert document.authors == ("Doe Jane A.", "Roe Richard")
    assert (document.year, document.journal, document.language) == (2019, "Demo Journal", "en")
    assert document.publication_types == ("Journal Article",)


@pytest.mark.parametrize(
    ("fields", "identifier"),
    [
        ("AN  - 77\nDB  - PubMed", "pmid:77"),
        ("AN  - 77\nDP  - NLM", "pmid:77"),
        ("AN  - 77\nDO  - 10.5555/x", "doi:10.5555/x"),
        ("AN  - rayyan-77\nDB  - PubMed\nDO  - doi: 10.5555/x", "doi:10.5555/x"),
        ("UR  - https://pubmed.ncbi.nlm.nih.gov/78/\nDO  - 10.5555/x", "pmid:78"),
        ("N1  - Cited By :3; Export Date: 12 May 2022; DOI: 10.5555/x.", "doi:10.5555/x"),
    ],
)
def test_identity(read: Read, fields: str, identifier: str) -> None:
    (document,) = documents(read("ris", f"TY  - JOUR\nTI  - T\n{fields}\nER  -\n"))
    assert document.id == identifier


def test_without_ids_the_content_is_the_id_and_the_address_is_kept(read: Read) -> None:
    content = "TY  - RPRT\nTI  - {}\nUR  - https://example.org/a\nER  -\n"
    first, again, other = documents(read("ris", content.format("A") * 2 + content.format("B")))
    assert first.id == again.id != other.id
    assert first.id.startswith("file:")
    assert first.url == "https://example.org/a"


def test_lines_before_the_first_record_and_between_them(read: Read) -> None:
    preface = 'Provider: Demo\nContent: text/plain; charset="UTF-8"\n\n'
    results = read("ris", preface + RECORD + "\n\n" + RECORD.replace("  - ", " - ").replace("demo", "two"))
    assert [d.id for d in documents(results)] == ["doi:10.5555/demo", "doi:10.5555/two"]


def test_a_record_without_an_end(read: Read) -> None:
    results = read("ris", "TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\nAB  - Cut in the mid")
    assert [d.title for d in documents(results)] == ["One", "Two"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(read: Read, encoding: str) -> None:
    content = "TY  - JOUR\r\nTI  - Menière’s disease\r\nER  - \r\n".encode(encoding)
    assert documents(read("ris", content))[0].title == "Menière’s disease"


def test_a_bad_record_is_a_problem_and_reading_goes_on(read: Read) -> None:
    problem, document = read("ris", "TY  - JOUR\nAU  - Doe\nER  -\n" + RECORD)
    assert isinstance(problem, Problem)
    assert problem.place == "record 1" and problem.reason.startswith("neither title nor abstract")
    assert isinstance(document, Document)


def test_a_doi_that_holds_no_doi(read: Read) -> None:
    """Found by tests/fuzz/readers.py: NUL characters went into the id."""
    (document,) = documents(read("ris", "TY  - JOUR\nTI  - Fever\nDO  - 10.5555/d\0\0emo\nER  - \n"))
    assert "\0" not in document.id + document.url


@pytest.mark.parametrize(
    "begins",
    [
        "TY  - Journal Article",
        "TY  - journal article",
        "TY - Electronic Article",
        "TY-  JOUR",
        "ty  - jour",
        "\n\nTY  -",
    ],
)
def test_types_in_words_and_other_spacing(read: Read, begins: str) -> None:
    between = begins[2:].partition("-")[0] if begins[:2].upper() == "TY" else "  "
    tags = ("TI", "AB", "ER") if "ty" not in begins else ("ti", "ab", "er")
    lines = [
        f"{tag}{between}- {value}"
        for tag, value in zip(tags, ("Fever", "T4 - a hormone fell.", ""), strict=True)
    ]
    (document,) = documents(read("ris", "\n".join([begins, *lines])))
    assert document.text == "Fever\n\nT4 - a hormone fell."


def test_lines_of_an_abstract_that_look_like_tags(read: Read) -> None:
    content = "TY- JOUR\nTI- Thyroid\nAB- It fell.\nT4- and T3 rose.\nKW- x\nER- \n"
    (document,) = documents(read("ris", content))
    assert document.text.replace("\n", " ") == "Thyroid  It fell. T4- and T3 rose."


def test_stray_tags_between_records(read: Read) -> None:
    stray = "NL  - Clin Demo\n\nLink to the Ovid Full Text: https://example.org/10.5555/other\n\n2.\n"
    results = read("ris", "1.\n" + RECORD + stray + RECORD.replace("demo", "two"))
    assert [d.id for d in documents(results)] == ["doi:10.5555/demo", "doi:10.5555/two"]


@pytest.mark.parametrize(
    "field",
    [
        "DO  - 10.5555/Fict.1",
        "DO  - doi:10.5555/fict.1",
        "UR  - https://doi.org/10.5555/fict.1",
        "UR  - https://onlinelibrary.wiley.com/doi/full/10.5555/fict.1?casa=1",
        "UR  - https://www.tandfonline.com/doi/pdf/10.5555/fict.1.pdf",
        "UR  - https://onlinelibrary.wiley.com/doi/10.5555/fict.1/abstract",
        "L3  - http://dx.doi.org/10.5555/fict.1",
        "LK  - http://sfx.example.org/x?sid=EMBASE&id=doi:10.5555%2Ffict.1&atitle=Fever",
        "L2  - https://link.springer.com/article/10.5555%2Ffict.1",
        "M3  - doi: 10.5555/fict.1",
        "N1  - doi: 10.5555/fict.1",
        "N1  - 1234-5678\nJournal Article\nDemo J. 2011 Jun;50(6):349-60. doi: 10.5555/fict.1.",
        "U3  - (doi 10.5555/fict.1)",
    ],
)
def test_the_doi_wherever_it_stands(read: Read, field: str) -> None:
    (document,) = documents(read("ris", f"TY  - JOUR\nTI  - T\n{field}\nER  -\n"))
    assert document.id == "doi:10.5555/fict.1" and document.identifiers == (document.id,)


@pytest.mark.parametrize(
    "field",
    [
        "AB  - As doi 10.5555/other says, fever fell.",
        "N1  - Comment on: Lancet 2010. doi: 10.5555/other",
        "N1  - Erratum in: J Demo. doi: 10.5555/other",
        "N1  - References: 10.5555/other",
        "N1  - 10.5555/one and 10.5555/two",
        "KW  - 10.5555/other",
    ],
)
def test_the_doi_of_another_paper_is_not_taken(read: Read, field: str) -> None:
    (document,) = documents(read("ris", f"TY  - JOUR\nTI  - T\n{field}\nER  -\n"))
    assert document.id.startswith("file:") and document.identifiers == (document.id,)


@pytest.mark.parametrize(
    "fields",
    [
        "DB  - Ovid MEDLINE(R)\nID  - 99990301",
        "DB  - Embase\nDB  - Medline\nC5  - 99990301",
        "DB  - Scopus\nC2  - 99990301",
        "AN  - MEDLINE:99990301\nDB  - MEDLINE",
        "PM  - 99990301",
        "C3  - PUBMED 99990301",
        "N1  - PMID: 99990301",
        "UR  - http://ovidsp.ovid.com/ovidweb.cgi?T=JS&PAGE=reference&D=med14&NEWS=N&AN=99990301",
        "L2  - http://www.ncbi.nlm.nih.gov/pubmed/99990301",
        "UR  - https://europepmc.org/article/MED/99990301",
    ],
)
def test_the_pmid_in_the_dialects_of_databases(read: Read, fields: str) -> None:
    (document,) = documents(read("ris", f"TY  - JOUR\nTI  - T\n{fields}\nDO  - 10.5555/a\nER  -\n"))
    assert document.id == "pmid:99990301" and document.identifiers == ("pmid:99990301", "doi:10.5555/a")


@pytest.mark.parametrize(
    "fields", ["AN  - 99990301\nDB  - CINAHL", "ID  - 99990301", "AN  - rayyan-99990301"]
)
def test_other_numbers_are_no_pmid(read: Read, fields: str) -> None:
    (document,) = documents(read("ris", f"TY  - JOUR\nTI  - T\n{fields}\nER  -\n"))
    assert document.id.startswith("file:")


def test_an_abstract_never_takes_the_place_of_the_full_text(read: Read) -> None:
    (document,) = documents(read("ris", "TY  - JOUR\nTI  - T\nC2  - PMC12345\nDO  - 10.5555/a\nER  -\n"))
    assert document.id == "doi:10.5555/a" and document.identifiers == ("doi:10.5555/a", "pmc:PMC12345")


def test_publication_types(read: Read) -> None:
    fields = "M3  - Review\nN1  - 1234-5678\nRetracted Publication\nSwitzerland\nM3  - Mental Health [3300]"
    (document,) = documents(read("ris", f"TY  - JOUR\nTI  - T\n{fields}\nER  -\n"))
    assert document.publication_types == ("Journal Article", "Review", "Retracted Publication")
    assert document.retracted


def test_an_abstract_that_only_says_there_is_none(read: Read) -> None:
    (document,) = documents(read("ris", "TY  - JOUR\nTI  - T\nAB  - [No abstract available]\nER  -\n"))
    assert document.text == "T"


def test_names(read: Read) -> None:
    (document,) = documents(
        read("ris", "TY  - JOUR\nTI  - T\nAU  - Shannon,Claude E.\nAU  - Doe, J; Roe, R\nER  -\n")
    )
    assert document.authors == ("Shannon Claude E.", "Doe J", "Roe R")


@pytest.mark.parametrize(
    ("fields", "retracted"),
    [
        ("N1  - 1234-5678\nRetraction in: Demo J. 2020;1:2. PMID: 99990399", True),
        ("N1  - Retracted and republished in: Demo J. 2020;1:2", True),
        ("M3  - Retracted", True),
        ("M3  - Retracted Publication; Journal Article", True),
        ("N1  - Comment in: Demo J. 2020;1:2", False),
        ("N1  - A study of retraction in the eye", False),
        ("KW  - Retraction of consent", False),
    ],
)
def test_what_an_export_knows_of_a_retraction(read: Read, fields: str, retracted: bool) -> None:
    (document,) = documents(read("ris", f"TY  - JOUR\nTI  - T\n{fields}\nER  -\n"))
    assert document.retracted is retracted and "pmid:99990399" not in document.identifiers


def test_each_record_may_be_tagged_in_a_way_of_its_own(read: Read) -> None:
    exported = (
        "TY  - JOUR\nTI  - Zinc\nAB  - Zinc cured colds.\nER  - \n\n"
        "ty  - jour\nti  - Iron\npy  - 2016\nab  - Iron cured anaemia.\ner  - \n\n"
        "TY - Article\nTI - Lead\nAB - Lead\nT4 - was low.\nER -\n"
        "TY  - CONF\nTI  -Gold\nPY  -2020\nAB  -Gold cured nobody.\nER  -\n"
    )
    zinc, iron, lead, gold = documents(read("ris", exported))
    assert [each.title for each in (zinc, iron, lead, gold)] == ["Zinc", "Iron", "Lead", "Gold"]
    assert (iron.year, gold.year) == (2016, 2020)
    assert iron.text.endswith("Iron cured anaemia.") and gold.text.endswith("Gold cured nobody.")
    assert "T4 - was low." in lead.text

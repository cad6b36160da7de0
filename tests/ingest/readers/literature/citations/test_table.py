"""Tables of references in the dialects of databases, screening tools and spreadsheets; all invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph import Document
from graph.parsing import FileSource, Problem
from ingest.readers import ReadResult
from ingest.reading import READERS

Read = Callable[..., list[ReadResult]]
TITLE, ABSTRACT = "Aspirin, fever; and more", "Aspirin lowered fever in 9 of 12 adults."
PUBMED = f'''PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,PMCID,NIHMS ID,DOI,Abstract
99990501,"{TITLE}","Doe J, Roe R.",J Demo. 2016 Jan;1:2.,Doe J,J Demo,2016,PMC99905,,10.5555/F.1,"{ABSTRACT}"
'''
DIALECTS = {
    "pubmed": PUBMED,
    "with a byte order mark": "\ufeff" + PUBMED,
    "covidence": "Title,Authors,Abstract,Published Year,Journal,Accession Number,DOI,Ref,Covidence #\n"
    f'"{TITLE}","Doe, J.; Roe, R.","{ABSTRACT}",2016,J Demo,PMID: 99990501,10.5555/f.1,7,#12\n',
    "rayyan": "key,title,year,month,journal,issn,authors,url,language,abstract,notes,doi,pubmed_id,pmc_id\n"
    f'rayyan-1,"{TITLE}",2016,1,J Demo,1,"Doe, J. and Roe, R.",,eng,"{ABSTRACT}",,10.5555/f.1,99990501,\n',
    "scopus": "Authors,Author(s) ID,Title,Year,Source title,DOI,Link,Abstract,Document Type,PubMed ID\n"
    f'"Doe J.; Roe R.",1;2,"{TITLE}",2016,J Demo,10.5555/f.1,https://scopus.example.org/x,'
    f'"{ABSTRACT}",Article,99990501\n',
    "zotero": '"Key","Item Type","Publication Year","Author","Title","Publication Title","DOI","Url","Abstract Note",'
    f'"Extra"\n"A","journalArticle","2016","Doe, J; Roe, R","{TITLE}","J Demo","10.5555/f.1","","{ABSTRACT}",'
    '"PMID: 99990501"\n',
    "embase": '"Title","Author Names","Source","Abstract","Medline PMID","DOI"\n'
    f'"{TITLE}","Doe J., Roe R.","J Demo (2016) 1:2 (3-4). Date of Publication: 2 Jan 2016","{ABSTRACT}",'
    "99990501,10.5555/f.1\n",
    "web of science": "PT\tAU\tTI\tSO\tDT\tAB\tDI\tPY\tPM\n"
    f"J\tDoe, J; Roe, R\t{TITLE}\tJ Demo\tArticle\t{ABSTRACT}\t10.5555/f.1\t2016\t99990501\n",
    "semicolons": "sep=;\nTitel;Autoren;Jahr;Zeitschrift;DOI;PMID;Zusammenfassung\n"
    f'"{TITLE}";"Doe, J; Roe, R";2016;J Demo;'
    f'10.5555/f.1;99990501;"{ABSTRACT}"\n',
    "with a preface": "About the data: exported on Jan 2 2016\n"
    '"Title","PubYear","Source title","Authors","DOI","PMID","Abstract"\n'
    f'"{TITLE}",2016,J Demo,"Doe, J; Roe, R",10.5555/f.1,99990501,"{ABSTRACT}"\n',
}


@pytest.mark.parametrize("content", DIALECTS.values(), ids=DIALECTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_dialects(read: Read, content: str, encoding: str) -> None:
    content = content if encoding == "utf-8" else content.removeprefix("\ufeff")
    (document,) = read("citation-table", content.replace("J Demo", "J Démo").encode(encoding))
    assert isinstance(document, Document)
    assert document.text == f"{TITLE}\n\n{ABSTRACT}"
    assert document.id == "pmid:99990501" and "doi:10.5555/f.1" in document.identifiers
    assert (document.year, document.journal) == (2016, "J Démo")
    assert [name.split()[0] for name in document.authors] == ["Doe", "Roe"]


@pytest.mark.parametrize("content", DIALECTS.values(), ids=DIALECTS)
def test_they_are_told_without_a_suffix(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    path = tmp_path_factory.mktemp("told") / "refs.txt"
    path.write_text(content, encoding="utf-8")
    head = content.encode()
    assert (
        next(name for name, reader in READERS.items() if reader.accepts(FileSource(path), head))
        == "citation-table"
    )


def test_embases_layout_with_a_row_a_field(read: Read) -> None:
    content = (
        f'"TITLE","{TITLE}"\n"AUTHOR NAMES","Doe J.","Roe R."\n"SOURCE","J Demo (2016) 1:2 (3-4)."\n'
        f'"ABSTRACT","{ABSTRACT}"\n"DOI","10.5555/f.1"\n\n"TITLE","Another"\n"DOI","10.5555/f.2"\n'
    )
    first, second = read("citation-table", content)
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.id, first.journal, first.year) == ("doi:10.5555/f.1", "J Demo", 2016)
    assert first.authors == ("Doe J.", "Roe R.") and first.text.endswith(ABSTRACT)
    assert (second.id, second.title) == ("doi:10.5555/f.2", "Another")


def test_lines_and_quotes_inside_a_field(read: Read) -> None:
    (document,) = read("citation-table", 'Title,Abstract\nA,"BACKGROUND: One ""two"".\nRESULTS: Three."\n')
    assert isinstance(document, Document)
    assert document.text == 'A\n\nBACKGROUND\nOne "two".\n\nRESULTS\nThree.'


def test_a_table_of_something_else_says_what_it_needs(read: Read) -> None:
    (problem,) = read("citation-table", "id,name,synonyms\nX:1,Fever,Pyrexia\n", "a.csv")
    assert isinstance(problem, Problem)
    assert (
        "Title" in problem.reason and "id, name, synonyms" in problem.reason and "vocab add" in problem.reason
    )


def test_bad_rows_are_problems_and_reading_goes_on(read: Read) -> None:
    content = "Title,DOI\nA,10.5555/a\nB, with a comma,10.5555/b\n,\n,10.5555/c\nD\n"
    first, comma, empty, last = read("citation-table", content)
    assert isinstance(first, Document) and isinstance(last, Document) and last.title == "D"
    assert isinstance(comma, Problem) and comma.place == "line 3" and "quote" in comma.reason
    assert isinstance(empty, Problem) and "neither title nor abstract" in empty.reason


def test_a_quote_that_is_never_closed_ends(read: Read) -> None:
    results = read("citation-table", 'Title,DOI\nA,10.5555/a\nB,"never\n' + "x,y\n" * 33_000)
    assert (
        isinstance(results[0], Document) and isinstance(results[1], Problem) and "field" in results[1].reason
    )

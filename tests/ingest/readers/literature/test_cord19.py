from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import Document, SectionKind
from graph.parsing import FileSource, Problem
from ingest.readers import ReadResult
from ingest.readers.literature.cord19_index import index_of
from ingest.reading import read_paths
from tests.ingest.readers.literature.test_s2orc import AUTHORS, PARSE
from tests.ingest.readers.mutation import ODD_TEXTS, disturbed, hostile, mutated, only_documents_and_problems

SHA = "0123456789abcdef0123456789abcdef01234567"
SECOND = "fedcba98" * 5
PDF: dict[str, Any] = {"paper_id": SHA, "metadata": {"title": "DEMO J Coughs", "authors": AUTHORS}, **PARSE}
PMC: dict[str, Any] = {"paper_id": "PMC7", "metadata": {"title": "Coughs", "authors": AUTHORS}, **PARSE} | {
    "abstract": []
}
HEADER = (
    "cord_uid,sha,source_x,title,doi,pmcid,pubmed_id,license,abstract,publish_time,authors,journal,mag_id,"
    "who_covidence_id,arxiv_id,pdf_json_files,pmc_json_files,s2_id,url"
).split(",")
ROW = {
    "cord_uid": "ab12",
    "sha": f"{SHA}; {SECOND}",
    "title": "Coughs of the north",
    "doi": "10.1/x",
    "pmcid": "PMC7",
    "pubmed_id": "5",
    "license": "cc-by",
    "abstract": 'Coughs are "loud",\nsome say.',
    "publish_time": "2020-03-01",
    "authors": "Doe, Jane A; Roe, R; The Group",
    "journal": "Demo J",
    "pdf_json_files": f"document_parses/pdf_json/{SHA}.json; document_parses/pdf_json/{SECOND}.json",
    "pmc_json_files": "document_parses/pmc_json/PMC7.xml.json",
    "url": "https://x.example/1; https://x.example/2",
}
NO_PARSE = {
    "cord_uid": "cd34",
    "title": "Sneezes",
    "abstract": "They are short.",
    "pmcid": "PMC8",
    "pubmed_id": "6",
}


def metadata(*rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADER)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def release(folder: Path, *rows: dict[str, str], **parses: Any) -> Path:
    """A release of the collection: metadata.csv, and parses as it lays them out."""
    (folder / "metadata.csv").write_text(metadata(*rows))
    for name, paper in parses.items():
        kind, stem = name.split("__")
        path = folder / "document_parses" / f"{kind}_json" / f"{stem}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(paper))
    return folder


def documents(results: list[ReadResult]) -> list[Document]:
    assert all(isinstance(result, Document) for result in results), results
    return [result for result in results if isinstance(result, Document)]


def test_the_parse_of_pmc_is_the_paper_and_takes_its_fields_from_the_metadata(tmp_path: Path) -> None:
    release(tmp_path, ROW, **{f"pdf__{SHA}": PDF, "pmc__PMC7.xml": PMC})
    (document,) = documents(list(read_paths([tmp_path])))
    assert document.id == "pmc:PMC7"
    assert document.source.endswith("PMC7.xml.json")
    assert document.text.startswith('Coughs of the north\n\nCoughs are "loud",\nsome say.\n\nIntroduction\n')
    assert document.sections[1].kind is SectionKind.ABSTRACT
    assert (document.year, document.journal, document.licence) == (2020, "Demo J", "cc-by")
    assert document.authors == ("Doe Jane A", "Roe R", "The Group")
    assert document.url == "https://x.example/1"


def test_without_pmc_the_first_pdf_is_the_paper(tmp_path: Path) -> None:
    release(tmp_path, ROW, **{f"pdf__{SHA}": PDF, f"pdf__{SECOND}": PDF | {"paper_id": SECOND}})
    (document,) = documents(list(read_paths([tmp_path])))
    assert document.id == "pmc:PMC7" and document.source.endswith(f"{SHA}.json")
    assert "Coughs are loud.\nThey are many." in document.text and "some say" not in document.text


@pytest.mark.parametrize("folders", ["", "a/", "a/b/", "a/b/c/"])
def test_the_metadata_is_found_beside_and_up_to_three_folders_above(tmp_path: Path, folders: str) -> None:
    release(tmp_path, ROW)
    path = tmp_path / folders / "PMC7.xml.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(PMC))
    (document,) = documents(list(read_paths([path])))
    assert document.year == 2020


@pytest.mark.parametrize(
    ("change", "identifier"),
    [
        ({}, "pmc:PMC7"),
        ({"pmcid": "", "pmc_json_files": ""}, "pmid:5"),
        ({"pmcid": "", "pubmed_id": "", "pmc_json_files": ""}, "doi:10.1/x"),
        ({"pmcid": "", "pubmed_id": "", "pmc_json_files": "", "doi": ""}, "cord:ab12"),
    ],
)
def test_the_id_is_the_rows_with_or_without_the_parse(
    tmp_path: Path, change: dict[str, str], identifier: str
) -> None:
    release(tmp_path, ROW | change)
    (row,) = documents(list(read_paths([tmp_path])))
    release(tmp_path, ROW | change, **{f"pdf__{SHA}": PDF})
    (parse,) = documents(list(read_paths([tmp_path])))
    assert row.id == parse.id == identifier
    assert len(parse.text) > len(row.text)


def test_the_metadata_gives_the_papers_without_a_parse(tmp_path: Path) -> None:
    release(tmp_path, ROW, NO_PARSE, **{f"pdf__{SHA}": PDF})
    (document,) = documents(list(read_paths([tmp_path / "metadata.csv"])))
    assert (document.id, document.text) == ("pmid:6", "Sneezes\n\nThey are short.")


def test_releases_that_only_say_that_there_is_a_parse(tmp_path: Path) -> None:
    header = (
        "sha,source_x,title,doi,pmcid,pubmed_id,license,abstract,publish_time,authors,journal,has_full_text"
    )
    rows = f"{SHA},x,Coughs,,PMC7,,,,2020,,,True\n,x,Sneezes,,,6,unk,They are short.,2020 Jan,,,False\n"
    (tmp_path / "metadata.csv").write_text(f"{header}\n{rows}")
    (document,) = documents(list(read_paths([tmp_path / "metadata.csv"])))
    assert (document.id, document.year, document.licence) == ("pmid:6", 2020, "")
    (tmp_path / f"{SHA}.json").write_text(json.dumps(PDF))
    (parse,) = documents(list(read_paths([tmp_path / f"{SHA}.json"])))
    assert (parse.id, parse.title) == ("pmc:PMC7", "Coughs")


def test_a_parse_that_the_metadata_does_not_know(tmp_path: Path) -> None:
    release(tmp_path, NO_PARSE, **{f"pdf__{SHA}": PDF})
    assert [d.id for d in documents(list(read_paths([tmp_path / "document_parses"])))] == [
        "file:0123456789abcdef"
    ]


def test_broken_rows_are_problems_and_reading_goes_on(tmp_path: Path) -> None:
    content = (
        metadata(NO_PARSE) + "only,three,fields\n" + metadata(NO_PARSE | {"pubmed_id": "7"}).split("\n", 1)[1]
    )
    content += metadata({"cord_uid": "ef56"}).split("\n", 1)[1] + '"' + "x" * 200_000 + "\n"
    (tmp_path / "metadata.csv").write_text(content)
    results = list(read_paths([tmp_path]))
    assert [r.id for r in results if isinstance(r, Document)] == ["pmid:6", "pmid:7"]
    problems = [(r.place, r.reason) for r in results if isinstance(r, Problem)]
    assert [place for place, _ in problems] == ["line 3", "line 5", "line 6"]
    assert "3 fields where the header names 19" in problems[0][1]
    assert problems[1][1] == "paper 'ef56': neither title nor text"
    assert "broken CSV" in problems[2][1]


def test_a_quote_that_is_never_closed_does_not_make_a_problem_of_every_line(tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_text(metadata(NO_PARSE) + '"' + "x,\n" * 200_000)
    document, *problems = read_paths([tmp_path])
    assert isinstance(document, Document)
    assert len(problems) == 1001
    assert isinstance(problems[-1], Problem) and "1000 rows in succession" in problems[-1].reason


def test_a_changed_metadata_is_read_anew(tmp_path: Path) -> None:
    source = FileSource(tmp_path / "metadata.csv")
    source.path.write_text(metadata(ROW))
    found = index_of(source).find("PMC7")
    assert found is not None and found["journal"] == "Demo J"
    assert index_of(source) is index_of(source)
    source.path.write_text(metadata(ROW | {"journal": "Demo Journal"}))
    found = index_of(source).find(SHA)
    assert found is not None and found["journal"] == "Demo Journal"


def test_another_csv_of_that_name_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_text("a,b\n1,2\n")
    (tmp_path / "a.json").write_text(json.dumps(PDF))
    parse, problem = read_paths([tmp_path])
    assert isinstance(parse, Document) and parse.id == "file:0123456789abcdef"
    assert isinstance(problem, Problem) and "not of references" in problem.reason


@hostile
@given(
    value=mutated(PMC),
    row=st.fixed_dictionaries({}, optional={n: st.sampled_from(ODD_TEXTS) for n in HEADER}),
)
def test_any_value_anywhere(tmp_path: Path, value: Any, row: dict[str, str]) -> None:
    rows = (ROW | row).items()
    content = metadata({name: text.replace("\ud800", "") for name, text in rows})
    (tmp_path / "metadata.csv").write_text(content)
    only_documents_and_problems("cord19", tmp_path / "a.json", json.dumps(value).encode())
    only_documents_and_problems("cord19", tmp_path / "b.csv", content.encode())


@hostile
@given(content=disturbed(metadata(ROW, NO_PARSE).encode()))
def test_disturbed_metadata(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "PMC7.xml.json").write_text(json.dumps(PMC))
    only_documents_and_problems("cord19", tmp_path / "metadata.csv", content)

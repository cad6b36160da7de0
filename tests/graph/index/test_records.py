"""Documents by their records: what each kind of query finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph import Document, MeshHeading, Section, SectionKind
from graph.index import RecordField, RecordIndex

TEXT = "Falls of adults\n\nVitamin D for falls. BAY 43-9006 was not given."


@pytest.fixture
def records(tmp_path: Path) -> RecordIndex:
    index = RecordIndex(tmp_path)
    index.update(
        [], [_document(), Document(id="doi:10.1/Abc", text="Another text", title="Another", year=1999)]
    )
    return index


def _document() -> Document:
    return Document(
        id="pmid:7",
        text=TEXT,
        title="Falls of adults",
        sections=(Section(0, 15, "", SectionKind.TITLE), Section(17, len(TEXT), "", SectionKind.ABSTRACT)),
        year=2010,
        journal="Journal of Nowhere",
        authors=("Müller Anna B", "van der Berg Jan"),
        publication_types=("Clinical Trial",),
        mesh=(MeshHeading("MESH:1", "Accidental Falls"),),
        url="https://doi.org/10.9999/xyz",
    )


def found(records: RecordIndex, query: Any) -> set[str]:
    return set(records.search(query, 10))


def test_running_text_is_found_in_any_form_and_as_a_phrase(records: RecordIndex) -> None:
    assert found(records, records.any_form(RecordField.TEXT, "falling adult")) == {"pmid:7"}
    assert found(records, records.phrase(RecordField.TEXT, "vitamin d")) == {"pmid:7"}
    assert found(records, records.phrase(RecordField.TEXT, "d vitamin")) == set()
    assert found(records, records.prefix(RecordField.TEXT, "vita")) == {"pmid:7"}
    assert found(records, records.any_form(RecordField.TITLE, "vitamin")) == set()


def test_a_drug_code_is_found_however_it_is_written(records: RecordIndex) -> None:
    for written in ("BAY 43-9006", "BAY43-9006", "bay439006"):
        assert found(records, records.any_form(RecordField.TEXT, written)) == {"pmid:7"}


@pytest.mark.parametrize("name", ["Müller", "muller", "Müller A", "Müller AB", "van der Berg", "Berg J"])
def test_authors_are_found_by_last_name_and_initials(records: RecordIndex, name: str) -> None:
    assert found(records, records.phrase(RecordField.AUTHOR, name)) == {"pmid:7"}


@pytest.mark.parametrize(
    ("identifier", "document"),
    [("pmid:7", "pmid:7"), ("7", "pmid:7"), ("10.9999/XYZ", "pmid:7"), ("10.1/abc", "doi:10.1/Abc")],
)
def test_identifiers_are_found_with_and_without_prefix(
    records: RecordIndex, identifier: str, document: str
) -> None:
    assert found(records, records.identifier(identifier)) == {document}


def test_years_types_headings_and_whole_titles(records: RecordIndex) -> None:
    assert found(records, records.years(2000, None)) == {"pmid:7"}
    assert found(records, records.years(None, 2000)) == {"doi:10.1/Abc"}
    assert found(records, records.phrase(RecordField.TYPE, "clinical trial")) == {"pmid:7"}
    assert found(records, records.phrase(RecordField.MESH, "accidental falls")) == {"pmid:7"}
    assert found(records, records.titled("falls of ADULTS.")) == {"pmid:7"}
    assert found(records, records.titled("falls of")) == set()


def test_queries_combine(records: RecordIndex) -> None:
    falls, old = records.any_form(RecordField.TEXT, "falls"), records.years(None, 2000)
    assert found(records, records.either([falls, old])) == {"pmid:7", "doi:10.1/Abc"}
    assert found(records, records.every([falls, old])) == set()
    assert found(records, records.but(records.either([falls, old]), old)) == {"pmid:7"}
    assert set(records.search(records.either([falls, old]), 10, ["doi:10.1/Abc"])) == {"doi:10.1/Abc"}


def test_what_is_written_again_replaces_what_was_there(records: RecordIndex) -> None:
    records.update(["pmid:7"], [Document(id="pmid:7", text="Something else", title="Else")])
    assert found(records, records.any_form(RecordField.TEXT, "falls")) == set() and len(records) == 2
    records.update(["pmid:7"], [])
    assert len(records) == 1

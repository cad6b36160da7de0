"""Which files are told as vocabularies when somebody gives them as documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.parsing.source import FileSource, read_head
from graph.vocabulary.readers import is_vocabulary
from tests.graph.vocabulary.readers import samples
from tests.graph.vocabulary.readers.test_tables import (
    BRANDS,
    DRUGBANK,
    HGNC,
    ICD_TABLE,
    MESH,
    ORDER,
    SUPPLEMENT,
)

CODES = "codes.csv"  # any two columns of codes and words: that may be anything


def told(folder: Path, text: str) -> bool:
    source = FileSource(folder / "file.txt")
    source.path.write_text(text)
    return is_vocabulary(source, read_head(source))


@pytest.mark.parametrize("name", [name for name in samples.FILES if name != CODES])
def test_every_format(tmp_path: Path, name: str) -> None:
    assert told(tmp_path, samples.FILES[name])


@pytest.mark.parametrize("text", [BRANDS, DRUGBANK, HGNC, ICD_TABLE, MESH, ORDER, SUPPLEMENT])
def test_every_table(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        samples.FILES[CODES],
        "Patient is gloomy. HP:0000001 was noted.\nA00 Gloom\n",
        "A00 Gloom\nA01.1 Deep gloom\nB02 Sorrow\nR45 Low spirits\nS60 Bruise\nS61 Bruise\n",  # a patient's problems
        "12345\n23456\n34567\n45678\n",  # papers to fetch
        "id,name,age\n1,Ann,7\n2,Ben,9\n",
        "MRN:1,Ann\nMRN:2,Ben\n",
        "id,title,abstract\npmid:1,Gloom,Men were sad.\n",
        '{"id": "pmid:1", "name": "Gloom", "text": "Men were sad.", "synonyms": []}\n',
        '{"resourceType": "Patient", "id": "p1", "name": [{"family": "Doe"}]}\n',
        "Medication, dose\nmirthol, 5 mg\ncalmine, 10 mg\n",
        "",
    ],
)
def test_documents_are_not_told(tmp_path: Path, text: str) -> None:
    assert not told(tmp_path, text)

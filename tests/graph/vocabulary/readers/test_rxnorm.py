"""RxNorm: substances, salts, combinations; a brand is a name of its one ingredient, and of nothing else."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from graph.model import Concept
from graph.vocabulary.readers.base import VocabularyError
from graph.vocabulary.readers.detect import read_vocabulary
from tests.graph.vocabulary.readers import samples
from tests.graph.vocabulary.readers.conftest import Read

BESIDE = {"RXNREL.RRF": samples.RXNREL, "RXNSAT.RRF": samples.RXNSAT}


def test_what_is_kept(read: Read) -> None:
    loaded, concepts = read("RXNCONSO.RRF", samples.RXNCONSO, beside=BESIDE)
    assert (loaded.id, loaded.problems) == ("rxnorm", [])
    assert concepts["RXNORM:10"] == Concept(
        "RXNORM:10",
        "mirthol",
        ("mirtholum", "Cheerex", "Cheerex Forte"),
        category="ChemicalEntity",
        same_as=("MESH:D900010",),
    )
    assert concepts["RXNORM:11"].parents == ("RXNORM:10",)
    assert "RXNORM:12" not in concepts, "a brand of one ingredient is a name of it"
    assert "RXNORM:16" not in concepts, "strengths and dose forms are left out"
    assert "RXNORM:19" not in concepts, "suppressed"


@pytest.mark.parametrize(
    ("brand", "why"),
    [
        ("RXNORM:13", "two ingredients"),
        ("RXNORM:17", "RXNSAT says several, whatever RXNREL has of them"),
        ("RXNORM:18", "of something that is not kept"),
        ("RXNORM:20", "one of its two ingredients is suppressed"),
    ],
)
def test_a_brand_of_several_stands_for_itself(read: Read, brand: str, why: str) -> None:
    _, concepts = read("RXNCONSO.RRF", samples.RXNCONSO, beside=BESIDE)
    assert brand in concepts, why
    assert concepts[brand].name not in concepts["RXNORM:10"].synonyms
    assert concepts[brand].name not in concepts["RXNORM:14"].synonyms


def test_without_relations_brands_stand_alone_and_that_is_said(read: Read) -> None:
    loaded, concepts = read("RXNCONSO.RRF", samples.RXNCONSO)
    assert concepts["RXNORM:12"].name == "Cheerex"
    assert list(map(str, loaded.problems)) == [
        "RXNCONSO.RRF: no RXNREL.RRF beside it: brands are not known as names of their drugs"
    ]


def test_the_folder_and_the_zip_as_nlm_gives_them(tmp_path: Path) -> None:
    rrf = tmp_path / "release" / "rrf"
    rrf.mkdir(parents=True)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Readme.txt", "hello")
        archive.writestr("prescribe/rrf/RXNCONSO.RRF", samples.RXNCONSO.replace("mirthol", "wrong"))
        for name, text in {"RXNCONSO.RRF": samples.RXNCONSO, **BESIDE, "RXNDOC.RRF": "x"}.items():
            (rrf / name).write_text(text)
            archive.writestr(f"rrf/{name}", text)
    (tmp_path / "full.zip").write_bytes(buffer.getvalue())
    from_folder = list(read_vocabulary(tmp_path / "release").concepts)
    zipped = read_vocabulary(tmp_path / "full.zip")
    assert list(zipped.concepts) == from_folder
    assert zipped.source == "full.zip"
    assert "Cheerex" in from_folder[0].synonyms


def test_a_row_of_too_few_columns_is_a_problem(read: Read) -> None:
    loaded, _ = read("RXNCONSO.RRF", samples.RXNCONSO + "99|ENG|\n", beside=BESIDE)
    assert list(map(str, loaded.problems)) == ["RXNCONSO.RRF:19: 3 columns, at least 17 expected"]


def test_a_folder_of_neither(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="holds no MRCONSO"):
        read_vocabulary(tmp_path)

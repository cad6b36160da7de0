"""Senses, misspellings, expansions of a coordination, and the index with its file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from graph.linking import index_file
from graph.linking.coordination import expansions, listed_letter
from graph.linking.index import NameIndex, name_rows
from graph.linking.speller import Speller
from graph.model import Concept
from graph.sealed import DamagedFileError
from graph.vocabulary.lexicon.lexicon import Lexicon
from graph.vocabulary.names.senses import component_senses, is_more_specific, sense_of


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("hypertensive", "hypertension"),
        ("necrotic", "necrosis"),
        ("anemic", "anemia"),
        ("arthritic", "arthritis"),
        ("renal", "kidney"),
        ("obstructive", "obstruction"),
        ("nephrotoxic", "nephrotoxicity"),
        ("carcinomatous", "carcinoma"),
        ("akinetic", "akinesia"),
        ("diabetic", "diabete"),
        ("migraineur", "migraine"),
        ("asystolic", "asystole"),
        ("spastic", "spasticity"),
        ("amnesic", "amnesia"),
        ("amnestic", "amnesia"),
        ("aneurysmal", "aneurysm"),
    ],
)
def test_words_of_one_sense(word: str, other: str) -> None:
    assert sense_of(word) == sense_of(other)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("hypertensive", "hypotension"),
        ("glycemia", "glycosuria"),
        ("uremic", "anemia"),
        ("nephritis", "neuritis"),
        ("renal", "adrenal"),
    ],
)
def test_words_of_two_senses(word: str, other: str) -> None:
    assert sense_of(word) != sense_of(other)


def test_compounds_split_into_organ_and_disorder() -> None:
    assert component_senses("nephropathy") == ("kidney", "disease")
    assert component_senses("hepatotoxic") == ("liver", "toxicity")
    assert component_senses("hypertension") == () and component_senses("pathy") == ()


def test_a_subtype_is_more_specific() -> None:
    assert is_more_specific("benign mesothelioma", "Mesothelioma")
    assert not is_more_specific("Mesothelioma", "benign mesothelioma")
    assert not is_more_specific("peptic ulcer disease", "Peptic Ulcer")


def test_a_misspelling_is_read_as_the_one_word_it_can_be() -> None:
    speller = Speller(["phosphorylcreatine", "sirolimus", "arthritis", "hypertension", "butanol"])
    assert speller.correction("phophorylcreatine") == "phosphorylcreatine"
    assert speller.correction("sirolmus") == "sirolimus"
    assert speller.correction("siroliums") == "sirolimus" or speller.correction("siorlimus") == ""
    for other in ("arteritis", "hypotension", "butanal", "tension"):
        assert speller.correction(other) == ""
    assert Speller(["cefazoline", "cefazolane"]).correction("cefazolene") == "", "two words are as near"


def test_the_expansions_of_a_coordination() -> None:
    first, second = expansions("renal and hepatic failure")
    assert "renal failure" in first and second[-1] == "hepatic failure"
    assert any("cancer of the colon" in part for part in expansions("cancer of the breast or colon"))
    assert len(expansions("renal, hepatic, or heart failure")) == 3
    assert expansions("renal failure") == [] and expansions("a, b, c, d, e, f, g, h, i") == []


@pytest.fixture
def index() -> NameIndex:
    concepts = [
        Concept("MESH:D1", "Kidney Diseases", ("nephropathy", "NPX"), category="Disease"),
        Concept("MESH:D2", "Liver Diseases", category="Disease"),
        Concept("MESH:D3", "Cisplatin", category="ChemicalEntity"),
    ]
    return NameIndex(name_rows(Lexicon.build(concepts).compiled))


def owners(index: NameIndex, rows: object) -> set[int]:
    return {int(index.rows.concepts[row]) for row in rows}  # type: ignore[attr-defined]


def test_names_that_share_senses(index: NameIndex) -> None:
    assert owners(index, index.sharing(["kidney", "disease"], 10)) == {0}
    assert owners(index, index.sharing(["disease"], 10)) == {0, 1}
    assert not len(index.sharing(["unheard"], 10)) and not len(index.sharing([], 10))


def test_names_of_the_same_letters(index: NameIndex) -> None:
    assert owners(index, index.same_letters("cisplatin", False)) == {2}
    assert owners(index, index.same_letters("NPX", True)) == {0}
    assert index.same_letters("npx", False) == [], "an acronym counts in its own capitals only"


def test_the_file_gives_back_the_index(index: NameIndex, tmp_path: Path) -> None:
    path = tmp_path / "a.names"
    index_file.save(index, path)
    loaded = index_file.load(path)
    assert loaded.rows.words == index.rows.words and loaded.arrays.senses == index.arrays.senses
    assert np.array_equal(loaded.arrays.postings, index.arrays.postings)
    assert owners(loaded, loaded.sharing(["kidney"], 10)) == {0}


def test_an_index_of_nothing_can_be_kept_too(tmp_path: Path) -> None:
    index_file.save(NameIndex(name_rows(Lexicon.build([]).compiled)), tmp_path / "a.names")
    assert not len(index_file.load(tmp_path / "a.names").sharing(["kidney"], 10))


@pytest.mark.parametrize("keep", [0, 10, 500])
def test_a_damaged_file_is_said_to_be(index: NameIndex, tmp_path: Path, keep: int) -> None:
    path = tmp_path / "a.names"
    index_file.save(index, path)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(DamagedFileError, match="is damaged"):
        index_file.load(path)


@pytest.mark.parametrize(
    ("text", "letter", "read"),
    [
        ("Vitamins E and C were given", "C", ("Vitamins E", "Vitamins C")),
        ("of hepatitis A, B, and C", "C", ("hepatitis A", "hepatitis C")),
        ("vitamins B6 and B12", "B12", ("vitamins B6", "vitamins B12")),
        ("proteins C/S", "S", ("proteins C", "proteins S")),
        ("at 37 C", "C", None),
        ("of N and C", "C", None),
        ("Panel A. C was low", "C", None),
    ],
)
def test_a_letter_of_a_list_is_read_with_its_head(
    text: str, letter: str, read: tuple[str, str] | None
) -> None:
    start = text.rindex(letter)
    assert listed_letter(text, start, start + len(letter)) == read

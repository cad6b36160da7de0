"""Senses, slips of the pen, readings of a coordination, and the index with its file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from graph.linking import index_file
from graph.linking.coordination import readings
from graph.linking.index import NameIndex, rows_of
from graph.linking.speller import Speller
from graph.model import Concept
from graph.vocabulary.lexicon.lexicon import Lexicon
from graph.vocabulary.lexicon.lexicon_file import LexiconFileError
from graph.vocabulary.names.senses import parts_of, says_more, sense_of


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


def test_words_come_apart_into_organ_and_trouble() -> None:
    assert parts_of("nephropathy") == ("kidney", "disease")
    assert parts_of("hepatotoxic") == ("liver", "toxicity")
    assert parts_of("hypertension") == () and parts_of("pathy") == ()


def test_a_kind_of_a_thing_says_more() -> None:
    assert says_more("benign mesothelioma", "Mesothelioma")
    assert not says_more("Mesothelioma", "benign mesothelioma")
    assert not says_more("peptic ulcer disease", "Peptic Ulcer")


def test_a_slip_is_read_as_the_one_word_it_can_be() -> None:
    speller = Speller(["phosphorylcreatine", "sirolimus", "arthritis", "hypertension", "butanol"])
    assert speller.meant("phophorylcreatine") == "phosphorylcreatine"
    assert speller.meant("sirolmus") == "sirolimus"
    assert speller.meant("siroliums") == "sirolimus" or speller.meant("siorlimus") == ""
    for other in ("arteritis", "hypotension", "butanal", "tension"):
        assert speller.meant(other) == ""
    assert Speller(["cefazoline", "cefazolane"]).meant("cefazolene") == "", "two words are as near"


def test_the_readings_of_a_coordination() -> None:
    first, second = readings("renal and hepatic failure")
    assert "renal failure" in first and second[-1] == "hepatic failure"
    assert any("cancer of the colon" in part for part in readings("cancer of the breast or colon"))
    assert len(readings("renal, hepatic, or heart failure")) == 3
    assert readings("renal failure") == [] and readings("a, b, c, d, e, f, g, h, i") == []


@pytest.fixture
def index() -> NameIndex:
    concepts = [
        Concept("MESH:D1", "Kidney Diseases", ("nephropathy", "NPX"), category="Disease"),
        Concept("MESH:D2", "Liver Diseases", category="Disease"),
        Concept("MESH:D3", "Cisplatin", category="ChemicalEntity"),
    ]
    return NameIndex(rows_of(Lexicon.build(concepts).compiled))


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
    index_file.save(NameIndex(rows_of(Lexicon.build([]).compiled)), tmp_path / "a.names")
    assert not len(index_file.load(tmp_path / "a.names").sharing(["kidney"], 10))


@pytest.mark.parametrize("keep", [0, 10, 500])
def test_a_damaged_file_is_said_to_be(index: NameIndex, tmp_path: Path, keep: int) -> None:
    path = tmp_path / "a.names"
    index_file.save(index, path)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(LexiconFileError, match="cannot read"):
        index_file.load(path)

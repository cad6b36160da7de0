"""The index of names beside the lexicon: made when first needed, loaded afterwards, made again when damaged."""

from __future__ import annotations

from pathlib import Path

from graph.linking.cache import load_linker
from graph.linking.linker import Linker
from graph.linking.links import UnlinkedMention
from graph.model import Concept
from graph.vocabulary.lexicon.lexicon import Lexicon

CONCEPTS = [Concept("MESH:D1", "Renal Failure", category="Disease")]


def linked(linker: Linker, words: str) -> str:
    (link,) = linker.link(words, [UnlinkedMention(0, len(words), "Disease")])
    return link.concept_id if link else ""


def test_the_index_is_made_when_it_is_needed_and_kept(tmp_path: Path) -> None:
    lexicon = Lexicon.build(CONCEPTS)
    linker = load_linker(lexicon, tmp_path, "f")
    assert not list(tmp_path.iterdir())
    assert linked(linker, "kidney failure") == "MESH:D1"
    (file,) = tmp_path.glob("*.names")
    written = file.stat().st_mtime_ns
    assert linked(load_linker(lexicon, tmp_path, "f"), "kidney failure") == "MESH:D1"
    assert file.stat().st_mtime_ns == written


def test_a_damaged_index_is_made_again(tmp_path: Path) -> None:
    lexicon = Lexicon.build(CONCEPTS)
    linked(load_linker(lexicon, tmp_path, "f"), "kidney failure")
    (file,) = tmp_path.glob("*.names")
    file.write_bytes(b"no index")
    assert linked(load_linker(lexicon, tmp_path, "f"), "kidney failure") == "MESH:D1"
    assert file.stat().st_size > 100


def test_another_lexicon_has_an_index_of_its_own_in_place_of_the_former(tmp_path: Path) -> None:
    linked(load_linker(Lexicon.build(CONCEPTS), tmp_path, "f"), "kidney failure")
    other = Lexicon.build([*CONCEPTS, Concept("MESH:D2", "Anemia", category="Disease")])
    assert linked(load_linker(other, tmp_path, "f"), "severe anemia") == "MESH:D2"
    assert len(list(tmp_path.glob("*.names"))) == 1

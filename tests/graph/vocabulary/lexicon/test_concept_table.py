"""Records that a later vocabulary files under another concept's id."""

from __future__ import annotations

from graph.model import Concept
from graph.vocabulary.lexicon.compiling import compile_vocabularies
from graph.vocabulary.lexicon.concept_table import ConceptTable
from graph.vocabulary.lexicon.lexicon import Lexicon
from graph.vocabulary.lexicon.vocabulary_names import VocabularyNames

MESH = [
    Concept("MESH:D1", "Lithium", ("Lithium-7",)),
    Concept("MESH:D2", "Lithium Compounds"),
    Concept("MESH:D3", "Trityl Compounds", ("triphenylmethyl compounds",)),
]
DRUGS = [
    Concept("MESH:D2", "Lithium", ("eskalith",)),
    Concept("MESH:D3", "Triphenylmethyl Compounds", ("trityls",)),
    Concept("MESH:D1", "Lithium carbonicum", ("quilonum",)),
    Concept("DRUGBANK:DB1", "Lithium", ("lithane",)),
]


def test_a_record_counts_as_what_its_name_says() -> None:
    parts = [VocabularyNames.of(MESH), VocabularyNames.of(DRUGS)]
    assert ConceptTable(parts).misfiled() == {3: "MESH:D1"}
    lexicon = Lexicon(compile_vocabularies(parts, ["mesh", "drugbank"]))
    names = "Lithium; eskalith; lithane; trityls; quilonum; lithium compounds".split("; ")
    found = {name: lexicon.lookup(name) for name in names}
    assert found == {
        "Lithium": ["MESH:D1"],
        "eskalith": ["MESH:D1"],
        "lithane": ["MESH:D1"],
        "trityls": ["MESH:D3"],
        "quilonum": ["MESH:D1"],
        "lithium compounds": ["MESH:D2"],
    }


def test_one_vocabulary_alone_files_nothing_wrongly() -> None:
    assert ConceptTable([VocabularyNames.of(MESH)]).misfiled() == {}
    assert ConceptTable([VocabularyNames.of(DRUGS)]).misfiled() == {}

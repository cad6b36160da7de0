"""Recognition by name: longest first, word boundaries, case rules, variants."""

from __future__ import annotations

import pytest

from graph import Concept
from graph.vocabulary.lexicon import Lexicon
from ingest.recognize.dictionary import DictionaryRecogniser

CONCEPTS = [
    Concept("MESH:D003920", "Diabetes Mellitus", synonyms=("diabetes",), category="Disease"),
    Concept("MESH:D003924", "Diabetes Mellitus, Type 2", synonyms=("type 2 diabetes",), category="Disease"),
    Concept("MESH:D009369", "Neoplasms", synonyms=("tumor", "tumors", "cancer"), category="Disease"),
    Concept("MESH:D000740", "Anemia", category="Disease"),
    Concept("MESH:D007008", "Hypokalemia", category="Disease"),
    Concept("MESH:D006947", "Hyperkalemia", category="Disease"),
    Concept("MESH:D008180", "Lupus Erythematosus, Systemic", synonyms=("SLE",), category="Disease"),
    Concept("MESH:D001241", "Aspirin", category="ChemicalEntity"),
]


@pytest.fixture(scope="module")
def recogniser() -> DictionaryRecogniser:
    return DictionaryRecogniser(Lexicon.build(CONCEPTS))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Aspirin helps.", [("Aspirin", "MESH:D001241")]),
        ("ASPIRIN helps.", [("ASPIRIN", "MESH:D001241")]),
        ("Adults with type 2 diabetes.", [("type 2 diabetes", "MESH:D003924")]),
        ("Prediabetes is not it.", []),
        ("Anaemia and tumours.", [("Anaemia", "MESH:D000740"), ("tumours", "MESH:D009369")]),
        ("SLE was found.", [("SLE", "MESH:D008180")]),
        ("The sle was pulled by dogs.", []),
        (
            "Hypokalaemia, not hyperkalaemia.",
            [("Hypokalaemia", "MESH:D007008"), ("hyperkalaemia", "MESH:D006947")],
        ),
        ("Systemic lupus erythematosus flared.", [("Systemic lupus erythematosus", "MESH:D008180")]),
        ("", []),
    ],
)
def test_names(recogniser: DictionaryRecogniser, text: str, found: list[tuple[str, str]]) -> None:
    (candidates,) = recogniser.recognise([text])
    assert [(text[c.start : c.end], c.concept_id) for c in candidates] == found


def test_every_text_has_its_own_list_and_category(recogniser: DictionaryRecogniser) -> None:
    one, none, two = recogniser.recognise(["aspirin", "nothing", "aspirin for cancer"])
    assert len(one) == 1 and none == [] and [c.category for c in two] == ["ChemicalEntity", "Disease"]


def test_words_of_everyday_english_are_no_names_in_text() -> None:
    """Headings and modifiers that MeSH, HPO and MONDO have, in sentences where they mean nothing of the kind."""
    words = (
        "identification attention role growth association control recognition rare affected peripheral drive"
    )
    lexicon = Lexicon.build([Concept(f"MESH:D{n:06}", word) for n, word in enumerate(words.split(), 1)])
    text = (
        "Identification of the role of growth, in association with rare peripheral drive; affected controls."
    )
    assert DictionaryRecogniser(lexicon).recognise([text]) == [[]]
    assert lexicon.lookup("identification") == ["MESH:D000001"], "it can be looked up"

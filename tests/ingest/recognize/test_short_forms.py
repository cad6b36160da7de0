"""Within a document a short form means what the document says."""

from __future__ import annotations

import pytest

from graph import Concept
from graph.vocabulary.lexicon import Lexicon
from ingest.abbreviations import find_abbreviations
from ingest.recognize.dictionary import DictionaryRecogniser
from ingest.recognize.short_forms import resolve_abbreviations

LEXICON = Lexicon.build(
    [
        Concept("MESH:D009203", "Myocardial Infarction", category="Disease"),
        Concept("MESH:D008944", "Mitral Valve Insufficiency", synonyms=("MI",), category="Disease"),
        Concept("MESH:D009103", "Multiple Sclerosis", synonyms=("MS",), category="Disease"),
        Concept("MESH:D004827", "Epilepsy", category="Disease"),
        Concept("MESH:D013058", "Mass Spectrometry", category="Procedure"),
    ]
)


def read(text: str) -> list[tuple[str, str | None]]:
    (found,) = DictionaryRecogniser(LEXICON).recognise([text])
    resolved = resolve_abbreviations(text, found, find_abbreviations(text))
    return [(text[c.start : c.end], c.concept_id) for c in resolved]


MI, MITRAL, MS, SPECTROMETRY = "MESH:D009203", "MESH:D008944", "MESH:D009103", "MESH:D013058"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Myocardial infarction (MI) is common. MI kills.",
            [("Myocardial infarction", MI), ("MI", MI), ("MI", MI)],
        ),
        ("MI kills.", [("MI", MITRAL)]),
        (
            "We used mass spectrometry (MS). MS was exact.",
            [("mass spectrometry", SPECTROMETRY), ("MS", SPECTROMETRY), ("MS", SPECTROMETRY)],
        ),
        ("Monday session (MS) came first. MS was short.", []),
        (
            "Myocardial infarctions (MIs) are common. Most MIs are mild.",
            [("Myocardial infarctions", MI), ("MI", MI), ("MI", MI)],
        ),
        ("Epilepsy (E) and vitamin E.", [("Epilepsy", "MESH:D004827")]),
        ("Myocardial infarction (MI) in MIDAS.", [("Myocardial infarction", MI), ("MI", MI)]),
    ],
)
def test_short_forms(text: str, found: list[tuple[str, str | None]]) -> None:
    assert [(t.rstrip("s") if t == "MIs" else t, c) for t, c in read(text)] == found

"""The whole pipeline over a sentence: recogniser, linker and assertions, as documents go through them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph import Assertion, Concept, Document, Section
from graph.linking import Linker
from graph.vocabulary.lexicon import Lexicon
from ingest.analysis import Analyser
from ingest.chunking import Chunker
from ingest.recognize.trained.recogniser import TrainedRecogniser
from ingest.relations.extract import RelationExtractor

NAMES = {
    "ChemicalEntity": "aspirin cisplatin clozapine haloperidol heparin ibuprofen insulin isoniazid lithium metformin "
    "methotrexate morphine sertraline warfarin zinc",
    "Disease": "anemia arthritis asthma autism bleeding breast_cancer cirrhosis constipation cough dementia depression "
    "diabetes eczema edema epilepsy fever goitre gout headache hepatitis hypertension hypoglycemia jaundice knee_pain "
    "lactic_acidosis malaria migraine nausea neutropenia pneumonia psoriasis rash seizures stroke thrombosis ulcer "
    "vomiting",
    # Headings of MeSH that are words of triggers too.
    "NamedThing": "patients women men children infants adults rats mice animals mothers volunteers family history "
    "family_history allergy evidence vaccination",
}

States = Callable[[str], dict[tuple[int, int], Assertion]]


@pytest.fixture(scope="session")
def whole_pipeline() -> States:
    """The assertion of each name, by its characters, that the pipeline finds in a text."""
    concepts = {
        concept.id: concept
        for category, names in NAMES.items()
        for name in names.split()
        for concept in [Concept(f"TEST:{name}", name.replace("_", " "), category=category)]
    }
    lexicon = Lexicon.build(concepts.values())
    analyser = Analyser(
        Chunker(lambda texts: [len(text.split()) for text in texts], 200),
        [TrainedRecogniser(lexicon)],
        Linker(lexicon),
        lambda ids: {id: concepts[id] for id in ids},
        RelationExtractor(),
    )

    def states(text: str) -> dict[tuple[int, int], Assertion]:
        document = Document(id="d", text=text, title="", sections=(Section(0, len(text)),))
        [draft] = analyser.analyse([document])
        return {(mention.start, mention.end): mention.assertion for mention in draft.mentions}

    return states

"""Claims against their citations: what must not pass."""

import pytest

from graph import Concept
from graph.index import WordIndex
from graph.vocabulary.lexicon import Lexicon
from retrieval.answer.contract import Support
from retrieval.answer.verify import Verifier

EVIDENCE = "In 120 adults, aspirin reduced recurrent stroke by 22% compared with placebo."
NEGATED = "Aspirin did not reduce mortality in adults with hypertension."
CONCEPTS = [
    Concept("MESH:D001241", "Aspirin", category="ChemicalEntity"),
    Concept("MESH:D006973", "Hypertension", category="Disease"),
    Concept("MESH:D007022", "Hypotension", category="Disease"),
    Concept("MESH:D020521", "Stroke", category="Disease"),
    Concept("MESH:D014859", "Warfarin", category="ChemicalEntity"),
]


@pytest.fixture(scope="module")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    return Verifier(WordIndex(tmp_path_factory.mktemp("words")), Lexicon.build(CONCEPTS))


@pytest.mark.parametrize(
    "claim", ["Aspirin reduced recurrent stroke by 22%.", "Stroke was reduced by aspirin in adults."]
)
def test_what_the_sentence_says_is_supported(verifier: Verifier, claim: str) -> None:
    support, score = verifier.support(claim, [EVIDENCE])
    assert support is Support.SUPPORTED and score >= 0.7


@pytest.mark.parametrize(
    ("claim", "cited"),
    [
        ("Aspirin reduced recurrent stroke by 42%.", EVIDENCE),  # another number
        ("Aspirin did not reduce recurrent stroke.", EVIDENCE),  # negation added
        ("Aspirin reduced mortality in adults with hypertension.", NEGATED),  # negation lost
        ("Aspirin increased recurrent stroke.", EVIDENCE),  # direction turned
        ("Warfarin reduced recurrent stroke in adults.", EVIDENCE),  # another drug
        ("Aspirin did not reduce mortality in adults with hypotension.", NEGATED),  # a confusable disease
        ("Exercise is good for the heart.", EVIDENCE),  # nothing in common
    ],
)
def test_what_it_does_not_say_is_unsupported(verifier: Verifier, claim: str, cited: str) -> None:
    assert verifier.support(claim, [cited])[0] is Support.UNSUPPORTED


def test_no_citation_is_no_support(verifier: Verifier) -> None:
    assert verifier.support("Aspirin reduced stroke.", []) == (Support.UNSUPPORTED, 0.0)

"""The ranker's recipe learns from invented documents which candidate annotators choose."""

from __future__ import annotations

import numpy as np

from evaluation.corpora import GoldDocument, GoldMention
from graph import Concept, Document, Span
from graph.linking import COLUMNS, Linker, NameIndex, name_rows
from graph.vocabulary.lexicon import Lexicon
from training.linking import examples, fit_calibration, train

LEXICON = Lexicon.build(
    [
        Concept("MESH:D1", "Kidney Diseases", category="Disease"),
        Concept("MESH:D2", "Kidney Injuries", category="Disease"),
        Concept("MESH:D3", "Liver Diseases", category="Disease"),
        Concept("MESH:D4", "Liver Injuries", category="Disease"),
    ]
)


def document(words: str, concept: str) -> GoldDocument:
    mention = GoldMention((Span(0, len(words)),), "Disease", (concept,))
    return GoldDocument(Document("d", words), (mention,), ())


def answers(trained_on: list[GoldDocument], asked: GoldDocument) -> np.ndarray:
    index = NameIndex(name_rows(LEXICON.compiled))
    ranker = train(trained_on, [(LEXICON, index)])
    (example,) = examples([asked], Linker(LEXICON, lambda: index, ranker), LEXICON)
    return example.right[np.argsort(-ranker.scores(example.values))]


def test_it_learns_what_annotators_prefer() -> None:
    asked_disease, asked_injury = document("hepatic trauma", "MESH:D3"), document("hepatic trauma", "MESH:D4")
    assert answers([document("renal trauma", "MESH:D1")] * 5, asked_disease)[0]
    assert answers([document("renal trauma", "MESH:D2")] * 5, asked_injury)[0]


def test_a_mention_that_its_name_settles_is_no_example() -> None:
    assert not list(examples([document("kidney diseases", "MESH:D1")], Linker(LEXICON), LEXICON))


def test_the_calibrated_probability_is_higher_where_the_best_was_right_more_often() -> None:
    index = NameIndex(name_rows(LEXICON.compiled))
    right = [document("renal trauma", "MESH:D2")] * 9 + [document("renal trauma", "MESH:D1")]
    ranker = train(right, [(LEXICON, index)])
    found = list(examples(right, Linker(LEXICON, lambda: index, ranker), LEXICON))
    sure = fit_calibration(found, ranker.rank)
    assert len(sure) == len(COLUMNS) + 2
    unsure = fit_calibration(found[-1:], ranker.rank)
    assert sure[-1] > unsure[-1]

"""The model's names beside the dictionary's matches."""

from __future__ import annotations

import numpy as np

from graph.vocabulary.lexicon import Match
from ingest.recognize.trained.combine import ModelOutput, combine
from ingest.recognize.trained.decode import decode
from ingest.recognize.trained.labels import TYPES

WORDS = "kidney transplantation after severe heart failure".split()
SPANS = np.array([(0, 6), (7, 22), (23, 28), (29, 35), (36, 41), (42, 49)], dtype=np.int32)


def reading(named: dict[str, list[int]], sure: float = 0.95) -> ModelOutput:
    shares = np.zeros((len(WORDS), len(TYPES), 3), dtype=np.float32)
    shares[..., 0] = 1
    for kind, words in named.items():
        for place, word in enumerate(words):
            shares[word, TYPES.index(kind)] = (1 - sure, 0, sure) if place else (1 - sure, sure, 0)
    return ModelOutput(SPANS, shares, decode(shares, *np.zeros((2, len(WORDS)), dtype=np.bool_)))


def found(
    read: ModelOutput, *matches: tuple[int, int, str, str]
) -> list[tuple[int, int, str, str | None, str]]:
    named = [(Match(start, end, concept, 0.95, False), category) for start, end, concept, category in matches]
    return [(c.start, c.end, c.category, c.concept_id, c.method) for c in combine(read, named)]


def test_a_match_of_the_same_extent_gives_the_name_its_concept() -> None:
    read = reading({"Disease": [3, 4, 5]})
    assert found(read, (29, 49, "MESH:D1", "Disease")) == [
        (29, 49, "Disease", "MESH:D1", "trained+dictionary")
    ]
    # A phenotype is what the model calls a disease: the vocabulary's own category is the finer one.
    assert found(read, (29, 49, "HP:1", "PhenotypicFeature"))[0][2:4] == ("PhenotypicFeature", "HP:1")


def test_a_match_within_a_name_gives_way() -> None:
    read = reading({"Disease": [3, 4, 5]})
    assert found(read, (36, 49, "MESH:D1", "Disease")) == [(29, 49, "Disease", None, "trained")]


def test_a_match_the_model_rules_out_goes_and_one_it_half_believes_stays() -> None:
    match = (36, 49, "MESH:D1", "Disease")
    assert found(reading({}), match) == []
    doubtful = reading({"Disease": [4, 5]}, sure=0.7)
    assert doubtful.names == []
    assert found(doubtful, match) == [(36, 49, "Disease", "MESH:D1", "dictionary")]


def test_what_the_model_knows_nothing_of_stays_and_takes_in_an_organ() -> None:
    read = reading({"Anatomy": [0], "Disease": [4, 5]})
    assert found(read, (0, 22, "MESH:D2", "Procedure")) == [
        (0, 22, "Procedure", "MESH:D2", "dictionary"),
        (36, 49, "Disease", None, "trained"),
    ]
    # But it does not take in a disease.
    assert found(read, (29, 49, "X:1", "Procedure"))[-1] == (36, 49, "Disease", None, "trained")


def test_a_disease_takes_in_the_organ_that_it_is_named_by() -> None:
    read = reading({"Anatomy": [4]})  # the heart of "heart failure"
    assert found(read, (36, 49, "MESH:D1", "Disease")) == [(36, 49, "Disease", "MESH:D1", "dictionary")]

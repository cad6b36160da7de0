"""A book's pairs are scored as if each of them were looked at, in time that grows with the book."""

from __future__ import annotations

import random
import time

import pytest

from graph import DocumentGraph
from ingest.relations import RelationExtractor, RelationModel, build_context, match_rules
from ingest.relations.scoring import load_model
from tests.ingest.relations.conftest import marked

ILLS = ["MESH:D006973", "MESH:D006976", "MESH:D014652", "MESH:D002318"]  # above one another in MeSH's tree
SENTENCES = [
    "[chemical:{drug}] caused [disease:{ill}] in two patients.",
    "No [disease:{ill}] was seen with [chemical:{drug}], but [disease:{other}|{id}] was.",
    "[disease:{ill}] was treated.",
    "[chemical:{drug}|D:{drug}] and [chemical:{second}] were given.",
    "Nothing of note was found.",
]


def book(sentences: int, names: int, seed: int = 3) -> DocumentGraph:
    choose = random.Random(seed)
    drugs = [f"drug{n}" + choose.choice(["", " acid", " acid salt"]) for n in range(names)]
    ills = [f"ill{n % 7}" + choose.choice(["", " chronic", f" chronic of type {n}"]) for n in range(names)]
    return marked(
        " ".join(
            choose.choice(SENTENCES).format(
                drug=choose.choice(drugs),
                second=choose.choice(drugs),
                ill=choose.choice(ills),
                other=choose.choice(ills),
                id=choose.choice(ILLS),
            )
            for _ in range(sentences)
        ),
        title=f"[chemical:{drugs[0]}] and [disease:{ills[0]}]",
    )


@pytest.fixture(scope="module")
def model() -> RelationModel:
    return load_model()


@pytest.mark.parametrize("sentences, names", [(1, 1), (3, 2), (40, 6), (200, 25)])
def test_scores_are_those_of_looking_at_every_pair(model: RelationModel, sentences: int, names: int) -> None:
    graph = book(sentences, names)
    context = build_context(graph.document, graph.chunks, graph.mentions, graph.entities)
    matches = list(match_rules(context))
    of_all = model.score(context, matches)
    assert model.score(context, matches, across=False) == [one for one in of_all if one.pair.places]


def test_a_book_takes_time_with_its_length() -> None:
    extractor = RelationExtractor()
    seconds = []
    for sentences in (500, 4000):
        graph = book(sentences, sentences // 2)
        begin = time.process_time()
        extractor.extract(graph.document, graph.chunks, graph.mentions, graph.entities)
        seconds.append(time.process_time() - begin)
    assert seconds[1] < 24 * seconds[0], (
        seconds
    )  # 8 times the text; every pair with every other took 60 times as long

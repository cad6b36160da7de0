"""The share of vectors: between 0 and 1, by the question and by what the arms found."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from api.service import MedGraph
from retrieval.search.arms.vectors import VectorArm
from retrieval.search.arms.words import WordArm
from retrieval.search.vector_share import FusionSigns, fusion_signs, vector_share
from tests.retrieval.parts import retriever

SIGNS = st.builds(FusionSigns, *[st.floats(0, 1)] * len(fields(FusionSigns)))


@given(SIGNS)
def test_a_share_is_neither_nothing_nor_all(signs: FusionSigns) -> None:
    assert 0 < vector_share(signs) < 1


@given(SIGNS)
def test_vectors_that_stand_out_get_more(signs: FusionSigns) -> None:
    assert vector_share(replace(signs, vector_margin=1.0)) >= vector_share(replace(signs, vector_margin=0.0))


def test_the_signs_of_a_question(demo: MedGraph) -> None:
    found = retriever(demo).search("Does aspirin prevent stroke?")
    words, cosines = found.arms[WordArm.name], found.arms[VectorArm.name]
    signs = fusion_signs(found.question, words, cosines)
    assert signs.known == 1.0 and 0 < signs.agreement <= 1 and signs.nearest == max(cosines.values())
    assert fusion_signs(found.question, words, words).agreement == 1.0
    assert fusion_signs(found.question, dict.fromkeys(words, 2.0), cosines).word_margin == 0.0
    nothing = fusion_signs(found.question, {}, {})
    assert (nothing.word_margin, nothing.vector_margin, nothing.agreement, nothing.nearest) == (0, 0, 0, 0)


def test_a_share_that_is_set_is_kept(demo: MedGraph) -> None:
    question = "Does aspirin prevent stroke?"
    settings = demo.settings.retrieval
    orders = []
    for share in (0.0, 1.0):
        demo_settings = settings.model_copy(
            update={"dense_weight": share, "graph_weight": 0.0, "kind_weight": 0.0}
        )
        found = retriever(demo, settings=demo_settings).search(question)
        arm = VectorArm.name if share else WordArm.name
        best = max(found.hits, key=lambda hit: hit.arms.get(arm, 0.0))
        orders.append((max(found.hits, key=lambda hit: hit.found).chunk_id, best.chunk_id))
    assert all(first == best for first, best in orders)

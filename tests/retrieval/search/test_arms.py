"""Arms as parts: another one joins by being in the sequence, and weighs what its weight says."""

from __future__ import annotations

from api.service import MedGraph
from retrieval.search.arms.base import Arm, ArmQuery, WeightedArm
from retrieval.search.arms.standard import standard_arms
from tests.retrieval.parts import retriever

QUESTION = "Does warfarin or aspirin cause bleeding?"
OTHER = "pmid:DEMO-0039#0"  # on vitamin C in sepsis: no other arm brings it first


class Fourth(Arm):
    """Finds what it is told to."""

    name = "fourth"

    def __init__(self, scores: dict[str, float]) -> None:
        self.scores = scores
        self.queries: list[ArmQuery] = []

    def search(self, query: ArmQuery) -> dict[str, float]:
        self.queries.append(query)
        return self.scores


def with_fourth(service: MedGraph, arm: Fourth, weight: float, reorders: bool) -> list[WeightedArm]:
    standard = standard_arms(service.parts.indexes(), service.settings.retrieval)
    return [*standard, WeightedArm(arm, weight, reorders)]


def test_another_arm_is_fused_timed_and_shown(demo: MedGraph) -> None:
    for reorders in (False, True):
        found = retriever(demo, with_fourth(demo, Fourth({OTHER: 7.0}), 3.0, reorders)).search(QUESTION)
        assert found.hits[0].chunk_id == OTHER and found.hits[0].arms["fourth"] == 7.0
        assert found.arms["fourth"] == {OTHER: 7.0} and "fourth" in found.timings


def test_an_arm_that_only_reorders_and_finds_nothing_changes_nothing(demo: MedGraph) -> None:
    plain = retriever(demo).search(QUESTION).hits
    for arm, weight in ((Fourth({}), 3.0), (Fourth({OTHER: 7.0}), 0.0)):
        found = retriever(demo, with_fourth(demo, arm, weight, True)).search(QUESTION).hits
        assert [(h.chunk_id, h.score) for h in found] == [(h.chunk_id, h.score) for h in plain]


def test_what_an_arm_is_given(demo: MedGraph) -> None:
    arm = Fourth({})
    retriever(demo, with_fourth(demo, arm, 1.0, True)).search(QUESTION)
    (query,) = arm.queries
    assert query.question.text == QUESTION and query.among is None
    assert query.limit == demo.settings.retrieval.candidates
    assert query.vector.shape == (demo.parts.encoder.info.dimension,)
    assert set(query.narrower) == set(query.question.concept_ids)
    assert all(concept in narrower for concept, narrower in query.narrower.items())
    assert set(query.profiles) <= {c for narrower in query.narrower.values() for c in narrower}

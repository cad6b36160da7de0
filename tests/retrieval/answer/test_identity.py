"""The id of an answer, and the answer of its JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from retrieval.answer.contract import Answer, Citation, Claim, Status, Support
from retrieval.answer.decision import Decision, Tally, Vote
from retrieval.answer.identity import Origin, answer_of, identified, rests_on
from retrieval.answer.sides import Stance

ORIGIN = Origin("store", 4, "token", {"embedding": "m"}, {"filter": {"tiers": ("user",)}})
CITATION = Citation(1, "d", "T", None, "", "", "literature", "", 0, 2, "Ab", ("Review",), False)
ANSWER = Answer(
    question="Is it?",
    status=Status.ANSWERED,
    text="Ab [1]",
    claims=(Claim("Ab", (1,), Support.SUPPORTED, 1.0),),
    citations=(CITATION,),
    decision=Decision.YES,
    tally=Tally((Vote("d", Stance.SUPPORTS, 1.0, 0, 2),)),
    timings_ms={"total": 3.5},
    trace={"hits": [{"chunk_id": "d#0"}]},
)


def id_of(answer: Answer = ANSWER, origin: Origin = ORIGIN) -> str:
    return identified(answer, origin).id


def test_times_and_traces_are_no_part_of_it() -> None:
    assert id_of() == id_of(replace(ANSWER, timings_ms={"total": 9.9}, trace={}))
    assert id_of() == id_of(identified(ANSWER, ORIGIN))


@pytest.mark.parametrize(
    "other",
    [
        replace(ORIGIN, store="other"),
        replace(ORIGIN, revision=5),
        replace(ORIGIN, history="other"),
        replace(ORIGIN, models={"embedding": "n"}),
        replace(ORIGIN, settings={"filter": {}}),
    ],
)
def test_all_that_makes_it_is(other: Origin) -> None:
    assert id_of(origin=other) != id_of()


def test_all_that_it_says_is() -> None:
    others = [
        replace(ANSWER, question="Is it not?"),
        replace(ANSWER, text="Ab."),
        replace(ANSWER, claims=()),
        replace(ANSWER, citations=(replace(CITATION, quote="Ac"),)),
        replace(ANSWER, decision=None),
        replace(ANSWER, notice="!"),
    ]
    assert len({id_of(), *map(id_of, others)}) == len(others) + 1


def test_an_answer_comes_back_from_its_json() -> None:
    answer = identified(ANSWER, ORIGIN)
    content = json.dumps(answer.to_dict())
    again = answer_of(content)
    assert json.dumps(again.to_dict()) == content
    assert again.claims == answer.claims and again.tally == answer.tally
    with pytest.raises(ValueError):
        answer_of('{"question": 1}')


def test_the_documents_whose_text_it_may_have() -> None:
    assert rests_on(ANSWER, ["d", "e"]) == {"d"}
    assert rests_on(replace(ANSWER, trace={"dropped_claims": []}), ["e"]) == {"d"}
    assert rests_on(replace(ANSWER, trace={"dropped_claims": ["x"]}), ["e"]) == {"d", "e"}

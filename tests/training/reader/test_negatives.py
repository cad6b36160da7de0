"""Negatives are what a question finds and what does not answer it, in its own set and in sets of other things."""

from __future__ import annotations

from retrieval.reader import Passage
from training.reader.examples import Pooled, ReaderCorpus, Reading, unlabelled
from training.reader.negatives import mine


def corpus(name: str, texts: dict[str, str], question: str, answers: str) -> ReaderCorpus:
    pool = [Pooled(id_, Passage("", (text,))) for id_, text in texts.items()]
    own = next(p.passage for p in pool if p.document == answers)
    return ReaderCorpus([Reading(name, question, (unlabelled(own, 1.0),), (), frozenset({answers}))], pool)


def test_what_answers_is_no_negative_and_other_sets_give_some() -> None:
    claims = corpus(
        "scifact",
        {"a": "Ice cures gout.", "b": "Ice worsens gout.", "c": "Rain falls."},
        "Does ice cure gout?",
        "a",
    )
    papers = corpus("pubmedqa", {"d": "Gout and ice were not studied.", "e": "Snow."}, "Is snow cold?", "e")
    mined = mine({"scifact": claims, "pubmedqa": papers}, None)
    (one,) = mined["scifact"]
    near = [p.passage.sentences[0] for p in one.near]
    assert near[0] == "Ice worsens gout." and "Ice cures gout." not in near
    assert one.far[0].passage.sentences == ("Gout and ice were not studied.",)
    assert all(p.answers == 0 and set(p.sentences) == {0} for p in (*one.near, *one.far))


def test_a_set_that_may_answer_the_questions_of_another_gives_it_none() -> None:
    pages = corpus("medquad", {"a": "Gout hurts."}, "What is gout?", "a")
    answers = corpus("mediqa", {"b": "Gout is a disease."}, "Tell me of gout", "b")
    mined = mine({"medquad": pages, "mediqa": answers}, None)
    assert not mined["medquad"][0].far and not mined["mediqa"][0].far

"""What the stance is learned from: a question or claim, a sentence, and how it stands to it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.reader import Passage
from training.reader.corpora import bioasq, scifact
from training.reader.examples import rows, sentences_of

SUPPORTS, REFUTES, NEITHER = range(3)
"""The places of the stances in `retrieval.reader.STANCES`."""
_LONGEST = 400  # characters of a sentence; longer ones are tables


@dataclass(frozen=True, slots=True)
class StanceExample:
    """A question or claim, the sentence under its title, and the place of its stance in `retrieval.reader.STANCES`."""

    question: str
    passage: Passage
    stance: int


def scifact_stances(data: Path, held_back: bool = False) -> Iterator[StanceExample]:
    """Claims with the sentences that bear on them, and for each two of the same abstract that do not."""
    chance = random.Random(1)
    for reading in scifact(data, held_back).readings:
        for labelled in (*reading.positives, *reading.negatives):
            sentences = labelled.passage.sentences
            told = [i for i, mark in enumerate(labelled.sentences) if mark == 1]
            rest = [i for i, mark in enumerate(labelled.sentences) if mark == 0]
            for i in told + chance.sample(rest, min(2, len(rest))):
                one = Passage(labelled.passage.heading, (sentences[i],))
                yield StanceExample(reading.question, one, labelled.stances[i])


_FORMS: Sequence[tuple[str, tuple[int, int, int]]] = (
    # How a sentence that tells an increase, a decrease, no difference stands to each.
    ("{i} increases {o} compared with {c}.", (SUPPORTS, REFUTES, REFUTES)),
    ("{i} decreases {o} compared with {c}.", (REFUTES, SUPPORTS, REFUTES)),
    ("{i} and {c} do not differ in {o}.", (REFUTES, REFUTES, SUPPORTS)),
    ("Does {i} increase {o} compared with {c}?", (SUPPORTS, REFUTES, REFUTES)),
    ("Does {i} reduce {o} compared with {c}?", (REFUTES, SUPPORTS, REFUTES)),
    ("Does {i} affect {o}?", (SUPPORTS, SUPPORTS, REFUTES)),
    ("Is there a difference in {o} between {i} and {c}?", (SUPPORTS, SUPPORTS, REFUTES)),
)
_EFFECTS = ("significantly increased", "significantly decreased", "no significant difference")


def inference_stances(data: Path, split: str = "train") -> Iterator[StanceExample]:
    """Evidence Inference: of each finding two claims or questions, and one of another outcome of the same paper."""
    chance = random.Random(2)
    titles = {
        r["pmcid"]: r["title"] for r in rows(data / "evidence/evidence_inference_v2_abstracts.jsonl.gz")
    }
    findings: dict[str, list[tuple[dict[str, Any], str]]] = defaultdict(list)
    for row in rows(data / "evidence/evidence_inference_v2.jsonl.gz"):
        text = " ".join(row["paragraph"][row["start_in_paragraph"] : row["end_in_paragraph"]].split())
        if row["split"] == split and 20 < len(text) <= _LONGEST:
            findings[row["pmcid"]].append((row, text))
    for pmcid, found in findings.items():
        for row, text in found:
            fields = {"i": row["intervention"], "o": row["outcome"], "c": row["comparator"]}
            effect = _EFFECTS.index(row["label"])
            passage = Passage(titles.get(pmcid, ""), (text,))
            for form, stances in chance.sample(_FORMS, 2):
                yield StanceExample(form.format(**fields), passage, stances[effect])
            others = [o for o, t in found if t != text and not _shares_words(o["outcome"], text)]
            if others:
                other = chance.choice(others)
                form, _ = chance.choice(_FORMS)
                yield StanceExample(form.format(**(fields | {"o": other["outcome"]})), passage, NEITHER)


def _shares_words(outcome: str, text: str) -> bool:
    return any(len(word) > 3 and word in text.lower() for word in outcome.lower().split())


def bioasq_stances(data: Path) -> Iterator[StanceExample]:
    """Questions of BioASQ that ask yes or no, with their snippets of one sentence; others' snippets take no side."""
    chance = random.Random(3)
    asked: list[tuple[str, list[Passage], int]] = []
    for reading in bioasq(data).readings:
        known = [p for p in reading.positives if p.stances and p.stances[0] in (SUPPORTS, REFUTES)]
        if known:
            asked.append((reading.question, [p.passage for p in known], known[0].stances[0]))
    for place, (question, passages, stance) in enumerate(asked):
        for passage in passages:
            yield StanceExample(question, passage, stance)
        for _ in range(2):
            other = asked[(place + chance.randrange(1, len(asked))) % len(asked)]
            yield StanceExample(question, chance.choice(other[1]), NEITHER)


def pubmedqa_stances(data: Path) -> Iterator[StanceExample]:
    """PubMedQA's training part: each sentence of a conclusion; "maybe" takes no side."""
    for row in rows(data / "pubmedqa.jsonl"):
        if row["split"] != "test":
            stance = {"yes": SUPPORTS, "no": REFUTES, "maybe": NEITHER}[row["final_decision"]]
            sentences = sentences_of(row["long_answer"])
            if len(sentences) <= 2:
                for sentence in sentences:
                    yield StanceExample(row["question"], Passage("", (sentence,)), stance)


STANCES: dict[str, Callable[[Path], Iterator[StanceExample]]] = {
    "scifact": scifact_stances,
    "evidence_inference": inference_stances,
    "bioasq": bioasq_stances,
    "pubmedqa": pubmedqa_stances,
}
"""The sets by name."""

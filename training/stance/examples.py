"""What the stance is learned from: a question or claim, a sentence, and how it stands to it."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from retrieval.answer import Stance, side_of
from retrieval.reader import Passage
from training.reader.corpora import BIOASQ_FILES, bioasq, scifact
from training.reader.examples import rows, sentences_of
from training.stance.titles import title_claims, words_of

SUPPORTS, REFUTES, NEITHER = range(3)
"""The places of the stances in `retrieval.reader.STANCES`."""
_NO_FINDINGS = frozenset(
    {"BACKGROUND", "AIM", "OBJECTIVE", "PURPOSE", "METHODS", "DESIGN", "PATIENTS", "SETTING"}
)
_WRITTEN = re.compile(r"^\W*(?:yes|no)\b[\s,.:;-]*", re.IGNORECASE)  # the answer itself, before its reason
_COVERED = 0.4  # of a question's words that a snippet must hold, to count; set by hand
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
    """Evidence Inference: of each finding two claims or questions, and two of other outcomes of the same paper."""
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
            for other in chance.sample(others, min(2, len(others))):
                form, _ = chance.choice(_FORMS)
                yield StanceExample(form.format(**(fields | {"o": other["outcome"]})), passage, NEITHER)


def _shares_words(outcome: str, text: str) -> bool:
    return any(len(word) > 3 and word in text.lower() for word in outcome.lower().split())


def bioasq_stances(data: Path) -> Iterator[StanceExample]:
    """Questions of BioASQ that ask yes or no, with snippets of one sentence and the answers that people wrote.

    A question's answer is not that of all its snippets: a snippet counts where its words take that side, and the others
    are left out. What answers a like question takes no side.
    """
    asked: list[tuple[str, list[str], int]] = []
    written = {
        row["question"]: _WRITTEN.sub("", str((row["ideal_answer"] or [""])[0]))
        for name in BIOASQ_FILES
        for row in rows(data / "evidence" / f"{name}.jsonl.gz")
    }
    for reading in bioasq(data).readings:
        known = [p for p in reading.positives if p.stances and p.stances[0] in (SUPPORTS, REFUTES)]
        if known:
            stance = known[0].stances[0]
            wanted = Stance.SUPPORTS if stance == SUPPORTS else Stance.REFUTES
            answer = sentences_of(written.get(reading.question, ""))[:1]
            snippets = [p.passage.sentences[0] for p in known]
            told = [
                s for s in snippets if side_of(reading.question, s) is wanted and _covers(s, reading.question)
            ]
            asked.append((reading.question, [s for s in answer + told if len(s) <= _LONGEST], stance))
    near = _nearest([question for question, _, _ in asked])
    for place, (question, sentences, stance) in enumerate(asked):
        for sentence in sentences:
            yield StanceExample(question, Passage("", (sentence,)), stance)
        for other in near[place]:
            if asked[other][1]:
                yield StanceExample(question, Passage("", (asked[other][1][0],)), NEITHER)


def _covers(sentence: str, question: str) -> bool:
    asked = words_of(question)
    return len(asked & words_of(sentence)) >= _COVERED * len(asked)


def _nearest(questions: Sequence[str]) -> list[list[int]]:
    """For each question the places of the three that share most words with it, but for the very nearest."""
    matrix = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(questions)
    order = np.argsort(-(matrix @ matrix.T).toarray(), axis=1)
    return [[int(i) for i in row if i != place][1:4] for place, row in enumerate(order)]


def title_stances(data: Path) -> Iterator[StanceExample]:
    """Titles of papers that state a finding, with the sentence of their abstract that tells it."""
    given = [
        (row["title"], sentences_of(row["abstract"])) for row in rows(data / "corpus/abstracts.jsonl.gz")
    ]
    given += [(row["title"], row["abstract"]) for row in rows(data / "entailment/scifact_corpus.jsonl.gz")]
    for claim in title_claims(given):
        passage = Passage("", (claim.sentence.strip(),))
        for stance, forms in (
            (SUPPORTS, claim.supported),
            (REFUTES, claim.refuted),
            (NEITHER, claim.foreign),
        ):
            for form in forms:
                yield StanceExample(form, passage, stance)


def pubmedqa_stances(data: Path) -> Iterator[StanceExample]:
    """PubMedQA's training part: each sentence of a conclusion; "maybe", aims and methods take no side."""
    for row in rows(data / "pubmedqa.jsonl"):
        if row["split"] != "test":
            for context in row["contexts"]:
                if context["label"] in _NO_FINDINGS:
                    for sentence in sentences_of(context["text"])[-2:]:
                        yield StanceExample(row["question"], Passage("", (sentence[:_LONGEST],)), NEITHER)
            stance = {"yes": SUPPORTS, "no": REFUTES, "maybe": NEITHER}[row["final_decision"]]
            sentences = sentences_of(row["long_answer"])
            if len(sentences) <= 2:
                for sentence in sentences:
                    yield StanceExample(row["question"], Passage("", (sentence,)), stance)


STANCES: dict[str, tuple[Callable[[Path], Iterator[StanceExample]], int]] = {
    "scifact": (scifact_stances, 3),
    "evidence_inference": (inference_stances, 1),
    "bioasq": (bioasq_stances, 2),
    "pubmedqa": (pubmedqa_stances, 2),
    "titles": (title_stances, 2),
}
"""The sets by name, each with how often an epoch goes over it."""

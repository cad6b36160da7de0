"""The sets that the reader learns from, each read into `ReaderCorpus`.

Rows that name a PMID of a held-out set are left out.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from graph import Span, split_sentences
from retrieval.reader import Passage
from training.reader.examples import (
    MEDQUAD_HELD_BACK,
    UNKNOWN,
    LabelledPassage,
    Pooled,
    ReaderCorpus,
    Reading,
    is_held_back,
    passages_of,
    rows,
    sentences_of,
    unlabelled,
)

_SHORT = 120  # characters of an answer that is a span
BIOASQ_FILES = ("bioasq_4b5b6b_golden", "bioasq_training_years1-5_and_yesno")
"""What may be trained on of BioASQ."""


def _snippets(row: dict[str, Any]) -> dict[str, list[str]]:
    """The snippets by document, in order, without those that lie within another."""
    found: dict[str, list[tuple[str, int, int, str]]] = defaultdict(list)
    for s in row["snippets"]:
        if s["text"].strip():
            found[s["pmid"]].append(
                (str(s["section"]), -int(s["begin"] or 0), int(s["end"] or 0), s["text"].strip())
            )
    texts: dict[str, list[str]] = {}
    for pmid, snippets in found.items():
        kept: list[str] = []
        for _, _, _, text in sorted(snippets, key=lambda s: (s[0] != "title", -s[1])):
            if not any(text in other for other in kept):
                kept.append(text)
        texts[pmid] = kept
    return texts


def _exact(row: dict[str, Any]) -> list[str]:
    answer = row.get("exact_answer")
    if row["type"] not in ("factoid", "list") or not answer:
        return []
    flat = (
        [x for each in answer for x in (each if isinstance(each, list) else [each])]
        if isinstance(answer, list)
        else [answer]
    )
    return [str(x) for x in flat if 1 < len(str(x)) <= 60]


def _span(sentences: Sequence[str], exact: Sequence[str]) -> tuple[int, int, int] | None:
    for answer in exact:
        for place, sentence in enumerate(sentences):
            if found := re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", sentence, re.IGNORECASE):
                return place, found.start(), found.end()
    return None


_DECISIONS = {"yes": 0, "no": 1, "maybe": 2}


def bioasq(folder: Path, files: Sequence[str] = BIOASQ_FILES) -> ReaderCorpus:
    """Questions of BioASQ; the passage is what the snippets of a document say together."""
    corpus = ReaderCorpus([], [])
    seen = set()
    for name in files:
        for row in rows(folder / "evidence" / f"{name}.jsonl.gz"):
            if row["heldout_pmids"] or row["ner_test_pmids"] or row["id"] in seen:
                continue
            seen.add(row["id"])
            exact = _exact(row)
            verdict = str(row.get("exact_answer")).lower() if row["type"] == "yesno" else ""
            stance = _DECISIONS.get(verdict, UNKNOWN)
            positives = []
            for pmid, texts in list(_snippets(row).items())[:12]:
                sentences = [s for text in texts for s in sentences_of(text)][:14]
                if not sentences:
                    continue
                passage = Passage("", tuple(sentences))
                # In a snippet of one sentence that sentence answers; of a longer one at least one does.
                labels = (1 if len(sentences) == len(texts) else UNKNOWN,) * len(sentences)
                stances = (stance if len(sentences) == 1 else UNKNOWN,) * len(sentences)
                positives.append(LabelledPassage(passage, 1.0, labels, stances, _span(sentences, exact)))
                corpus.pool.append(Pooled(pmid, passage))
            if positives:
                corpus.readings.append(
                    Reading("bioasq", row["question"], tuple(positives), (), frozenset(row["documents"]))
                )
    return corpus


def scifact(folder: Path, held_back: bool = False) -> ReaderCorpus:
    """Claims of SciFact's training part with the abstracts that bear on them; one in five is held back."""
    corpus = ReaderCorpus([], [])
    places = folder / "entailment"
    for row in rows(places / "scifact_corpus.jsonl.gz"):
        corpus.pool += [Pooled(str(row["doc_id"]), p) for p, _ in passages_of(row["title"], row["abstract"])][
            :1
        ]
    stances = {"SUPPORT": 0, "CONTRADICT": 1}
    by_claim: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(places / "scifact_train_claim_abstract.jsonl.gz"):
        if is_held_back(f"scifact {row['claim_id']}", 5) == held_back:
            by_claim[row["claim"]].append(row)
    for claim, found in by_claim.items():
        positives: list[LabelledPassage] = []
        negatives: list[LabelledPassage] = []
        for row in found:
            evidence = {s for run in row["evidence"] or () for s in run}
            stance = stances.get(row["label"], 2)
            for passage, first in passages_of(row["title"], row["sentences"]):
                marks = tuple(int(first + i in evidence) for i in range(len(passage.sentences)))
                kinds = tuple(stance if mark else 2 for mark in marks)
                labelled = LabelledPassage(passage, float(any(marks)), marks, kinds)
                (positives if any(marks) else negatives).append(labelled)
        if positives:
            apart = frozenset(str(row["doc_id"]) for row in found)
            corpus.readings.append(Reading("scifact", claim, tuple(positives), tuple(negatives), apart))
    return corpus


_CLAIMS = (
    ("{i} increases {o} compared with {c}.", "significantly increased"),
    ("{i} decreases {o} compared with {c}.", "significantly decreased"),
    ("{i} and {c} do not differ in {o}.", "no significant difference"),
)


def evidence_inference(folder: Path, split: str = "train") -> ReaderCorpus:
    """Evidence Inference: of each prompt a question and one of three claims, with the paragraph that decides it."""
    corpus = ReaderCorpus([], [])
    titles = {
        r["pmcid"]: r["title"] for r in rows(folder / "evidence/evidence_inference_v2_abstracts.jsonl.gz")
    }
    for row in rows(folder / "evidence/evidence_inference_v2.jsonl.gz"):
        if row["split"] != split:
            continue
        fields = {"i": row["intervention"], "o": row["outcome"], "c": row["comparator"]}
        text, low, high = row["paragraph"], row["start_in_paragraph"], row["end_in_paragraph"]
        spans = list(split_sentences(text, 0, len(text)))
        marks = [int(s.start < high and low < s.end) for s in spans]
        number = zlib.crc32(row["prompt_id"].encode())
        for place in {number % 3, next(n for n, (_, label) in enumerate(_CLAIMS) if label == row["label"])}:
            template, label = _CLAIMS[place]
            stance = 0 if label == row["label"] else 1
            asked = template.format(**fields)
            found = []
            for passage, first in passages_of(
                titles.get(row["pmcid"], ""), [text[s.start : s.end] for s in spans]
            ):
                own = tuple(marks[first : first + len(passage.sentences)])
                kinds = tuple(stance if mark else UNKNOWN for mark in own)
                found.append(LabelledPassage(passage, float(any(own)), own, kinds))
            positives = tuple(f for f in found if f.answers)
            if positives:
                corpus.readings.append(
                    Reading("evidence_inference", asked, positives, (), frozenset((row["pmcid"],)))
                )
                corpus.pool += [Pooled(row["pmcid"], f.passage) for f in found]
    return corpus


def covid_qa(folder: Path, held_back: bool = False) -> ReaderCorpus:
    """COVID-QA: questions to full papers; every second paper is held back."""
    corpus = ReaderCorpus([], [])
    papers: dict[str, tuple[str, str, list[Any]]] = {}
    for row in rows(folder / "evidence/covidqa_deepset_docs.jsonl.gz"):
        text = row["text"]
        papers[str(row["doc_id"])] = (text.split("\n", 1)[0], text, list(split_sentences(text, 0, len(text))))
    pooled: dict[str, list[tuple[Passage, int]]] = {}
    for id_, (title, text, spans) in papers.items():
        pooled[id_] = list(passages_of(title, [text[s.start : s.end] for s in spans]))
        if is_held_back(f"covid {id_}", 2) == held_back:
            corpus.pool += [Pooled(id_, passage) for passage, _ in pooled[id_]]
    for row in rows(folder / "evidence/covidqa_deepset_questions.jsonl.gz"):
        id_ = str(row["doc_id"])
        if id_ not in papers or is_held_back(f"covid {id_}", 2) != held_back:
            continue
        _, text, spans = papers[id_]
        start = row["start"] if row["exact"] else text.find(row["answer"])
        if start < 0:
            continue
        end = start + len(row["answer"])
        marks = [int(s.start < end and start < s.end) for s in spans]
        labelled = [_covid_passage(p, first, spans, marks, (start, end)) for p, first in pooled[id_]]
        positives = tuple(each for each in labelled if each.answers)
        negatives = tuple(each for each in labelled if not each.answers)
        if positives:
            corpus.readings.append(
                Reading("covid_qa", row["question"], positives, negatives, frozenset((id_,)))
            )
    return corpus


def _covid_passage(
    passage: Passage, first: int, spans: Sequence[Span], marks: Sequence[int], answer: tuple[int, int]
) -> LabelledPassage:
    """A passage of a paper from its sentence `first` on; `marks` are the sentences that hold the answer."""
    own = tuple(marks[first : first + len(passage.sentences)])
    span = None
    if any(own) and answer[1] - answer[0] <= _SHORT:
        at = own.index(1)
        begin, stop = (place - spans[first + at].start for place in answer)
        if begin >= 0 and stop <= len(passage.sentences[at]):
            span = (at, begin, stop)
    return LabelledPassage(passage, float(any(own)), own, (), span)


def medquad(folder: Path) -> ReaderCorpus:
    """MedQuAD, less one page in so many; other answers of a page are hard negatives."""
    corpus = ReaderCorpus([], [])
    pages: dict[str, list[tuple[str, Passage]]] = defaultdict(list)
    for row in rows(folder / "medquad.jsonl.gz"):
        page = row["doc_id"] or row["url"] or row["qid"]
        if is_held_back(f"medquad {page}", MEDQUAD_HELD_BACK):
            continue
        sentences = sentences_of(row["answer"])
        if sentences:
            passage = next(passages_of("", sentences))[0]
            pages[page].append((row["question"], passage))
    for id_, answers in pages.items():
        for question, passage in answers:
            corpus.pool.append(Pooled(id_, passage))
            others = tuple(unlabelled(p, 0.0) for _, p in answers if p is not passage)
            asked, own = question.replace(" ?", "?"), (unlabelled(passage, 1.0),)
            corpus.readings.append(Reading("medquad", asked, own, others, frozenset((id_,))))
    return corpus


def pubmedqa(folder: Path) -> ReaderCorpus:
    """PubMedQA's training part: the conclusion answers, the rest of the abstract stands around it."""
    corpus = ReaderCorpus([], [])
    for row in rows(folder / "pubmedqa.jsonl"):
        if row["split"] == "test":
            continue
        body = [s for c in row["contexts"] for s in sentences_of(c["text"])]
        conclusion = sentences_of(row["long_answer"])
        before = body[-max(0, 8 - len(conclusion)) :]
        labels = (0,) * len(before) + (1,) * len(conclusion)
        stance = _DECISIONS[row["final_decision"]] if len(conclusion) == 1 else UNKNOWN
        passage = Passage("", (*before, *conclusion))
        stances = (UNKNOWN,) * len(before) + (stance,) * len(conclusion)
        corpus.pool += [Pooled(row["pmid"], passage)]
        first = next(passages_of("", body))[0]
        own = (LabelledPassage(passage, 1.0, labels, stances), unlabelled(first, 1.0))
        corpus.readings.append(Reading("pubmedqa", row["question"], own, (), frozenset((row["pmid"],))))
    return corpus


def mediqa(folder: Path) -> ReaderCorpus:
    """MEDIQA 2019: answers to consumers' questions, graded 1 (incorrect) to 4 (excellent)."""
    corpus = ReaderCorpus([], [])
    for row in rows(folder / "qa/mediqa2019_qa_train_alexa.jsonl.gz"):
        positives: list[LabelledPassage] = []
        negatives: list[LabelledPassage] = []
        for answer in row["answers"]:
            sentences = sentences_of(answer["text"])
            if not sentences:
                continue
            passage = next(passages_of("", sentences))[0]
            corpus.pool.append(Pooled(answer["aid"], passage))
            if int(answer["ref_score"]) >= 3:
                positives.append(unlabelled(passage, 1.0))
            elif int(answer["ref_score"]) == 1:
                negatives.append(unlabelled(passage, 0.0))
        if positives:
            apart = frozenset(a["aid"] for a in row["answers"])
            corpus.readings.append(
                Reading("mediqa", row["question"], tuple(positives), tuple(negatives), apart)
            )
    return corpus


CORPORA: dict[str, tuple[Callable[[Path], ReaderCorpus], float]] = {
    "bioasq": (bioasq, 1.0),
    "scifact": (scifact, 1.0),
    "evidence_inference": (evidence_inference, 0.35),
    "covid_qa": (covid_qa, 1.0),
    "medquad": (medquad, 0.2),
    "pubmedqa": (pubmedqa, 1.0),
    "mediqa": (mediqa, 1.0),
}
"""The sets by name, each with the share of its readings that one epoch takes."""

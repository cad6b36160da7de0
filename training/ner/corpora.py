"""The corpora the recogniser learns from, as texts with marked spans, and what each of them says and leaves unsaid."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.recognize.trained import TYPES


@dataclass(frozen=True, slots=True)
class NerCorpus:
    """A corpus: its file, the type of each of its labels, and how much of it to take in an epoch.

    What is annotated is decided for the types in `types.values()` only; the loss leaves the others out (missing types).
    `unsure` maps a label to types about which the corpus says nothing where that label stands: CRAFT marks cells
    apart from anatomy, AnatEM as anatomy, so a cell in CRAFT is neither an example nor a counter-example of anatomy.
    """

    file: str
    types: Mapping[str, str]
    share: float = 1.0
    unsure: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


_BIORED = {
    "DiseaseOrPhenotypicFeature": "Disease",
    "ChemicalEntity": "Chemical",
    "GeneOrGeneProduct": "Gene",
    "OrganismTaxon": "Organism",
    "SequenceVariant": "Variant",
    "CellLine": "Cell",
}
_NCBI = dict.fromkeys(("DiseaseClass", "SpecificDisease", "CompositeMention", "Modifier"), "Disease")
_CRAFT = {"UBERON": "Anatomy", "CL": "Cell", "NCBITaxon": "Organism", "PR": "Gene"}
CORPORA = {
    "bc5cdr": NerCorpus("bc5cdr_{}.jsonl", {"Chemical": "Chemical", "Disease": "Disease"}),
    "ncbi": NerCorpus("ncbi_disease_{}.jsonl", _NCBI),
    "biored": NerCorpus("biored_{}.jsonl", _BIORED),
    "anatem": NerCorpus("anatem_{}.iob.jsonl.gz", {"Anatomy": "Anatomy"}, 0.3),
    "bc2gm": NerCorpus("bc2gm_{}.iob.jsonl.gz", {"GENE": "Gene"}, 0.15),
    "craft": NerCorpus(
        "craft_fulltext_{}.jsonl.gz",
        _CRAFT,
        0.06,
        {"CL": ("Anatomy",), "MONDO": ("Anatomy",), "SO": ("Gene",)},
    ),
}
"""The corpora by name. JNLPBA, whose proteins are others, is left out and serves as a check across corpora."""


@dataclass(frozen=True, slots=True)
class NerExample:
    """A text with its spans `(start, end, type)`; it is complete for the types in `annotated`, but where `unsure`."""

    id: str
    text: str
    spans: tuple[tuple[int, int, str], ...]
    annotated: frozenset[str]
    unsure: tuple[tuple[int, int, str], ...] = ()


def read_examples(folder: Path, corpus: NerCorpus, part: str) -> list[NerExample]:
    """The examples of a part (`train`, `dev`); an empty list where the corpus has no such part."""
    path = folder / corpus.file.format(part)
    return [_example(record, corpus) for record in _records(path)] if path.is_file() else []


def dev_pmids(folder: Path) -> frozenset[str]:
    """The PMIDs of all dev sets: BioRED's training part holds abstracts of the other corpora's dev sets."""
    return frozenset(
        example.id
        for corpus in CORPORA.values()
        for example in read_examples(folder, corpus, "dev")
        if example.id
    )


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        for line in lines:
            yield json.loads(line)


def _example(record: dict[str, Any], corpus: NerCorpus) -> NerExample:
    annotated = frozenset(corpus.types.values())
    if "tokens" in record:
        text, spans = _of_tokens(record["tokens"], record["tags"])
        return NerExample("", text, _typed(spans, corpus.types), annotated)
    spans = [
        (start, end, entity["type"])
        for entity in record["entities"]
        for start, end in entity.get("spans") or [(entity["start"], entity["end"])]
    ]
    unsure = [(start, end, kind) for start, end, label in spans for kind in corpus.unsure.get(label, ())]
    return NerExample(
        str(record["pmid"]), record["text"], _typed(spans, corpus.types), annotated, tuple(sorted(unsure))
    )


def _typed(
    spans: Iterable[tuple[int, int, str]], types: Mapping[str, str]
) -> tuple[tuple[int, int, str], ...]:
    found = {(start, end, types[label]) for start, end, label in spans if label in types}
    assert all(kind in TYPES for _, _, kind in found)
    return tuple(sorted(found))


def _of_tokens(tokens: list[str], tags: list[str]) -> tuple[str, list[tuple[int, int, str]]]:
    """Text and spans of tagged tokens. The tokens are set as in running text, so that hyphens do not stand free."""
    text, spans, tight = "", list[tuple[int, int, str]](), True
    for token, tag in zip(tokens, tags, strict=True):
        gap = "" if tight or token in _CLOSING else " "
        start = len(text) + len(gap)
        text += gap + token
        tight = token in _OPENING
        if tag.startswith("B-"):
            spans.append((start, len(text), tag[2:]))
        elif tag.startswith("I-") and spans:
            spans[-1] = (spans[-1][0], len(text), spans[-1][2])
    return text, spans


_CLOSING = frozenset({".", ",", ";", ":", ")", "]", "%", "-", "/", "'"})
_OPENING = frozenset({"(", "[", "-", "/"})

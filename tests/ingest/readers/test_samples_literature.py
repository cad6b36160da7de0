"""The readers of literature in JSON and of annotated corpora over real files, which are not in the repository."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from evaluation.corpora import GoldDocument, graph_of, read_gold
from graph import Document, SectionKind
from graph.parsing import Problem
from ingest.reading import read_paths
from tests.ingest.readers.test_samples import documents, kept_share

Texts = Callable[[Path], list[str]]


def bioc_xml(path: Path) -> list[str]:
    found = etree.parse(path).iter("document")
    return [" ".join(text for node in d.iterfind("passage/text") for text in node.itertext()) for d in found]


def bioc_json(path: Path) -> list[str]:
    return [" ".join(p["text"] for p in d["passages"]) for d in json.loads(path.read_text())["documents"]]


def pubtator(path: Path) -> list[str]:
    texts: dict[str, str] = {}
    for name, text in re.findall(r"^(\d+)\|[ta]\|(.*)$", path.read_text(), re.MULTILINE):
        texts[name] = texts.get(name, "") + " " + text
    return list(texts.values())


def europepmc(path: Path) -> list[str]:
    results = [r for r in json.loads(path.read_text()) if "title" in r]
    return [
        r["title"][0] + " " + re.sub(r"</?[a-z]\w*>", " ", r.get("abstractText", [""])[0]) for r in results
    ]


def parse(path: Path) -> list[str]:
    paper: dict[str, Any] = json.loads(path.read_text())
    said = [paper.get("metadata", {}).get("title", "")]
    for part in ("abstract", "body_text", "back_matter"):
        said += [paragraph["text"] for paragraph in paper.get(part, [])]
        said += {paragraph["section"].split(" ::: ")[0] for paragraph in paper.get(part, [])} - {"Abstract"}
    said += [entry["text"] for entry in paper["ref_entries"].values()]
    return [" ".join(said)]


@pytest.mark.parametrize(
    ("files", "texts", "count"),
    [
        ("bioc/*.xml", bioc_xml, 20),
        ("bioc/*.json", bioc_json, 10),
        ("pubtator/*.pubtator", pubtator, 23),
        ("standoff/*.txt", lambda path: [path.read_text()], 1),
        ("cord19/PMC140314.xml.json", parse, 1),
        ("s2orc_json/*.json", parse, 2),
        ("europepmc/*.json", europepmc, 19),
    ],
)
def test_nothing_is_lost(formats: Path, files: str, texts: Texts, count: int) -> None:
    paths = sorted(formats.glob(files))
    read = [(text, path) for path in paths for text in texts(path)]
    found = [r for path in paths for r in read_paths([path]) if isinstance(r, Document)]
    assert len(documents(list(found))) == len(read) == count
    shares = [kept_share(text, document.text) for (text, _), document in zip(read, found, strict=True)]
    print(f"{files}: {count} documents, kept share {min(shares):.4f} to {max(shares):.4f}")
    assert min(shares) >= 0.99


def test_one_corpus_in_three_formats_is_the_same_documents(formats: Path) -> None:
    paths = ["bioc/biored_dev10.bioc.json", "bioc/biored_dev10.bioc.xml", "pubtator/biored_dev10.pubtator"]
    by_json, by_xml, by_pubtator = (documents(list(read_paths([formats / path]))) for path in paths)
    assert by_json == by_xml == by_pubtator
    kinds = {tuple(section.kind for section in document.sections) for document in by_json}
    assert kinds == {(SectionKind.TITLE, SectionKind.ABSTRACT)}
    assert all(re.fullmatch(r"pmid:\d+", document.id) for document in by_json)


def test_cord19(formats: Path) -> None:
    paper, *others = documents(list(read_paths([formats / "cord19"])))
    assert (paper.id, paper.year, paper.journal) == ("pmc:PMC140314", 2003, "BMC Public Health")
    assert len(paper.authors) == 4 and paper.authors[0] == "Myatt Theodore A"
    assert paper.title.startswith("Airborne rhinovirus detection") and paper.licence == "no-cc"
    kinds = [section.kind for section in paper.sections]
    assert kinds[:4] == [
        SectionKind.TITLE,
        SectionKind.ABSTRACT,
        SectionKind.INTRODUCTION,
        SectionKind.METHODS,
    ]
    assert kinds.count(SectionKind.CAPTION) == 4
    assert {SectionKind.RESULTS, SectionKind.DISCUSSION, SectionKind.CONCLUSION} <= set(kinds)
    assert [(d.id, d.year, d.text == d.title) for d in others] == [
        ("pmid:15643439", 2005, True),
        ("pmc:PMC2646787", 2009, True),
    ]


def test_s2orc(formats: Path) -> None:
    release, older = documents(list(read_paths([formats / "s2orc_json"])))
    assert (release.id, release.title) == ("s2:18980380", "")
    assert release.sections[0].kind is SectionKind.ABSTRACT
    assert (
        release.sections[-10].heading == "V. CONCLUSION"
        and release.sections[-10].kind is SectionKind.CONCLUSION
    )
    assert older.id == "file:f2235cd28c171f9f"
    assert (older.year, older.authors) == (2006, ("Mora-Alfaro Jorge",))
    assert [s.kind for s in older.sections].count(SectionKind.CAPTION) == 3


def test_europepmc(formats: Path) -> None:
    results = list(read_paths([formats / "europepmc"]))
    found = documents([result for result in results if isinstance(result, Document)])
    (problem,) = [result for result in results if isinstance(result, Problem)]
    assert problem.reason == "pmc:PMC4754000: neither title nor abstract"
    assert all(d.title and d.year in (2014, 2015, 2016) and d.journal and d.authors and d.url for d in found)
    assert sum(d.id.startswith("pmid:") for d in found) == 18
    assert {d.language for d in found} == {"en"}
    assert [n.kind.value for d in found for n in d.notices] == ["ErratumIn"]


def gold_of(path: Path) -> tuple[list[GoldDocument], list[Problem]]:
    results = list(read_gold(path))
    return (
        [result for result in results if isinstance(result, GoldDocument)],
        [result for result in results if isinstance(result, Problem)],
    )


@pytest.mark.parametrize(
    ("file", "mentions", "relations"),
    [
        ("bioc/bc5cdr_dev10.bioc.xml", 153, 15),
        ("bioc/biored_dev10.bioc.json", 287, 56),
        ("bioc/biored_dev10.bioc.xml", 287, 56),
        ("pubtator/bc5cdr_dev10.pubtator", 149, 15),
        ("pubtator/biored_dev10.pubtator", 287, 56),
        ("pubtator/med_mentions_sample.pubtator", 115, 0),
        ("standoff/10021369.ann", 5, 0),
    ],
)
def test_every_annotation_maps(formats: Path, file: str, mentions: int, relations: int) -> None:
    found, problems = gold_of(formats / file)
    assert not problems
    assert sum(len(gold.mentions) for gold in found) == mentions
    assert sum(len(gold.relations) for gold in found) == relations


def test_one_corpus_in_three_formats_has_the_same_annotations(formats: Path) -> None:
    paths = ["bioc/biored_dev10.bioc.json", "bioc/biored_dev10.bioc.xml", "pubtator/biored_dev10.pubtator"]
    by_json, by_xml, by_pubtator = (gold_of(formats / path)[0] for path in paths)
    assert by_json == by_xml
    for one, other in zip(by_json, by_pubtator, strict=True):
        assert one.mentions == other.mentions
        assert set(one.relations) == set(other.relations)


@pytest.mark.parametrize(
    ("file", "mentions", "unfit"),
    [
        ("bc5cdr_dev.jsonl", 9591, 0),
        ("bc5cdr_train.jsonl", 9385, 0),
        ("biored_dev.jsonl", 2907, 0),
        ("biored_train.jsonl", 11413, 0),
        ("ncbi_disease_dev.jsonl", 787, 0),
        ("ncbi_disease_train.jsonl", 5133, 0),
        ("craft_fulltext_train.jsonl.gz", 69718, 1),
    ],
)
def test_the_corpora_for_evaluation(formats: Path, file: str, mentions: int, unfit: int) -> None:
    path = formats.parent / "ner" / file
    if not path.is_file():
        pytest.skip(f"no annotated corpora: {path} is not there")
    found, problems = gold_of(path)
    assert sum(len(gold.mentions) for gold in found) == mentions
    assert len(problems) == unfit
    for gold in found:
        graph = graph_of(gold)
        assert all(m.sentence.start <= m.start < m.end <= m.sentence.end for m in graph.mentions)

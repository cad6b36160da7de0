"""What people marked in files, in the documents that are read of them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from evaluation.corpora.as_graph import graph_of
from evaluation.corpora.model import GoldDocument, GoldMention, GoldRelation
from evaluation.corpora.reading import read_gold
from graph import Entity, Span
from graph.parsing import Problem
from tests.ingest.readers.conftest import check_offsets
from tests.ingest.readers.literature.bioc.bioc_samples import FULL_TEXT, as_xml, passage

Results = tuple[list[GoldDocument], list[Problem]]
Gold = Callable[..., Results]


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    """`gold(content, name)`: the gold documents and the Problems of a file."""

    def run(content: str | bytes, name: str = "a") -> Results:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return parted(path)

    return run


def parted(path: Path) -> Results:
    results = list(read_gold(path))
    documents = [result for result in results if isinstance(result, GoldDocument)]
    problems = [result for result in results if isinstance(result, Problem)]
    assert len(documents) + len(problems) == len(results)
    for document in documents:
        check_offsets(document.document)
        graph_holds(document)
    return documents, problems


def graph_holds(gold: GoldDocument) -> None:
    """Mentions lie inside sentences, sentences in chunks, chunks in sections, and nothing is lost."""
    graph, text = graph_of(gold), gold.document.text
    assert graph.vectors.shape == (len(gold.document.sections), 0) and graph.vectors.dtype == np.float32
    assert graph.fingerprint == "gold"
    for chunk, section in zip(graph.chunks, gold.document.sections, strict=True):
        assert (chunk.start, chunk.end) == (section.start, section.end)
        assert "".join(s.of(text) for s in chunk.sentences).split() or chunk.start == chunk.end
        assert list(chunk.sentences) == sorted(chunk.sentences)
        covered = "".join("".join(sentence.of(text).split()) for sentence in chunk.sentences)
        assert covered == "".join(text[chunk.start : chunk.end].split())
    for mention in graph.mentions:
        assert mention.sentence in graph.chunks[mention.chunk].sentences
        assert mention.sentence.start <= mention.start < mention.end <= mention.sentence.end
    assert {mention.entity_id for mention in graph.mentions} == {entity.id for entity in graph.entities}
    sections = gold.document.sections
    inside = [m for m in gold.mentions if any(s.start <= m.start and m.end <= s.end for s in sections)]
    assert len(graph.mentions) == sum(len(mention.ids) or 1 for mention in inside)


PUBTATOR = (
    "101|t|Aspirin  in fever\n"
    "101|a|Fever of type A. and B fell. Its dose was 10 mg.\n"
    "101\t0\t7\tAspirin\tChemical\tD001241\n"
    "101\t12\t17\tfever\tDisease\tMESH:D005334|MESH:D006973\tone|two\n"
    "101\t18\t36\tFever of type A.\tDisease\t-1\n"
    "101\t18\t40\tFever of type A. and B\tDisease\tD005334\n"
    "101\tCID\tD001241\tD005334\tNovel\n"
)


def test_pubtator(gold: Gold) -> None:
    (document,), problems = gold(PUBTATOR)
    text = document.document.text
    assert text.startswith("Aspirin in fever\n\nFever of type A.")
    assert [(m.of(text), m.type, m.ids) for m in document.mentions] == [
        ("Aspirin", "Chemical", ("MESH:D001241",)),
        ("fever", "Disease", ("MESH:D005334", "MESH:D006973")),
        ("Fever of type A. and B", "Disease", ("MESH:D005334",)),
    ]
    assert document.relations == (GoldRelation("CID", "MESH:D001241", "MESH:D005334", (("novel", "Novel"),)),)
    (problem,) = problems
    assert problem.place == "pmid:101, [18, 36)"
    assert problem.reason == "a mention says 'Fever of type A.', but there stands 'Fever of type A. a'"


def test_the_graph_of_pubtator(gold: Gold) -> None:
    (document,), _ = gold(PUBTATOR)
    graph = graph_of(document)
    text = document.document.text
    assert [len(chunk.sentences) for chunk in graph.chunks] == [1, 2]
    assert graph.chunks[1].sentences[0].of(text) == "Fever of type A. and B fell."
    assert graph.entities == (
        Entity("MESH:D001241", "Aspirin", "Chemical"),
        Entity("MESH:D005334", "fever", "Disease"),
        Entity("MESH:D006973", "fever", "Disease"),
    )
    assert [(m.entity_id, m.chunk) for m in graph.mentions] == [
        ("MESH:D001241", 0), ("MESH:D005334", 0), ("MESH:D006973", 0), ("MESH:D005334", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("101\t300\t305\tfever\tDisease\tD005334", "points outside the text"),
        ("101\t5\t5\t\tDisease\tD005334", "points outside the text"),
        ("101\t16\t19\tr F\tDisease\tD005334", "points outside the text"),
        ("101\t12\t17\tFever\tDisease\tD005334", "says 'Fever', but there stands 'fever'"),
        ("101\tCID\tD001241\t-", "neither a mention nor a relation"),
        ("101\t1\tx\ta\tb\t", "neither a mention nor a relation"),
    ],
)
def test_what_does_not_fit_is_a_problem_and_the_rest_stays(gold: Gold, row: str, reason: str) -> None:
    (document,), problems = gold(PUBTATOR.split("101\t18\t36")[0] + row + "\n")
    assert [reason in problem.reason for problem in problems] == [True]
    assert len(document.mentions) == 2


def test_ids_of_corpora_become_curies(gold: Gold) -> None:
    rows = [
        ("Gene", "1558", ("NCBIGene:1558",)),
        ("OrganismTaxon", "9606", ("NCBITaxon:9606",)),
        ("Variant", "c|SUB|C|35322|T", ("c|SUB|C|35322|T",)),
        ("Chemical", "MeSH:C000657245", ("MESH:C000657245",)),
        ("T038", "UMLS:C0010674", ("UMLS:C0010674",)),
        ("Disease", "C0010674, OMIM:5; C0010674", ("C0010674", "OMIM:5")),
        ("CellLine", "CVCL_1", ("CVCL_1",)),
        ("Disease", "-", ()),
    ]
    lines = "".join(f"1\t0\t1\tT\t{kind}\t{value}\n" for kind, value, _ in rows)
    ends = "1\tBind\tGene|1558\tc|SUB|C|35322|T\n1\tBind\t9606\tDisease|MESH:D005334\n"
    (document,), problems = gold(f"1|t|T\n{ends}{lines}")
    assert not problems
    assert [mention.ids for mention in document.mentions] == [ids for _, _, ids in rows]
    assert [(r.subject, r.object) for r in document.relations] == [
        ("NCBIGene:1558", "c|SUB|C|35322|T"), ("NCBITaxon:9606", "MESH:D005334"),
    ]  # fmt: skip


def annotation(name: str, text: str, *places: tuple[int, int], **infons: str) -> dict[str, Any]:
    locations = [{"offset": start, "length": end - start} for start, end in places]
    return {"id": name, "infons": infons, "text": text, "locations": locations}


def bioc() -> dict[str, Any]:
    title = passage(0, "Aspirin in  fever", type="title")
    title["annotations"] = [
        annotation("0", "Aspirin", (0, 7), type="Chemical", MESH="D001241"),
        annotation("1", "fever", (12, 17), type="Disease", identifier="D005334"),
    ]
    sentence = {"offset": 18, "text": "High and low fever."}
    sentence["annotations"] = [annotation("2", "High fever", (18, 22), (31, 36), type="Disease")]
    abstract = {"offset": 18, "infons": {"type": "abstract"}, "sentences": [sentence]}
    relations = [
        {
            "id": "R0",
            "infons": {"type": "Association", "entity1": "D001241", "entity2": "D005334", "novel": "No"},
        },
        {"id": "R1", "infons": {"relation": "CID", "Chemical": "D001241", "Disease": "D005334"}},
        {
            "id": "R2",
            "infons": {"type": "Bind"},
            "nodes": [{"refid": "0", "role": ""}, {"refid": "1", "role": ""}],
        },
        {
            "id": "R3",
            "infons": {"type": "Bind"},
            "nodes": [{"refid": "0", "role": ""}, {"refid": "2", "role": ""}],
        },
    ]
    return {"id": "101", "infons": {}, "passages": [title, abstract], "relations": relations}


@pytest.mark.parametrize("form", ["xml", "json"])
def test_bioc(gold: Gold, form: str) -> None:
    (document,), (problem,) = gold(as_xml(bioc()) if form == "xml" else json.dumps({"documents": [bioc()]}))
    text = document.document.text
    assert text == "Aspirin in fever\n\nHigh and low fever."
    assert [(m.of(text), m.type, m.ids) for m in document.mentions] == [
        ("Aspirin", "Chemical", ("MESH:D001241",)),
        ("fever", "Disease", ("MESH:D005334",)),
        ("High fever", "Disease", ()),
    ]
    assert document.mentions[2].spans == (Span(18, 22), Span(31, 36))
    ends = ("MESH:D001241", "MESH:D005334")
    assert document.relations == (
        GoldRelation("Association", *ends, (("novel", "No"),)),
        GoldRelation("CID", *ends),
        GoldRelation("Bind", *ends),
    )
    assert problem.reason == "pmid:101: 1 relations that are not of two concepts"
    assert graph_of(document).mentions[-1].entity_id == "text:Disease:high and low fever"


def test_roles_of_pubtator3(gold: Gold) -> None:
    sample = bioc()
    roles = {"role1": {"identifier": "MESH:D001241"}, "role2": {"identifier": "MESH:D005334"}, "score": "0.9"}
    sample["relations"] = [{"infons": {"type": "Treat"} | roles, "nodes": []}]
    (document,), _ = gold(json.dumps({"PubTator3": [sample]}))
    assert document.relations == (GoldRelation("Treat", "MESH:D001241", "MESH:D005334", (("score", "0.9"),)),)


def test_mentions_follow_their_passages_and_those_in_what_is_left_out_are_left_out(gold: Gold) -> None:
    sample = json.loads(json.dumps(FULL_TEXT))
    for number, given_passage in enumerate(sample["passages"]):
        word = given_passage["text"].split()[-1]
        start = given_passage["offset"] + given_passage["text"].rindex(word)
        given_passage["annotations"] = [annotation(str(number), word, (start, start + len(word)), type="X")]
    for content in (json.dumps(sample), as_xml(sample)):
        (document,), problems = gold(content)
        assert not problems
        words = [mention.of(document.document.text) for mention in document.mentions]
        assert words == [
            "north", "Background", "loud.", "many.", "Introduction", "begin.", "Patients", "listened.", "wrote.",
            "microphone.", "red.", "town", "interests", "None.",
        ]  # fmt: skip


def entity(start: int, end: int, text: str, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text, "type": "Disease", "ids": ["D005334"]} | more


RELATION = {"type": "CID", "arg1": "D001241", "arg2": "D005334", "novel": "No"}
LINE: dict[str, Any] = {
    "pmid": "101",
    "title": "Aspirin in fever.",
    "abstract": "Low  and high fever.",
    "text": "Aspirin in fever. Low  and high fever.",
    "entities": [entity(11, 16, "fever"), entity(18, 37, "Low and high fever", spans=[[18, 21], [32, 37]])],
    "relations": [RELATION],
}


@pytest.mark.parametrize("without", ["", "text", "abstract", "title", "title abstract"])
def test_json_lines(gold: Gold, without: str) -> None:
    record = {key: value for key, value in LINE.items() if key not in without.split()}
    (document,), problems = gold(gzip.compress(json.dumps(record).encode()), "a.jsonl.gz")
    text = document.document.text
    assert not problems
    assert [(m.of(text), m.ids) for m in document.mentions] == [
        ("fever", ("MESH:D005334",)), ("Low fever", ("MESH:D005334",)),
    ]  # fmt: skip
    assert document.relations == (GoldRelation("CID", "MESH:D001241", "MESH:D005334", (("novel", "No"),)),)
    if not without:
        assert text == "Aspirin in fever.\n\nLow and high fever."


def test_json_lines_of_full_texts_that_begin_with_their_title(gold: Gold) -> None:
    text = "Aspirin in fever\n\nAbstract\n\nIt fell\nas fever does.\n"
    second = text.index("fever d")
    entities = [entity(second, second + 5, "fever"), entity(11, 16, "fever")]
    record = {"pmid": "1", "title": "Aspirin in fever", "text": text, "entities": entities}
    (document,), problems = gold(json.dumps(record), "a.jsonl")
    assert not problems
    assert document.document.text == "Aspirin in fever\n\nAbstract\nIt fell\nas fever does."
    assert [mention.of(document.document.text) for mention in document.mentions] == ["fever", "fever"]
    assert [mention.start for mention in document.mentions] == [11, 38]


def test_bad_lines(gold: Gold) -> None:
    lines = [
        json.dumps({"pmid": "1"}),
        "{",
        json.dumps(LINE | {"relations": [{"arg1": "D001241"}]}),
        json.dumps([1]),
    ]
    documents, problems = gold("\n".join(lines), "a.jsonl")
    assert [problem.place for problem in problems] == ["line 1", "line 2", "line 3", "line 4"]
    assert len(documents) == 1


def test_other_files_have_none(gold: Gold) -> None:
    for content in ("A note.", ""):
        documents, (problem,) = gold(content)
        assert not documents and problem.reason.startswith("no format with annotations")


def test_a_mention_knows_its_words() -> None:
    mention = GoldMention((Span(0, 3), Span(8, 13)), "Disease")
    assert (mention.start, mention.end, mention.of("Low and high fever")) == (0, 13, "Low high ")

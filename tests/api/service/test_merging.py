"""A person's merge in questions: a merged name means the one that stands for it, until it is undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from api.service.medgraph import MedGraph
from tests.api.conftest import paper
from tests.builders import NamedEntity, document_graph, vectors_of

OBO = "format-version: 1.2\nontology: x\n\n[Term]\nid: X:1\nname: stroke\n"
NAMED = NamedEntity("text:Disease:brain blow", name="brain blow")


def test_a_question_means_what_was_merged(open_home: Callable[[Path], MedGraph], tmp_path: Path) -> None:
    service = open_home(tmp_path / "home")
    (tmp_path / "x.obo").write_text(OBO)
    (tmp_path / "a.xml").write_text(paper(1, "Aspirin.", "Aspirin prevents stroke in adults."))
    service.add_vocabulary(tmp_path / "x.obo")
    service.ingest([tmp_path / "a.xml"])
    graph = document_graph("note", [[NAMED]])
    service.parts.store.write([replace(graph, vectors=vectors_of("", 1, service.parts.model.dimension))])
    question = "Does aspirin prevent brain blow?"

    assert service.retrieve(question).question.concept_ids == ()
    service.merge(NAMED.id, "stroke")
    found = service.retrieve(question)
    assert tuple(found.question.concept_ids) == ("X:1",)
    assert found.profiles["X:1"].documents == 2
    assert {c.partition("#")[0] for c, _ in found.profiles["X:1"].chunks} == {"pmid:1", "note"}
    assert service.ask(question).citations[0].quote == "Aspirin prevents stroke in adults."
    assert service.ingest([tmp_path / "a.xml"]).unchanged == 1  # a merge is no reason to process it again

    service.unmerge(NAMED.id)
    assert service.retrieve(question).question.concept_ids == ()
    service.close()

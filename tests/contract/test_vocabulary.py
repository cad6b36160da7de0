"""Vocabularies: loaded, replaced and removed whole, with the first one loaded speaking first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.model import RETRACTED_PUBLICATION, Concept, VocabularyInfo
from graph.notices import Notice, NoticeKind
from graph.store import Filter, GraphStore
from graph.store.transfer.archive import export_workspace, import_workspace
from tests.builders import document_graph
from tests.contract.conftest import OpenStore

FEVER = Concept(
    "HP:1", "Fever", ("pyrexia", "p\u00fdrexia \U0001f321"), "Hot.", "Phenotype", ("HP:0",), ("MESH:D5",)
)
SIGN = Concept("HP:0", "Sign")
CHILLS = Concept("HP:2", "Chills", parents=("HP:0", "HP:1"))


def info(id: str, version: str = "1") -> VocabularyInfo:
    return VocabularyInfo(id, version, f"https://example.org/{id}", concepts=0, priority=99)


def test_concepts_come_back_exactly(store: GraphStore) -> None:
    loaded = store.put_vocabulary(info("hpo"), iter([FEVER, CHILLS, SIGN]))
    assert (loaded.id, loaded.version, loaded.concepts) == ("hpo", "1", 3)
    assert list(store.vocabularies()) == [loaded]
    assert store.concepts(["HP:1", "HP:2", "HP:9", ""]) == {"HP:1": FEVER, "HP:2": CHILLS}
    assert list(store.all_concepts()) == [SIGN, FEVER, CHILLS]
    assert store.counts().concepts == 3


def test_replacing_a_vocabulary(store: GraphStore) -> None:
    first = store.put_vocabulary(info("a"), [FEVER, CHILLS, SIGN])
    second = store.put_vocabulary(info("b"), [])
    new = store.put_vocabulary(info("a", "2"), [Concept("HP:1", "Fever again")])
    assert (new.version, new.concepts, new.priority) == ("2", 1, first.priority)
    assert list(store.vocabularies()) == [new, second]
    assert store.concepts(["HP:0", "HP:1", "HP:2"]) == {"HP:1": Concept("HP:1", "Fever again")}


def test_deleting_a_vocabulary(store: GraphStore) -> None:
    store.put_vocabulary(info("a"), [FEVER])
    store.put_vocabulary(info("b"), [SIGN])
    assert store.delete_vocabulary("a")
    assert not store.delete_vocabulary("a")
    assert [each.id for each in store.vocabularies()] == ["b"]
    assert store.concepts(["HP:0", "HP:1"]) == {"HP:0": SIGN}
    assert store.counts().concepts == 1


def test_priority_is_the_order_of_loading(store: GraphStore) -> None:
    for id_ in "cab":
        store.put_vocabulary(info(id_), [Concept(f"{id_}:2", id_), Concept(f"{id_}:1", id_)])
    assert [each.id for each in store.vocabularies()] == ["c", "a", "b"]
    priorities = [each.priority for each in store.vocabularies()]
    assert priorities == sorted(set(priorities))
    assert [each.id for each in store.all_concepts()] == ["c:1", "c:2", "a:1", "a:2", "b:1", "b:2"]
    assert [each.id for each in store.all_concepts("a")] == ["a:1", "a:2"]
    assert list(store.all_concepts("unknown")) == []
    store.delete_vocabulary("c")
    store.put_vocabulary(info("c"), [])
    assert [each.id for each in store.vocabularies()] == ["a", "b", "c"]


def test_of_a_shared_id_the_first_vocabulary_speaks(store: GraphStore) -> None:
    store.put_vocabulary(info("b"), [Concept("X:1", "from b")])
    store.put_vocabulary(info("a"), [Concept("X:1", "from a")])
    assert store.concepts(["X:1"])["X:1"].name == "from b"
    assert [each.name for each in store.all_concepts()] == ["from b", "from a"]
    store.delete_vocabulary("b")
    assert store.concepts(["X:1"])["X:1"].name == "from a"


def test_a_concept_without_a_name_only_completes_another(store: GraphStore) -> None:
    """A mapping file, loaded before the vocabulary it speaks of."""
    mappings = [Concept("HP:1", "", same_as=("MESH:D5", "UMLS:C1")), Concept("HP:7", "")]
    store.put_vocabulary(info("m.sssom"), mappings)
    assert store.concepts(["HP:1", "HP:7"]) == {}
    store.put_vocabulary(info("hpo"), [FEVER])
    assert store.concepts(["HP:1", "HP:7"]) == {"HP:1": replace(FEVER, same_as=("MESH:D5", "UMLS:C1"))}
    assert list(store.all_concepts("hpo")) == [FEVER]
    assert [each.name for each in store.all_concepts("m.sssom")] == ["", ""]
    store.delete_vocabulary("m.sssom")
    assert store.concepts(["HP:1"]) == {"HP:1": FEVER}


def test_a_concept_listed_twice_is_taken_at_the_last_word(store: GraphStore) -> None:
    loaded = store.put_vocabulary(info("a"), [FEVER, Concept("HP:1", "Last", parents=("HP:7",))])
    assert loaded.concepts == 1
    assert store.concepts(["HP:1"])["HP:1"].name == "Last"


def test_a_source_that_fails_leaves_the_former(store: GraphStore) -> None:
    store.put_vocabulary(info("a"), [FEVER])
    revision = store.revision()

    def broken() -> Iterator[Concept]:
        yield SIGN
        raise ValueError("line 7")

    with pytest.raises(ValueError, match="line 7"):
        store.put_vocabulary(info("a", "2"), broken())
    assert list(store.all_concepts()) == [FEVER]
    assert store.vocabularies()[0].version == "1"
    assert store.revision() == revision


def test_many_concepts_are_streamed(store: GraphStore) -> None:
    concepts = [Concept(f"V:{n:05}", f"n{n}") for n in range(4500)]
    store.put_vocabulary(info("v"), iter(concepts))
    assert list(store.all_concepts("v")) == concepts


def test_a_vocabulary_may_be_made_from_the_store_itself(store: GraphStore) -> None:
    store.put_vocabulary(info("a"), [FEVER, SIGN])
    copy = store.put_vocabulary(info("b"), store.all_concepts("a"))
    assert copy.concepts == 2


def test_what_a_mapping_denies_comes_back_and_is_taken_from_what_is_the_same(store: GraphStore) -> None:
    denial = Concept("HP:1", "", same_as=("UMLS:C1",), different_from=("MESH:D5",))
    store.put_vocabulary(info("m.sssom"), [denial])
    store.put_vocabulary(info("hpo"), [FEVER])
    assert list(store.all_concepts("m.sssom")) == [denial]
    known = replace(FEVER, same_as=("UMLS:C1",), different_from=("MESH:D5",))
    assert store.concepts(["HP:1"]) == {"HP:1": known}


def retraction_list(*ids: str) -> list[Concept]:
    return [Concept(id_, "", category=RETRACTED_PUBLICATION) for id_ in ids]


def retracted(store: GraphStore) -> set[str]:
    """The retracted documents, checked to be the same by every way to ask."""
    found = {id_ for id_, document in store.documents(store.select(Filter())).items() if document.retracted}
    assert found == store.select(Filter()) - store.select(Filter(exclude_retracted=True))
    assert found == {each.id for each in store.summaries(Filter()) if each.retracted}
    return found


def test_a_list_of_retracted_papers_marks_documents_now_and_later(store: GraphStore) -> None:
    store.write([document_graph("pmid:1"), document_graph("pmid:2")])
    before = store.revision()
    store.put_vocabulary(info("pubmed.retractions"), retraction_list("pmid:1", "doi:10.1/x", "pmid:9"))
    assert retracted(store) == {"pmid:1"}
    assert store.changes(before).written == ("pmid:1",)
    store.write([document_graph("doi:10.1/x")])
    assert retracted(store) == {"pmid:1", "doi:10.1/x"}
    store.delete(["pmid:1"])
    store.write([document_graph("pmid:1")])
    assert retracted(store) == {"pmid:1", "doi:10.1/x"}, "the list says so, not the document"
    before = store.revision()
    store.put_vocabulary(info("pubmed.retractions"), retraction_list("pmid:2"))
    assert retracted(store) == {"pmid:2"}
    assert set(store.changes(before).written) == {"pmid:1", "pmid:2", "doi:10.1/x"}
    store.delete_vocabulary("pubmed.retractions")
    assert retracted(store) == set()


@pytest.mark.parametrize("list_first", [True, False])
def test_a_list_names_a_paper_by_any_of_its_identifiers(store: GraphStore, list_first: bool) -> None:
    paper = document_graph("pmc:PMC1", identifiers=("pmid:1", "doi:10.1/x"))
    if not list_first:
        store.write([paper])
    store.put_vocabulary(info("a.retractions"), retraction_list("doi:10.1/x", "pmid:1"))
    if list_first:
        store.write([paper])
    assert retracted(store) == {"pmc:PMC1"}
    store.delete_vocabulary("a.retractions")
    assert retracted(store) == set()


def test_two_lists_and_a_notice_retract_until_the_last_is_gone(store: GraphStore) -> None:
    notice = replace(document_graph("pmid:5").document, notices=(Notice(NoticeKind.RETRACTION_OF, "pmid:1"),))
    store.write([document_graph("pmid:1"), replace(document_graph("pmid:5"), document=notice)])
    store.put_vocabulary(info("a.retractions"), retraction_list("pmid:1"))
    store.put_vocabulary(info("b.retractions"), retraction_list("pmid:1"))
    store.delete_vocabulary("a.retractions")
    assert retracted(store) == {"pmid:1"}
    store.delete(["pmid:5"])
    assert retracted(store) == {"pmid:1"}
    store.delete_vocabulary("b.retractions")
    assert retracted(store) == set()


def test_an_export_carries_lists_and_denials(open_store: OpenStore, tmp_path: Path) -> None:
    source, target = open_store("default"), open_store("other")
    source.put_vocabulary(info("m.sssom"), [Concept("HP:1", "", different_from=("MESH:D5",))])
    source.put_vocabulary(info("pubmed.retractions"), retraction_list("pmid:1"))
    source.write([document_graph("pmid:1")])
    export_workspace(source, tmp_path / "all.gz")
    import_workspace(target, tmp_path / "all.gz")
    assert retracted(target) == {"pmid:1"}
    assert target.content_hash() == source.content_hash()

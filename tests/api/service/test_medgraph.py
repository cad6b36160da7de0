"""One workspace shared by threads."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.service.browsing import UnknownDocumentError
from api.service.medgraph import MedGraph
from api.service.settings import load_settings
from medgraph import Filter, MedgraphError, Tier
from medgraph import MedGraph as FrontDoor
from retrieval.answer import AnswerFinished, ClaimVerified, EvidenceFound
from tests.api.conftest import paper


def test_threads_share_one_store_model_and_index(
    open_home: Callable[[Path], MedGraph], tmp_path: Path
) -> None:
    (tmp_path / "a.xml").write_text(paper(1, "Aspirin.", "Aspirin prevents stroke."))
    service = open_home(tmp_path / "home")
    with ThreadPoolExecutor(8) as pool:
        assert len({id(store) for store in pool.map(lambda _: service.parts.store, range(32))}) == 1
        service.ingest([tmp_path / "a.xml"])
        found = list(pool.map(lambda _: service.search("aspirin")[0].document_id, range(32)))
        assert found == ["pmid:1"] * 32
        assert len({id(encoder) for encoder in pool.map(lambda _: service.parts.encoder, range(32))}) == 1
    service.close()
    assert service.parts.store.counts().documents == 1  # opens again
    service.close()


def test_questions_while_documents_come_in(open_home: Callable[[Path], MedGraph], tmp_path: Path) -> None:
    service = open_home(tmp_path / "home")
    (tmp_path / "0.xml").write_text(paper(1000, "Aspirin.", "Aspirin prevents stroke."))
    service.ingest([tmp_path / "0.xml"])
    with ThreadPoolExecutor(4) as pool:
        for number in range(4):
            file = tmp_path / f"{number + 1}.xml"
            file.write_text(paper(number + 1, f"Drug {number}.", f"Drug {number} prevents stroke."))
            asked = [pool.submit(service.ask, "Does aspirin prevent stroke?") for _ in range(4)]
            service.ingest([file])
            for future in asked:
                answer = future.result()
                assert all(
                    c.quote == service.document(c.document_id).text[c.start : c.end] for c in answer.citations
                )
            assert len(service.search("stroke", limit=100)) == number + 2
    service.close()


def test_events_end_with_the_answer_that_ask_gives(demo: MedGraph) -> None:
    question = "Does metformin cause lactic acidosis?"
    first, *others, last = demo.questions.events(question)
    assert isinstance(first, EvidenceFound) and first.sufficient
    assert isinstance(last, AnswerFinished)
    claims = tuple(event.claim for event in others if isinstance(event, ClaimVerified))
    assert claims and last.answer.claims == claims
    answer = demo.ask(question)
    assert (answer.text, answer.claims, answer.citations) == (last.answer.text, claims, last.answer.citations)


def test_progress_says_how_much_was_read(open_home: Callable[[Path], MedGraph], tmp_path: Path) -> None:
    import gzip

    (tmp_path / "in").mkdir()
    for number in range(6):
        text = paper(number + 1, "Aspirin.", "Aspirin prevents stroke.")
        if number % 2:
            (tmp_path / "in" / f"{number}.xml.gz").write_bytes(gzip.compress(text.encode()))
        else:
            (tmp_path / "in" / f"{number}.xml").write_text(text)
    service = open_home(tmp_path / "home")
    service.settings.ingest.batch = 1
    shares: list[float] = []
    service.ingest([tmp_path / "in"], progress=lambda report: shares.append(report.share))
    assert shares == sorted(shares) and shares[0] < 0.5 and shares[-1] == 1.0
    service.close()


def test_unknown_documents(demo: MedGraph) -> None:
    with pytest.raises(UnknownDocumentError, match="pmid:none"):
        demo.document("pmid:none")


def test_one_path_one_id_and_names_of_tiers(open_home: Callable[[Path], MedGraph], tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(paper(1, "Aspirin.", "Aspirin prevents stroke."))
    open_home(tmp_path / "home").close()  # for the models
    with pytest.raises(TypeError, match="either"):
        FrontDoor(load_settings(), home=tmp_path)
    service = FrontDoor(home=str(tmp_path / "home"), workspace="own")
    assert service.ingest(str(tmp_path / "a.xml"), tier="user").written == 1
    assert service.ingest(tmp_path / "a.xml", tier=Tier.USER).unchanged == 1
    assert service.ingest([tmp_path / "a.xml"], tier="user").unchanged == 1
    where = Filter(tiers="user", document_ids=["pmid:1"])  # type: ignore[arg-type]
    assert where == Filter((Tier.USER,), document_ids=("pmid:1",))
    assert [each.id for each in service.documents(where).documents] == ["pmid:1"]
    with pytest.raises(MedgraphError, match="rumour"):
        Filter(tiers="rumour")  # type: ignore[arg-type]
    assert service.delete("pmid:1") == 1
    assert "own" in service.workspaces.list_all()
    service.workspaces.delete("own")
    assert not (tmp_path / "home" / "workspaces" / "own").exists()

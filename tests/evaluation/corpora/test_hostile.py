"""Gold annotations of files of any content: mentions that map, or problems."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph import Document, Span
from ingest import read_paths
from tests.evaluation.corpora.test_alignment import texts
from tests.evaluation.corpora.test_reading import LINE, PUBTATOR, annotation, bioc, parted
from tests.evaluation.corpora.test_standoff import NOTE, STANDOFF
from tests.ingest.readers.literature.bioc.bioc_samples import as_xml, passage
from tests.ingest.readers.mutation import disturbed, hostile, mutated


@hostile
@given(given_texts=st.lists(texts(), min_size=1, max_size=3), data=st.data())
def test_every_mention_of_words_maps(
    tmp_path: Path, given_texts: list[tuple[str, list[Span]]], data: st.DataObject
) -> None:
    offset, passages = 0, []
    for number, (raw, places) in enumerate(given_texts):
        made = passage(offset, raw, type="title" if number == 0 else "abstract")
        made["annotations"] = []
        for place in data.draw(st.lists(st.sampled_from(places), max_size=3)) if places else []:
            span = (offset + place.start, offset + place.end)
            if place.of(raw).isprintable():
                made["annotations"].append(annotation("x", place.of(raw), span, type="X"))
        passages.append(made)
        offset += len(raw) + 1
    path = tmp_path / "a"
    path.write_text(json.dumps({"id": "1", "passages": passages}))
    documents, problems = parted(path)
    stated = [a["text"] for made in passages for a in made["annotations"]]
    if documents:
        assert not problems
        assert len(documents[0].mentions) == len(stated)


SAMPLES = {"bioc": {"documents": [bioc()]}, "line": [LINE, LINE]}


@hostile
@given(value=st.sampled_from(sorted(SAMPLES)).flatmap(lambda name: mutated(SAMPLES[name])))
def test_any_value_anywhere(tmp_path: Path, value: Any) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(value))
    parted(tmp_path / "a.jsonl")


@hostile
@given(content=st.sampled_from([PUBTATOR, as_xml(bioc()), STANDOFF]).flatmap(lambda s: disturbed(s.encode())))
def test_disturbed(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_text(NOTE)
    for name in ("b.x", "a.ann"):
        (tmp_path / name).write_bytes(content)
        parted(tmp_path / name)


def test_documents_are_those_of_the_readers(tmp_path: Path) -> None:
    for name, content in {
        "a.pubtator": PUBTATOR,
        "b.xml": as_xml(bioc()),
        "c.jsonl": json.dumps(LINE),
    }.items():
        path = tmp_path / name
        path.write_text(content)
        read = [result for result in read_paths([path]) if isinstance(result, Document)]
        assert [gold.document for gold in parted(path)[0]] == read

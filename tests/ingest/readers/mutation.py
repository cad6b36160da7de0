"""Hypothesis strategies for hostile input: a sample with any JSON value at any place, or with its bytes disturbed."""

from __future__ import annotations

import copy
import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from graph import Document, Tier
from graph.parsing import FileSource, Problem
from ingest.readers.sources.reporting import with_source_errors
from ingest.reading import READERS
from tests.hypothesis_profiles import examples
from tests.ingest.readers.conftest import check_offsets

ODD_TEXTS = [
    "",
    " ",
    "\n",
    "\x00",
    "a\ud800",
    "\u200b",
    "e\u0301",
    "PMC1",
    "10.1/x",
    "-1",
    "1e400",
    "A" * 300,
]
hostile = settings(
    max_examples=examples(150),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def any_json(keys: list[str]) -> st.SearchStrategy[Any]:
    leaves = (
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.sampled_from(ODD_TEXTS)
        | st.text(st.characters(), max_size=12)
    )
    return st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(keys) | st.text(max_size=4), inner)
        ),
        max_leaves=6,
    )


@st.composite
def mutated(draw: st.DrawFn, sample: Any) -> Any:
    """The sample with up to three values replaced or taken away."""
    value = copy.deepcopy(sample)
    keys = sorted({place[1] for place in _places(value) if isinstance(place[1], str)})
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(value))
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        if draw(st.booleans()) or draw(st.booleans()):
            holder[key] = draw(any_json(keys))
        else:
            del holder[key]
    return value


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    waiting = [value]
    while waiting:
        holder = waiting.pop()
        items = holder.items() if isinstance(holder, dict) else enumerate(holder)
        for key, inner in items:
            yield holder, key
            if isinstance(inner, dict | list):
                waiting.append(inner)


@st.composite
def disturbed(draw: st.DrawFn, sample: bytes) -> bytes:
    """The sample with pieces cut out, repeated or overwritten."""
    data = sample
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 60)))
        new = draw(st.binary(max_size=12) | st.just(data[start:end] * 2) | st.just(b""))
        data = data[:start] + new + data[end:]
    return data


def only_documents_and_problems(reader: str, path: Path, content: bytes) -> list[Document]:
    """Reads `content`; whatever it is, nothing is raised and the offsets of what comes out hold."""
    path.write_bytes(content)
    results = list(
        with_source_errors(FileSource(path), READERS[reader].read(FileSource(path), Tier.LITERATURE))
    )
    documents = [result for result in results if isinstance(result, Document)]
    assert len(documents) + sum(isinstance(result, Problem) for result in results) == len(results)
    for document in documents:
        check_offsets(document)
        assert document.id
        json.dumps(dataclasses.asdict(document), ensure_ascii=False).encode()  # nothing that cannot be stored
    return documents

"""Bytes changed at random, thrown at every vocabulary reader: a VocabularyError, or concepts everything can hold."""

from __future__ import annotations

import gzip
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import Concept, VocabularyInfo
from graph.store import SqliteStore
from graph.vocabulary.lexicon.lexicon import Lexicon
from graph.vocabulary.names.curies import is_curie
from graph.vocabulary.readers.base import VocabularyError
from graph.vocabulary.readers.detect import read_vocabulary
from tests.graph.vocabulary.readers import samples
from tests.hypothesis_profiles import examples

BITS = (
    b"\0",
    b"\xff\xfe",
    b"\n",
    b"\r",
    b"\t",
    b"|",
    b'"',
    b"'",
    b"[",
    b"{",
    b"}",
    b"<",
    b">",
    b"&x;",
    b"<!--",
    b"\\u",
)
PIECE = st.one_of(st.sampled_from(BITS), st.binary(max_size=12))
CHANGE = st.tuples(
    st.sampled_from("insert replace delete repeat".split()), st.floats(0, 1), st.integers(1, 40), PIECE
)
BESIDE = {"RXNREL.RRF": samples.RXNREL, "RXNSAT.RRF": samples.RXNSAT}


def changed(data: bytes, changes: list[tuple[str, float, int, bytes]]) -> bytes:
    for kind, share, length, piece in changes:
        at = int(share * len(data))
        found = data[at : at + length]
        middle = {"insert": piece + found, "replace": piece, "delete": b"", "repeat": found * 3}[kind]
        data = data[:at] + middle + data[at + length :]
    return data


def read(name: str, data: bytes) -> list[Concept] | None:
    """The concepts, None when the file was refused; any other exception is the test's failure."""
    with TemporaryDirectory() as folder:
        for other, text in BESIDE.items() if name.startswith("RXN") else ():
            Path(folder, other).write_text(text)
        path = Path(folder, name)
        path.write_bytes(data)
        try:
            return list(read_vocabulary(path, "codes" if name == "codes.csv" else None).concepts)
        except VocabularyError as error:
            assert str(error) and error.hint
            return None


@pytest.mark.parametrize("name", samples.FILES)
@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=st.lists(CHANGE, max_size=6), packed=st.booleans(), cut=st.floats(0.5, 1))
def test_changed_bytes(
    name: str, changes: list[tuple[str, float, int, bytes]], packed: bool, cut: float
) -> None:
    data = changed(samples.FILES[name].encode(), changes)
    if packed:
        data = gzip.compress(data)
    concepts = read(name, data[: max(1, int(cut * len(data)))] if cut < 0.9 else data)
    for concept in concepts or ():
        assert is_curie(concept.id) and concept.id not in (*concept.parents, *concept.same_as)
        assert concept.name == concept.name.strip() and (
            concept.name.isprintable() or not concept.name.isascii()
        )
        assert concept.name or concept.same_as


@pytest.mark.parametrize("name", samples.FILES)
@settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=st.lists(CHANGE, max_size=6))
def test_what_is_read_can_be_stored_and_compiled(
    name: str, changes: list[tuple[str, float, int, bytes]]
) -> None:
    concepts = read(name, changed(samples.FILES[name].encode(), changes)) or []
    with TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder, "g.sqlite"), "test")
        try:
            store.put_vocabulary(VocabularyInfo("v", "", name, 0), concepts)
            latest = {concept.id: concept for concept in concepts}
            assert {concept.id: concept for concept in store.all_concepts("v")} == latest
            lexicon = Lexicon.build(store.all_concepts(), ["v"])
        finally:
            store.close()
        lexicon.save(Path(folder, "l"))
        assert Lexicon.load(Path(folder, "l")).fingerprint == lexicon.fingerprint

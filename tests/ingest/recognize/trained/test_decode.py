"""From probabilities to names."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ingest.recognize.trained.consistency import add_missed_occurrences
from ingest.recognize.trained.decode import DecodedName, balance_brackets, decode, resolve_overlaps
from ingest.recognize.trained.labels import TYPES

DISEASE, CHEMICAL, GENE, ANATOMY = (TYPES.index(kind) for kind in ("Disease", "Chemical", "Gene", "Anatomy"))


def probabilities(words: int, said: dict[tuple[int, int], tuple[str, float]]) -> NDArray[np.float32]:
    """All O, but for `(word, type): (B or I, how sure)`."""
    shares = np.zeros((words, len(TYPES), 3), dtype=np.float32)
    shares[..., 0] = 1
    for (word, kind), (tag, share) in said.items():
        shares[word, kind] = 0
        shares[word, kind, "OBI".index(tag)] = share
        shares[word, kind, 0] = 1 - share
    return shares


def read(
    shares: NDArray[np.float32], *, breaks: tuple[int, ...] = (), glued: tuple[int, ...] = ()
) -> list[DecodedName]:
    marks = np.zeros((2, len(shares)), dtype=np.bool_)
    marks[0, list(breaks)] = marks[1, list(glued)] = True
    return decode(shares, *marks)


def spans(found: list[DecodedName]) -> list[tuple[int, int, int]]:
    return [(one.first, one.last, one.kind) for one in found]


def test_a_beginning_and_what_is_inside_are_one_name() -> None:
    shares = probabilities(6, {(1, DISEASE): ("B", 1.0), (2, DISEASE): ("I", 0.8), (4, DISEASE): ("B", 0.9)})
    found = read(shares)
    assert spans(found) == [(1, 2, DISEASE), (4, 4, DISEASE)]
    assert abs(found[0].score - 0.9) < 1e-6


def test_two_beginnings_in_a_row_are_two_names() -> None:
    shares = probabilities(
        3, {(0, CHEMICAL): ("B", 0.9), (1, CHEMICAL): ("B", 0.9), (2, CHEMICAL): ("I", 0.9)}
    )
    assert spans(read(shares)) == [(0, 0, CHEMICAL), (1, 2, CHEMICAL)]


def test_an_inside_without_a_beginning_begins_a_name() -> None:
    shares = probabilities(3, {(1, DISEASE): ("I", 0.9), (2, DISEASE): ("I", 0.9)})
    assert spans(read(shares)) == [(1, 2, DISEASE)]


def test_what_the_model_is_not_sure_of_is_no_name() -> None:
    assert read(probabilities(2, {(1, DISEASE): ("B", 0.7)})) == []


def test_a_hyphen_inside_a_name_is_part_of_it() -> None:
    """5-HT, 6-OHDA: unless the model is sure that the hyphen stands between two names."""
    said = {(0, CHEMICAL): ("B", 1.0), (1, CHEMICAL): ("I", 0.4), (2, CHEMICAL): ("B", 1.0)}
    loose = probabilities(3, said)
    loose[1, CHEMICAL] = (0.8, 0.0, 0.2)
    loose[2, CHEMICAL] = (0.0, 0.6, 0.4)
    certain = loose.copy()
    certain[1, CHEMICAL] = (1.0, 0.0, 0.0)
    assert [(f.first, f.last) for f in read(certain, glued=(1, 2))] == [(0, 0), (2, 2)]
    assert [(f.first, f.last) for f in read(loose)] == [(0, 0), (2, 2)]
    loose[1, CHEMICAL] = (0.4, 0.0, 0.6)
    assert [(f.first, f.last) for f in read(loose, glued=(1, 2))] == [(0, 2)]


def test_no_name_goes_over_the_edge_of_a_window() -> None:
    shares = probabilities(4, {(1, DISEASE): ("B", 0.9), (2, DISEASE): ("I", 0.9)})
    assert spans(read(shares, breaks=(2,))) == [(1, 1, DISEASE), (2, 2, DISEASE)]


def test_punctuation_and_lone_brackets_are_no_part_of_a_name() -> None:
    words = ["(", "renal", "failure", ")", ",", "iron", "(", "III", ")"]
    assert balance_brackets(DecodedName(0, 2, DISEASE, 1.0), words) == DecodedName(1, 2, DISEASE, 1.0)
    assert balance_brackets(DecodedName(1, 4, DISEASE, 1.0), words) == DecodedName(1, 2, DISEASE, 1.0)
    assert balance_brackets(DecodedName(5, 7, CHEMICAL, 1.0), words) == DecodedName(5, 8, CHEMICAL, 1.0)
    assert balance_brackets(DecodedName(5, 8, CHEMICAL, 1.0), words) == DecodedName(5, 8, CHEMICAL, 1.0)
    assert balance_brackets(DecodedName(4, 4, CHEMICAL, 1.0), words) is None


def test_of_overlapping_types_the_surer_stays_and_else_the_more_telling() -> None:
    gene, drug = DecodedName(0, 1, GENE, 0.9), DecodedName(0, 0, CHEMICAL, 0.6)
    assert resolve_overlaps([drug, gene]) == [gene]
    assert resolve_overlaps([DecodedName(0, 1, GENE, 0.9), DecodedName(0, 1, CHEMICAL, 0.92)]) == [
        DecodedName(0, 1, CHEMICAL, 0.92)
    ]


def test_anatomy_gives_way() -> None:
    tumour, organ = DecodedName(0, 1, DISEASE, 0.6), DecodedName(0, 1, ANATOMY, 1.0)
    assert resolve_overlaps([organ, tumour]) == [tumour]


def test_a_name_missed_once_is_added() -> None:
    words = "Gout hurts . Allopurinol helps gout . Toe".split()
    shares = probabilities(8, {(0, DISEASE): ("B", 0.95), (5, DISEASE): ("B", 0.4)})
    found = read(shares)
    assert spans(found) == [(0, 0, DISEASE)]
    assert spans(add_missed_occurrences(found, shares, words, 0.5)) == [(0, 0, DISEASE), (5, 5, DISEASE)]
    assert spans(add_missed_occurrences(found, shares, words, 0.7)) == [(0, 0, DISEASE)]


def test_nothing_is_added_inside_another_name_nor_for_another_case_of_a_short_form() -> None:
    words = "MS . severe MS attack . 5 ms".split()
    shares = probabilities(
        8,
        {
            (0, DISEASE): ("B", 1.0),
            (2, CHEMICAL): ("B", 1.0),
            (3, CHEMICAL): ("I", 1.0),
            (7, DISEASE): ("B", 0.4),
        },
    )
    found = read(shares)
    assert add_missed_occurrences(found, shares, words, 0.1) == found

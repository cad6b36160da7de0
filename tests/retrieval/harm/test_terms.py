"""Words and pairs of words as features."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.harm.terms import term_row, terms_of


def test_terms_are_words_and_pairs_whatever_their_case() -> None:
    assert terms_of("How do I?") == {"how", "do", "i", "^ how", "how do", "do i"}
    assert terms_of("Don\u2019t, 5 mg") == {"don't", "mg", "^ don't", "don't mg"}
    assert terms_of("42 ?!") == set()


def test_a_row_is_as_long_for_a_letter_as_for_a_line() -> None:
    columns = {"how": 0, "do": 1, "how do": 2, "kill": 3}
    for text in ("how", "how do", "how do how do how do"):
        assert np.linalg.norm(term_row(text, columns)) == pytest.approx(2.0)
    assert term_row("how", columns).tolist() == [2, 0, 0, 0]
    assert not term_row("what is asthma?", columns).any()

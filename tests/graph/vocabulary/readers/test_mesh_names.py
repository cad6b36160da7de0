"""The usual one of names that are given in no order."""

from __future__ import annotations

import pytest

from graph.vocabulary.readers.mesh_names import usual_name


@pytest.mark.parametrize(
    ("terms", "usual"),
    [
        (
            [
                "alphapharm brand of amiodarone hydrochloride",
                "amiobeta",
                "amiodarone",
                "amiodarone hydrochloride",
            ],
            "amiodarone",
        ),
        (
            [
                "disease, chronic kidney",
                "chronic kidney disease",
                "chronic kidney diseases",
                "kidney disease, chronic",
            ],
            "chronic kidney disease",
        ),
        (["deep vein thromboses", "deep vein thrombosis", "thromboses, deep vein"], "deep vein thrombosis"),
        (["asthmas", "bronchial asthma", "asthma"], "asthma"),
        (["deficiencies, tsh", "tsh deficiency"], "tsh deficiency"),
    ],
)
def test_the_name_whose_words_the_others_share(terms: list[str], usual: str) -> None:
    assert usual_name(terms) == usual

"""Findings: an effect, none, or neither."""

import pytest

from retrieval.answer.writers.polarity import Finding, reported_finding

CASES = [
    ("Vitamin D reduced falls by a fifth.", Finding.EFFECT),
    ("The drug was associated with bleeding.", Finding.EFFECT),
    ("Vitamin D did not reduce falls.", Finding.NO_EFFECT),
    ("There was no significant difference in mortality.", Finding.NO_EFFECT),
    ("No effect on survival was seen.", Finding.NO_EFFECT),
    ("Treatment failed to improve function.", Finding.NO_EFFECT),
    ("Use was not associated with dementia.", Finding.NO_EFFECT),
    ("Patients were enrolled at four hospitals.", Finding.OTHER),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_finding(sentence: str, expected: Finding) -> None:
    assert reported_finding(sentence) is expected

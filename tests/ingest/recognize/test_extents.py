"""Names that were read too wide, and words that are but a part of one."""

from __future__ import annotations

import pytest

from ingest.recognize.base import Candidate
from ingest.recognize.dictionary import DictionaryRecogniser
from ingest.recognize.extents import mended


def mend(text: str, name: str, method: str = "trained") -> list[str]:
    start = text.index(name)
    candidate = Candidate(start, start + len(name), "Disease", None, 0.9, method)
    return [text[each.start : each.end] for each in mended(text, [candidate])]


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Absence of fever", "fever"),
        ("history of the disease", "disease"),
        ("loss of appetite", "loss of appetite"),
        ("absence seizures", "absence seizures"),
    ],
)
def test_what_is_said_of_a_thing_is_no_part_of_its_name(name: str, rest: str) -> None:
    assert mend(f"We saw {name} here.", name) == [rest]


def test_a_vocabulary_may_have_such_a_name() -> None:
    name = "absence of menstruation"
    assert mend(f"She had {name}.", name, DictionaryRecogniser.name) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Stroke volume fell.", "Stroke"),
        ("It was a stroke of luck.", "stroke"),
        ("Shock-wave lithotripsy.", "Shock"),
        ("Cold water immersion.", "Cold"),
        ("Chronic sinusitis.", "Chronic"),
    ],
)
def test_a_part_of_a_name_is_none(text: str, name: str) -> None:
    assert mend(text, name) == []


@pytest.mark.parametrize(
    ("text", "name"), [("Stroke in women.", "Stroke"), ("A shock was treated.", "shock")]
)
def test_alone_it_is_one(text: str, name: str) -> None:
    assert mend(text, name) == [name]

from __future__ import annotations

import pytest

from ingest.readers.metadata.languages import language_code
from ingest.readers.metadata.years import year_in


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("eng", "en"),
        ("EN-us", "en"),
        ("pt_BR", "pt"),
        ("chi", "zh"),
        ("zho", "zh"),
        ("mul", "mul"),
        ("", "en"),
        ("de", "de"),
    ],
)
def test_language_code(value: str, code: str) -> None:
    assert language_code(value) == code


@pytest.mark.parametrize(
    ("value", "year"),
    [
        ("2001", 2001),
        ("1998 Dec-1999 Jan", 1998),
        ("9999", None),
        ("120015", None),
        ("May 1987", 1987),
        ("", None),
        ("0101", None),
    ],
)
def test_year_in(value: str, year: int | None) -> None:
    assert year_in(value) == year

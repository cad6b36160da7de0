"""The day of a note."""

from __future__ import annotations

import pytest

from ingest.readers.metadata.note_date import note_date


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Admission Date: 02/11/2021    Discharge Date: 02/18/2021\n\nHPI: ...", "", "2021-02-18"),
        ("Clinic note\nDate of service: 2021-06-10\nCC: review", "", "2021-06-10"),
        ("Visit Date: March 4, 2021", "", "2021-03-04"),
        ("Date of Birth: 01/02/1950\nDate: 03/04/2021", "", "2021-03-04"),
        ("DOB: 1950-01-02\nShe is well.", "", ""),
        ("Letter to the family doctor, 4 May 2019\n\nThank you.", "", "2019-05-04"),
        ("2021-10-14\n\nShe is well.", "", "2021-10-14"),
        ("She is well.\nNext appointment: 2030-01-01", "visit_2020-02-03", "2020-02-03"),
        ("She is well.\nThe operation was on 2011-05-06.", "", ""),
    ],
)
def test_note_date(text: str, name: str, expected: str) -> None:
    assert note_date(text, name) == expected

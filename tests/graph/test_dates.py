"""Dates as records write them, in one form."""

from __future__ import annotations

import pytest

from graph import dates_in, has_day_first, years_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("seen on 2021-03-04T10:15:00Z", ["2021-03-04"]),
        ("03/04/2021 and 3-4-21", ["2021-03-04", "2021-03-04"]),
        ("25/12/2020", ["2020-12-25"]),
        ("4.3.2021", ["2021-03-04"]),
        ("4 March 2021, 4th of March 2021, March 4, 2021, 4-Mar-2021", ["2021-03-04"] * 4),
        ("Mar 2020; 06/2014; 2019-11", ["2020-03", "2014-06", "2019-11"]),
        ("Start Date: 20070103", ["2007-01-03"]),
        ("Admission Date: [**2573-5-30**]", ["2573-05-30"]),
        ("MAY 15, 2014", ["2014-05-15"]),
        # What is none: a code, a dose, a range, no day of a calendar.
        ("LOINC 8480-6 and 4548-4; code 44054006", []),
        ("Lipitor 10/20, 1/2 tablet, BP 132/78, 1.2.3", []),
        ("2021-13-40 and 13/13/2020", []),
    ],
)
def test_dates(text: str, expected: list[str]) -> None:
    found = list(dates_in(text))
    assert [date.iso for date in found] == expected
    assert all(text[date.start : date.end].strip() for date in found)


def test_the_day_is_first_where_the_text_says_so() -> None:
    text = "Seen 25/12/2020 and again 03/04/2021."
    assert has_day_first(text) and not has_day_first("Seen 03/04/2021, 4.13.2020")
    assert [date.iso for date in dates_in(text, day_first=True)] == ["2020-12-25", "2021-04-03"]


def test_years_stand_alone() -> None:
    assert [year.iso for year in years_in("in 1998, 2000 mg, 12005, 1850, since 2011.")] == [
        "1998",
        "2000",
        "2011",
    ]

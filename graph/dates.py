"""Dates as people write them in records, in one form: YYYY-MM-DD, or less exact YYYY-MM and YYYY.

Which of "03/04/2021" is the day is told by the text's other dates ("25/12/2020" has the day first); where none tells,
the month is first, as in the records of the United States, whose notes most corpora are of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<iso_year>\d{{4}})(?P<separator>[-/.])(?P<iso_month>\d{{1,2}})(?P=separator)(?P<iso_day>\d{{1,2}})(?=T\d|\D|$)
    | (?P<month_first_year>(?:19|20)\d\d)-(?P<month_of_year>0[1-9]|1[0-2])(?=\D|$)
    | (?P<first>\d{{1,2}})(?P<mark>[-/.])(?P<second>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}|\d\d)(?!\d)
    | (?<=[Dd]ate:\ )(?P<packed>(?:19|20)\d{{6}})(?!\d)
    | (?P<month_only>0?[1-9]|1[0-2])/(?P<month_year>(?:19|20)\d\d)(?!\d)
    | (?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of\ )?(?P<name>{_MONTH})\b\.?,?[ -](?P<name_year>\d{{4}})(?!\d)
    | (?P<us_name>{_MONTH})\b\.?[ -](?:(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,?[ -])?(?P<us_year>\d{{4}})(?!\d)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# The groups of year, month and day.
_FORMS = (
    ("iso_year", "iso_month", "iso_day"),
    ("month_first_year", "month_of_year", None),
    ("month_year", "month_only", None),
    ("name_year", "name", "day"),
    ("us_year", "us_name", "us_day"),
)
FIRST_YEAR, LAST_YEAR = 1500, 2099
"""Of what a paper can be: an earlier or later number is none, whoever says that it is."""
_YEAR = re.compile(r"(?<![\w/.,-])(?:19|20)\d\d(?![\w/%-]|[.,]\d)")


class WrittenDate(NamedTuple):
    """A date at `[start, end)` of a text, in one form."""

    start: int
    end: int
    iso: str


def dates_in(text: str, day_first: bool = False) -> Iterator[WrittenDate]:
    """The dates of a text in order; what is no day of any calendar (2021-13-40) is none."""
    for found in _DATE.finditer(text):
        if iso := _iso(found, day_first):
            yield WrittenDate(found.start(), found.end(), iso)


def years_in(text: str) -> Iterator[WrittenDate]:
    """The numbers of a text that stand alone and can be years, from 1900 to 2099."""
    return (WrittenDate(found.start(), found.end(), found.group()) for found in _YEAR.finditer(text))


def has_day_first(text: str) -> bool:
    """Whether a text writes dates of numbers with the day first, as one of them shows."""
    return any(
        found["mark"] != "." and int(found["first"]) > 12 >= int(found["second"])
        for found in _DATE.finditer(text)
        if found["mark"]
    )


def ambiguous_date(text: str) -> str:
    """The first date whose day and month may be either of its numbers, as no date of the text shows; '' for none."""
    found = [each for each in _DATE.finditer(text) if each["mark"] and each["mark"] != "."]
    numbers = [(int(each["first"]), int(each["second"])) for each in found]
    if any(max(pair) > 12 for pair in numbers):
        return ""
    either = (each.group() for each, (first, second) in zip(found, numbers, strict=True) if first != second)
    return next(either, "")


def _iso(found: re.Match[str], day_first: bool) -> str:
    for year, month, day in _FORMS:
        if found[year]:
            number = _MONTHS.get(found[month].lower(), found[month])
            return _joined(found[year], int(number), found[day] if day else None)
    if found["packed"]:
        return _joined(found["packed"][:4], int(found["packed"][4:6]), found["packed"][6:])
    first, second = found["first"], found["second"]
    # With dots the day is first everywhere (4.3.2021).
    day_before = day_first or found["mark"] == "." or int(first) > 12
    month, day = (second, first) if day_before else (first, second)
    return _joined(_century(found["year"]), int(month), day)


def _century(year: str) -> str:
    """Four digits of two: "98" is 1998, "21" is 2021."""
    return year if len(year) == 4 else f"{'19' if int(year) > 50 else '20'}{year}"


def _joined(year: str, month: int, day: str | None) -> str:
    if not 1 <= month <= 12 or (day and not 1 <= int(day) <= 31):
        return ""
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")

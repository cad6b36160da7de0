"""Publication years out of the many ways sources write dates."""

from __future__ import annotations

import re

from graph import FIRST_YEAR, LAST_YEAR

# graph.FIRST_YEAR to graph.LAST_YEAR
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")


def year_in(value: str) -> int | None:
    """The first plausible year (1500 to 2099) in `value` (`1998 Dec-1999 Jan`, `2001-05-03`), else None."""
    if len(value) == 4 and value.isdecimal() and FIRST_YEAR <= int(value) <= LAST_YEAR:  # nearly always
        return int(value)
    found = _YEAR.search(value)
    return int(found.group()) if found else None

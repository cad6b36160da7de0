"""Identifiers as people and exports write them: with addresses and the names of their schemes."""

from __future__ import annotations

import re

SCHEMES = {"doi": "doi", "pmid": "pmid", "pmc": "pmc", "pmcid": "pmc"}
"""What article formats call the schemes of `identity.document_id`."""

_PREFIX = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|(?:doi|pmid|pmcid)(?::\s*|\s+))", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/[^\s\x00-\x1f\x7f]+")


def without_scheme(value: str) -> str:
    """`value` without an address or the name of a scheme before it."""
    return _PREFIX.sub("", value.strip(), count=1).strip()


def doi(value: str) -> str:
    """The DOI that `value` is, however written; '' when it is none."""
    found = _DOI.fullmatch(without_scheme(value))
    return found.group().rstrip(".") if found else ""


def pmid(value: str) -> str:
    """The PMID that `value` is; '' when it is none."""
    number = without_scheme(value)
    return number if number.isascii() and number.isdecimal() and len(number) < 10 else ""

"""What an answer must be other than, or without: "other than metformin", "without weight gain"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.question.facets import Facet

_OTHER_THAN = re.compile(
    r"\b(?:other than|except(?: for| from)?|excepting|excluding|besides|apart from|aside from|instead of|rather than|"
    r"but not|not including|not counting|alternatives? to)\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"\b(?:without|free (?:of|from)|in the absence of|lacking|(?:do|does|did) not have|(?:have|has|had|with) no|"
    r"but no)\b",
    re.IGNORECASE,
)
# Between the names of one list: "metformin, insulin or acarbose".
_LISTED = re.compile(
    r"\W*(?:(?:and|or|nor|the|any|an?|causing|cause|having|a history of|other)\W+)*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PlacedFacet:
    """A facet and its place `[start, end)` in what is asked."""

    start: int
    end: int
    facet: Facet


@dataclass(frozen=True, slots=True)
class Limits:
    """`excluded`: what the answer must be other than; `lacking`: what it must be without."""

    excluded: tuple[Facet, ...] = ()
    lacking: tuple[Facet, ...] = ()


def limits_of(asked: str, placed: Sequence[PlacedFacet]) -> Limits:
    """The names that follow such words; a name that has them in it ("headache without aura") is no limit."""
    return Limits(_after(_OTHER_THAN, asked, placed), _after(_WITHOUT, asked, placed))


def _after(trigger: re.Pattern[str], asked: str, placed: Sequence[PlacedFacet]) -> tuple[Facet, ...]:
    found: list[Facet] = []
    ordered = sorted(placed, key=lambda each: each.start)
    for match in trigger.finditer(asked):
        names = (p for p in placed if p.facet.concept_id)
        if any(p.start < match.end() and match.start() < p.end for p in names):
            continue
        reached = match.end()
        everyday: Facet | None = None
        for each in (p for p in ordered if p.start >= match.end()):
            gap = asked[reached : each.start]
            if not _LISTED.fullmatch(gap) if found else re.search(r"[,;?.]", gap):
                break
            reached = each.end
            if not each.facet.name:  # "without serious bleeding": what is meant is yet to come
                everyday = everyday or each.facet
                continue
            found.append(each.facet)
            if not _goes_on(asked, reached):
                break
        if not found and everyday is not None:
            found.append(everyday)
    return tuple(dict.fromkeys(found))


def _goes_on(asked: str, reached: int) -> bool:
    """Whether the list goes on after a name."""
    return re.match(r"\s*(?:,|\bor\b|\band\b|\bnor\b|&|/)", asked[reached:]) is not None

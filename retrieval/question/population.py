"""Whom a question asks about and whom a text speaks of: age, sex, pregnancy, failing organs, species."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import lru_cache

from retrieval.question.groups import ANIMALS, AXIS_OF, HEADINGS, MONTHS_OLD, WORDING, YEARS_OLD, Axis, Group


class Fit(IntEnum):
    """How the population of a text fits the one asked about, worst first."""

    OTHER = 0
    RELATED = 1  # a part of it, or a larger one that it is a part of
    SILENT = 2  # the text names none
    SAME = 3


_MINORS = frozenset({Group.NEONATES, Group.INFANTS, Group.CHILDREN, Group.ADOLESCENTS})
_OVERLAPPING = (
    _MINORS,
    frozenset({Group.ADULTS, Group.OLDER_ADULTS}),
    frozenset({Group.ADULTS, Group.PREGNANCY}),
    frozenset({Group.ADULTS, Group.BREASTFEEDING}),
)
# Nobody is of both; they are groups of different axes, of which a text names one alone.
_APART = (
    (frozenset({Group.PREGNANCY, Group.BREASTFEEDING}), _MINORS - {Group.ADOLESCENTS} | {Group.OLDER_ADULTS}),
    (frozenset({Group.WOMEN, Group.MEN}), _MINORS - {Group.ADOLESCENTS}),
)
_NOT_THESE = re.compile(
    r"(?:,\s*|\bbut\s+|(?<=s)\s+)not\s+(?P<who>(?:(?:in|on|for|during|with)\s+)?[^,;?.]{3,40})", re.IGNORECASE
)
# From this age on, by MeSH: "Adolescent" 13, "Adult" 19, "Aged" 65; a child 2.
_FROM_YEARS = (
    (65, Group.OLDER_ADULTS),
    (19, Group.ADULTS),
    (13, Group.ADOLESCENTS),
    (2, Group.CHILDREN),
    (0, Group.INFANTS),
)


@lru_cache(maxsize=2048)  # titles and headings are read again for each of their sentences
def groups_in(text: str) -> frozenset[Group]:
    """The groups that a text speaks of; humans too where a person is meant, unless it speaks of animals."""
    found = {group for group, wording in WORDING.items() if wording.search(text)}
    found |= _ages(text)
    if found & (ANIMALS | {Group.IN_VITRO}):
        human = WORDING[Group.HUMANS].search(text)
        # "Adult male rats" are rats, and one kind of animal is named by its own name.
        other = {Group.OTHER_ANIMALS} if len(found & ANIMALS) > 1 else set()
        return frozenset(found - other - ({Group.HUMANS} if not human else set()))
    if found:
        found.add(Group.HUMANS)
    return frozenset(found)


def split_excluded(text: str) -> tuple[str, frozenset[Group]]:
    """A question without whom it is not about, and who that is: "in dogs not cats", "dose, not in infants"."""
    excluded: frozenset[Group] = frozenset()
    for match in _NOT_THESE.finditer(text):
        if groups := groups_in(match["who"]) - {Group.HUMANS}:
            excluded |= groups
            text = text.replace(match[0], " " * len(match[0]), 1)
    return text, excluded


def groups_of_headings(names: Iterable[str]) -> frozenset[Group]:
    """The groups of a paper by its MeSH headings."""
    found = {HEADINGS[name.casefold()] for name in names if name.casefold() in HEADINGS}
    return frozenset(found - {Group.OTHER_ANIMALS} if Group.HUMANS in found else found)


def fit(asked: frozenset[Group], levels: Sequence[frozenset[Group]]) -> Fit:
    """How a text fits those asked about, the worst of all axes.

    `levels` are the groups that the sentence, its heading, its document name, nearest first: on each axis the nearest
    that names any decides.
    """
    fits = [Fit.SAME]
    told = {axis: _nearest(axis, levels) for axis in Axis}
    for axis in Axis:
        wanted = _on(axis, _implied(asked))
        if wanted:
            fits.append(_fit(wanted, told[axis]))
    everyone = frozenset(group for groups in told.values() for group in groups)
    for one, other in _APART:
        for wanted, named in ((one, other), (other, one)):
            is_other = not everyone & _axes_of(wanted) and everyone & named
            if asked & wanted and not asked & named and is_other:
                fits.append(Fit.OTHER)
    special = asked - {Group.HUMANS}
    for overlapping in _OVERLAPPING[2:]:
        if special & overlapping and not everyone & special and everyone & overlapping:
            fits.append(Fit.RELATED)
    # What is said of pregnant women alone is not said of all adults.
    special_told = _on(Axis.REPRODUCTION, levels[0]) if levels else frozenset()
    if special and special_told and not special & special_told:
        fits.append(Fit.RELATED)
    return min(fits)


def _fit(wanted: frozenset[Group], told: frozenset[Group]) -> Fit:
    if not told:
        return Fit.SILENT
    if wanted & told or (Group.OTHER_ANIMALS in wanted | told and wanted & ANIMALS and told & ANIMALS):
        return Fit.SAME
    if any(wanted & overlapping and told & overlapping for overlapping in _OVERLAPPING):
        return Fit.RELATED
    return Fit.OTHER


def _nearest(axis: Axis, levels: Sequence[frozenset[Group]]) -> frozenset[Group]:
    return next((on for groups in levels if (on := _on(axis, groups))), frozenset())


def _on(axis: Axis, groups: Iterable[Group]) -> frozenset[Group]:
    return frozenset(group for group in groups if AXIS_OF[group] is axis)


def _axes_of(groups: frozenset[Group]) -> frozenset[Group]:
    axes = {AXIS_OF[group] for group in groups}
    return frozenset(group for group in Group if AXIS_OF[group] in axes)


def _implied(asked: frozenset[Group]) -> frozenset[Group]:
    """A pregnant patient is a woman, whether the question says so or not."""
    if asked & {Group.PREGNANCY, Group.BREASTFEEDING} and not asked & (ANIMALS | {Group.MEN}):
        return asked | {Group.WOMEN, Group.HUMANS}
    return asked


def _ages(text: str) -> set[Group]:
    found = {Group.INFANTS} if MONTHS_OLD.search(text) else set()
    for match in YEARS_OLD.finditer(text):
        numbers = [int(value) for value in match.groups() if value]
        found |= {_group_of(years) for years in numbers}
        if len(numbers) == 2:
            found |= {group for years, group in _FROM_YEARS if numbers[0] <= years <= numbers[1]}
    return found


def _group_of(years: int) -> Group:
    return next(group for least, group in _FROM_YEARS if years >= least)

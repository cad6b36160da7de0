"""What a person says of identity: that one entity is another. A store keeps it apart from what documents say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.errors import MedgraphError
from graph.model import Entity


class MergeError(MedgraphError):
    """Two entities cannot be made one."""

    code = "merge"


@dataclass(frozen=True, slots=True)
class Merge:
    """`entity` is `into`, each by the name it had when a person said so."""

    entity: Entity
    into: Entity


def roots(merges: Iterable[Merge]) -> dict[str, str]:
    """`{merged id: the id that stands for it}`: where that one was merged as well, the last of the chain."""
    into = {each.entity.id: each.into.id for each in merges}
    return {id_: _last(id_, into) for id_ in into}


def is_new(merges: Iterable[Merge], merge: Merge) -> bool:
    """Whether the merge adds anything; raises MergeError where it contradicts those that are there."""
    there = {each.entity.id: each.into for each in merges}
    id_, into = merge.entity.id, merge.into
    former = there.get(id_)
    if former and former.id == into.id:
        return False
    if former:
        raise MergeError(
            f"{id_} is merged into {former.id} already", f"undo that first: medgraph entity unmerge {id_!r}"
        )
    if _last(into.id, {key: each.id for key, each in there.items()}) == id_:
        raise MergeError(f"{into.id} is {id_} already", "an entity cannot be merged into itself")
    return True


def moved(before: dict[str, str], after: dict[str, str]) -> list[tuple[str, str, str]]:
    """`(id, what stood for it, what stands for it now)` of each id for which that changed."""
    ids = sorted(before.keys() | after.keys())
    rows = [(id_, before.get(id_, id_), after.get(id_, id_)) for id_ in ids]
    return [row for row in rows if row[1] != row[2]]


def _last(id_: str, into: dict[str, str]) -> str:
    while id_ in into:
        id_ = into[id_]
    return id_

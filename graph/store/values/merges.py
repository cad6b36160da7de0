"""Merges: a person's decision that one entity is another. A store keeps them apart from what documents say."""

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
    """`entity` is the same as `into`; each with the name it had when the person decided so."""

    entity: Entity
    into: Entity


def canonical_ids(merges: Iterable[Merge]) -> dict[str, str]:
    """`{merged id: canonical id}`; where the entity it was merged into was merged too, the last of the chain."""
    into = {each.entity.id: each.into.id for each in merges}
    return {id_: _end_of_chain(id_, into) for id_ in into}


def is_new(existing: Iterable[Merge], merge: Merge) -> bool:
    """Whether the merge adds anything to the existing ones; raises MergeError where it contradicts them."""
    targets = {each.entity.id: each.into for each in existing}
    id_, into = merge.entity.id, merge.into
    former = targets.get(id_)
    if former and former.id == into.id:
        return False
    if former:
        raise MergeError(
            f"{id_} is merged into {former.id} already", f"undo that first: medgraph entity unmerge {id_!r}"
        )
    if _end_of_chain(into.id, {key: each.id for key, each in targets.items()}) == id_:
        raise MergeError(f"{into.id} is {id_} already", "an entity cannot be merged into itself")
    return True


def reassigned_ids(before: dict[str, str], after: dict[str, str]) -> list[tuple[str, str, str]]:
    """`(id, former canonical id, new canonical id)` of each id whose canonical id changed."""
    ids = sorted(before.keys() | after.keys())
    rows = [(id_, before.get(id_, id_), after.get(id_, id_)) for id_ in ids]
    return [row for row in rows if row[1] != row[2]]


def _end_of_chain(id_: str, into: dict[str, str]) -> str:
    while id_ in into:
        id_ = into[id_]
    return id_

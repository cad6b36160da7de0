"""XML read with everything dangerous switched off, as every parser of medgraph reads it."""

from __future__ import annotations

from typing import Any, TypeAlias

# lxml ships no types; this is an `etree._Element`.
Element: TypeAlias = Any

SAFE_PARSING: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""Options of lxml's parsers: no network, no DTD, no entity expanded, libxml2's limits on depth and size left on."""


def defined_entities(element: Element) -> list[Any]:
    """The entities that the DOCTYPE of the element's document defines itself: the way XML bombs are made."""
    dtd = element.getroottree().docinfo.internalDTD
    return [] if dtd is None else list(dtd.iterentities())

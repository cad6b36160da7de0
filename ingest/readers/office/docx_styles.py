"""What a Word document's styles make of its paragraphs, and its language."""

from __future__ import annotations

import re

from graph.parsing import Element
from ingest.readers.office.office_walk import StyleRole
from ingest.readers.streams.package import Package

# Word writes the names of its own styles in English whatever language it speaks.
_HEADING = re.compile(r"heading (?P<level>[1-9])")
_LEFT_OUT = re.compile(
    r"toc (?:\d|heading)|table of (?:figures|authorities)|(?:endnote )?bibliography|index \d"
)
_BODY_LEVEL = 9  # ECMA-376 counts outline levels from 0; 9 is text
_LONGEST_CHAIN = 20  # styles based on each other; a bound on circles


class Styles:
    """The roles of a document's styles by their ids."""

    def __init__(self, package: Package, part: str) -> None:
        self._names: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._levels: dict[str, int] = {}
        self.language = ""
        if part not in package:
            return
        for style in package.tree(part).iter("{*}style", "{*}docDefaults"):
            identifier = attribute(style, "styleId")
            for child in style.iter("{*}name", "{*}basedOn", "{*}outlineLvl", "{*}lang"):
                self._take(identifier, child)

    def _take(self, identifier: str, child: Element) -> None:
        name, value = child.tag.rpartition("}")[2], attribute(child, "val")
        if name == "name":
            self._names[identifier] = value.casefold()
        elif name == "basedOn":
            self._parents[identifier] = value
        elif name == "outlineLvl":
            self._levels[identifier] = outline_level(value)
        elif not identifier:
            self.language = self.language or value

    def role(self, style: str, level: int | None) -> StyleRole:
        """The role of a paragraph of a style that says itself that it is of an outline level."""
        if level is not None:
            return StyleRole("heading", level) if level else StyleRole()
        for _ in range(_LONGEST_CHAIN):
            name = self._names.get(style, "")
            if found := _HEADING.fullmatch(name):
                return StyleRole("heading", int(found["level"]))
            if name in {"title", "caption"}:
                return StyleRole(name)
            if _LEFT_OUT.fullmatch(name):
                return StyleRole("left out")
            if style in self._levels:
                return StyleRole("heading", self._levels[style]) if self._levels[style] else StyleRole()
            if not (style := self._parents.get(style, "")):
                break
        return StyleRole()


def outline_level(value: str) -> int:
    """Word's 0 to 8 as 1 to 9; 0 for body text."""
    level = int(value) if value.isascii() and value.isdecimal() and len(value) < 3 else _BODY_LEVEL
    return level + 1 if level < _BODY_LEVEL else 0


def attribute(element: Element, name: str) -> str:
    """An attribute of whatever namespace: Word has two, for its own and the strict standard's files."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")

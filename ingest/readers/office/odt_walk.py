"""The text of an OpenDocument text's content, from the parser's events."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.readers.office.office_walk import OfficeWalk, StyleRole

# Deleted text, comments, marks of notes, tables of contents and indexes, drawings' descriptions.
_LEFT_OUT = {
    *("tracked-changes", "annotation", "note-citation", "ruby-text", "hidden-text", "title", "desc", "forms"),
    *(
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
    ),
    *("bibliography", "font-face-decls", "scripts", "binary-data"),
}
_SIGNS = {"tab": " ", "line-break": "\n"}
_ROLES = {
    "Title": StyleRole("title"),
    "Caption": StyleRole("caption"),
    "Bibliography_20_1": StyleRole("left out"),
}
_CAPTIONS = {"Illustration", "Table", "Figure", "Drawing", "Text"}  # kinds of captions, one style each


class OdtWalk(OfficeWalk):
    """Reads `content.xml`: its automatic styles, which stand before the text, and the text."""

    def __init__(self, has_title: bool) -> None:
        super().__init__(has_title)
        self._parents: dict[str, str] = {}
        self._roles: list[StyleRole] = []
        self._skipped = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self.count()
        name = tag.rpartition("}")[2]
        if self._skipped or name in _LEFT_OUT:
            self._skipped += 1
        elif name in {"p", "h"}:
            self._roles.append(self._role(name, _plain(attributes)))
            self.begin_paragraph()
        elif name == "s":
            self.add(" ")
        elif name in _SIGNS:
            self.add(_SIGNS[name])
        elif name == "note-body":
            self.in_note += 1
        elif name == "style":
            style = _plain(attributes)
            self._parents[style.get("name", "")] = style.get("parent-style-name", "")
        elif name == "table":
            self.put(self.rows.spill())
        elif name == "table-row":
            self.rows.begin()
        elif name == "table-cell":
            self.rows.cell()

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition("}")[2]
        if self._skipped:
            self._skipped -= 1
        elif name in {"p", "h"}:
            self.end_paragraph(self._roles.pop())
        elif name == "note-body":
            self.in_note -= 1
        elif name == "table-row":
            self.put(self.rows.end())

    def data(self, text: str) -> None:
        """Characters; those outside paragraphs only lay the file out."""
        self.count()
        if not self._skipped:
            self.add(text.replace("\n", " "))

    def _role(self, name: str, attributes: Mapping[str, str]) -> StyleRole:
        if name == "h":
            level = attributes.get("outline-level", "1")
            return StyleRole("heading", int(level) if level in set("123456789") else 1)
        style = attributes.get("style-name", "")
        style = self._parents.get(style, style)
        return StyleRole("caption") if style in _CAPTIONS else _ROLES.get(style, StyleRole())


def _plain(attributes: Mapping[str, str]) -> dict[str, str]:
    return {key.rpartition("}")[2]: value for key, value in attributes.items()}

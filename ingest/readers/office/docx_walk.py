"""The text of a Word document's parts, from the parser's events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.readers.office.docx_styles import Styles, outline_level
from ingest.readers.office.docx_symbols import symbol
from ingest.readers.office.office_walk import OfficeWalk

# Deleted and moved text, codes of fields, the older half of what is written twice, properties of sections.
_LEFT_OUT = {"del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "sectPr", "rubyPr", "rt"}
_OFF = {"0", "false", "off"}
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass
class _Paragraph:
    style: str = ""
    level: int | None = None


class DocxWalk(OfficeWalk):
    """Reads document, footnotes and endnotes, one after the other."""

    def __init__(self, styles: Styles, has_title: bool) -> None:
        super().__init__(has_title)
        self._styles = styles
        self._paragraphs: list[_Paragraph] = []
        self._skipped = self._runs = self._in_text = 0
        self._hidden = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self.count()
        name = tag.rpartition("}")[2]
        if self._skipped or name in _LEFT_OUT:
            self._skipped += 1
        elif name == "t":
            self._in_text += 1
        elif name == "p":
            self._paragraphs.append(_Paragraph())
            self.begin_paragraph()
        elif name == "r":
            self._runs += 1
            self._hidden = False
        elif self._runs and (name in _SIGNS or name in {"sym", "vanish"}):
            self._in_run(name, _plain(attributes))
        elif name in {"pStyle", "outlineLvl"} and self._paragraphs:
            self._property(name, _plain(attributes).get("val", ""))
        elif name in {"footnote", "endnote"}:
            # Typed ones are the lines that set notes apart from the text.
            self.in_note += 1
            self._skipped += 1 if _plain(attributes).get("type", "normal") != "normal" else 0
        elif name in {"tbl", "tr", "tc"}:
            self._table(name)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition("}")[2]
        if self._skipped:
            self._skipped -= 1
            self.in_note -= name in {"footnote", "endnote"} and not self._skipped
        elif name == "t":
            self._in_text -= 1
        elif name == "p":
            paragraph = self._paragraphs.pop()
            self.end_paragraph(self._styles.role(paragraph.style, paragraph.level))
        elif name == "r":
            self._runs -= 1
        elif name in {"footnote", "endnote"}:
            self.in_note -= 1
        elif name == "tr":
            self.put(self.rows.end())

    def data(self, text: str) -> None:
        """Characters."""
        self.count()
        if self._in_text and not self._skipped and not self._hidden:
            self.add(text.replace("\n", " "))

    def _in_run(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "vanish":
            self._hidden = attributes.get("val", "1") not in _OFF
        elif name == "sym":
            self.add(symbol(attributes.get("font", ""), attributes.get("char", "")))
        else:
            self.add(_SIGNS[name])

    def _property(self, name: str, value: str) -> None:
        if name == "pStyle":
            self._paragraphs[-1].style = value
        else:
            self._paragraphs[-1].level = outline_level(value)

    def _table(self, name: str) -> None:
        if name == "tbl":
            self.put(self.rows.spill())
        elif name == "tr":
            self.rows.begin()
        else:
            self.rows.cell()


def _plain(attributes: Mapping[str, str]) -> dict[str, str]:
    return {key.rpartition("}")[2]: value for key, value in attributes.items()}

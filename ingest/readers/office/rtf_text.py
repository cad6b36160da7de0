"""The text of RTF: control words followed, and everything left out that is not text of the page."""

from __future__ import annotations

import codecs
import re

from graph.parsing import TooLarge
from ingest.readers.compose.canonical import clean_line

_TOKEN = re.compile(
    r"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-f]{2})|\\(?P<sign>[^a-z'])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)",
    re.IGNORECASE,
)
# Tables, properties, pictures, comments and running heads; unknown ones are marked with `\*`.
_LEFT_OUT = {
    *(
        "fonttbl",
        "colortbl",
        "stylesheet",
        "listtable",
        "listoverridetable",
        "revtbl",
        "rsidtbl",
        "generator",
    ),
    *("info", "pict", "object", "fldinst", "themedata", "datastore", "xmlnstbl", "filetbl", "annotation"),
    *(
        "header",
        "headerl",
        "headerr",
        "headerf",
        "footer",
        "footerl",
        "footerr",
        "footerf",
        "atnid",
        "atnauthor",
    ),
}
_CELL = "\a"
_WRITTEN = {
    **dict.fromkeys(("par", "sect", "page", "line", "row", "nestrow"), "\n"),
    **dict.fromkeys(("tab", "emspace", "enspace", "qmspace"), " "),
    **dict.fromkeys(("cell", "nestcell"), _CELL),
    **{"emdash": "—", "endash": "–", "bullet": "•"},
    **{"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"},
}
_SIGNS = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n"}
_MOST_TOKENS = 5_000_000  # a bound on time


class RtfText:
    """`text`, a paragraph a line and cells of a row set apart by `; `, and the `title` of the properties."""

    def __init__(self, data: bytes) -> None:
        self._pieces: list[str] = []
        self._title: list[str] = []
        self._bytes = bytearray()
        self._codepage = "cp1252"
        self._groups: list[tuple[str, int]] = []
        self._into = "text"  # or `title`, or `nothing`
        self._replaced, self._skip = 1, 0  # how many characters stand in for one of Unicode; how many are due
        self._read(data.decode("latin-1"))
        lines = _joined(self._pieces).split("\n")
        self.text = "\n".join(row.rstrip(f"{_CELL} ").replace(_CELL, "; ") for row in lines)
        self.title = clean_line(_joined(self._title))

    def _read(self, text: str) -> None:
        offset = count = 0
        while found := _TOKEN.search(text, offset):
            offset = found.end()
            count += 1
            if count > _MOST_TOKENS:
                raise TooLarge(f"more than {_MOST_TOKENS:,} words and groups")
            if found["byte"]:
                self._byte(int(found["byte"], 16))
                continue
            if found["text"]:
                self._characters(found["text"])
            elif found["brace"]:
                self._group(found["brace"])
            elif found["sign"]:
                self._sign(found["sign"])
            elif found["word"].casefold() == "bin":
                offset += max(0, int(found["number"] or 0))
            else:
                self._word(found["word"], int(found["number"] or 0), found["number"] is not None)
        self._flush()

    def _group(self, brace: str) -> None:
        self._flush()
        self._skip = 0
        if brace == "{":
            self._groups.append((self._into, self._replaced))
        elif self._groups:
            self._into, self._replaced = self._groups.pop()

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._into = "nothing"
        else:
            self._put(_SIGNS.get(sign, ""))

    def _word(self, word: str, number: int, has_number: bool) -> None:
        if word == "u":
            self._put(chr(number % 0x10000))
            self._skip = self._replaced
        elif word == "uc":
            self._replaced = max(0, number)
        elif word == "ansicpg" and has_number:
            self._codepage = _codec_name(number)
        elif word == "title" and self._into == "nothing":
            self._into = "title"
        elif word in _LEFT_OUT:
            self._into = "nothing"
        elif word in _WRITTEN:
            self._put(_WRITTEN[word])

    def _byte(self, byte: int) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._bytes.append(byte)

    def _characters(self, text: str) -> None:
        skipped = min(self._skip, len(text))
        self._skip -= skipped
        # Beyond ASCII only files that break the rules have bytes; they mean the code page's characters.
        if text.isascii():
            self._put(text[skipped:])
        else:
            self._bytes += text[skipped:].encode("latin-1")

    def _put(self, text: str) -> None:
        self._flush()
        if self._into != "nothing":
            (self._pieces if self._into == "text" else self._title).append(text)

    def _flush(self) -> None:
        """Bytes of the code page as characters: together, as some code pages have characters of two."""
        if self._bytes:
            text = self._bytes.decode(self._codepage, "replace")
            self._bytes.clear()
            self._put(text)


def _joined(pieces: list[str]) -> str:
    """The pieces, with the halves of characters beyond the basic plane put together."""
    return "".join(pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _codec_name(number: int) -> str:
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return "cp1252"

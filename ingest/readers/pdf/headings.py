"""Which lines of a PDF are headings: those that papers share, and those that number on from the last one."""

from __future__ import annotations

import re

_NAMED = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,4}\.)?\s*(?P<name>abstract|summary|background|introduction"
    r"|objectives?|(?:materials?|patients?|subjects|participants)(?: and |, | & )methods?|methods?"
    r"|methodology|(?:study )?design|statistical analys[ie]s|results?(?: and discussion)?|findings"
    r"|discussion(?: and conclusions?)?|limitations|conclusions?|concluding remarks"
    r"|case (?:report|presentation)|related work|experiments|recommendations|acknowledge?ments?|funding"
    r"|competing interests|conflicts? of interest|keywords|references|bibliography|literature cited)\s*[:.]?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})\.?\s+(?P<name>[A-Z][^.;:=]{2,70})")
_LETTERED = re.compile(r"(?P<number>[A-Z](?:\.\d{1,2}){0,3})\.?\s+(?P<name>[A-Z][^.;=]{2,70})")
_APPENDIX = re.compile(
    r"(?:Appendix|Appendices|Supplement\w*|Supporting information|Annex|Figure legends?)\b.{0,80}"
)
_REFERENCES = {"references", "bibliography", "literature cited"}


def named_heading(line: str) -> str:
    """The heading without its number when the line is one that papers share, else ''."""
    found = _NAMED.fullmatch(line)
    # A heading begins with a capital; the last line of a paragraph may be nothing but "results" too.
    return found["name"] if found and found["name"][0].isupper() else ""


def starts_references(line: str) -> bool:
    """Whether the line heads the list of references."""
    return named_heading(line).casefold() in _REFERENCES


class Headings:
    """Recognises headings in reading order, remembering the number of the last one.

    "2 Data" is a heading after "1 Introduction" or "1.3 Aims" and nowhere else, which rules out footnotes,
    list items and table rows that begin with a number. Appendices are lettered: "A Data", "A.1 Aims".
    """

    def __init__(self, is_appendix: bool = False) -> None:
        self._is_appendix = is_appendix
        self._last: tuple[int, ...] = (0,)

    def read(self, line: str) -> str:
        """The heading that the line is, without its number; '' when it is none."""
        found = (_LETTERED if self._is_appendix else _NUMBERED).fullmatch(line)
        number = _number(found["number"]) if found else ()
        name = named_heading(line)
        if found and number in self._next() and (name or self._is_appendix or self._last != (0,)):
            self._last = number
            return name or found["name"]
        return line if self._is_appendix and _APPENDIX.fullmatch(line) and line[-1] != "." else name

    def _next(self) -> set[tuple[int, ...]]:
        last = self._last
        return {(*last[:depth], last[depth] + 1) for depth in range(len(last))} | {(*last, 1)}


def _number(written: str) -> tuple[int, ...]:
    first, *others = written.split(".")
    return (int(first) if first.isdecimal() else ord(first) - ord("A") + 1, *map(int, others))

"""Formatted text inside a line: what is written in one word stays one, and neighbouring blocks do not run together."""

from __future__ import annotations

import re

from graph.parsing import Element

LINE = "\u2028"
"""Put between blocks that stand in one element (LINE SEPARATOR); white space to `clean_line`."""

EMPHASIS = ("b", "i", "u", "bold", "italic", "underline", "strong", "em")
"""Formatting that the fields of case reports are set in: `<b>Patient: Male, 47</b><b>Final Diagnosis: ...</b>`."""
_ENDS = re.compile(r"[a-z\d.:;,)%\]\u00e0-\u00ff]\s*$")
_BEGINS = re.compile(r"\s*(?:[A-Z][a-z]|\d+\s+[A-Z]|[A-Z]{2,})")
_POWER = re.compile(r"[-\u2212+]?\d{1,3}")
_TEN = re.compile(r"(?:^|[^\d.,])10$")


def are_apart(before: str, after: str) -> bool:
    """Whether two runs in the same formatting, with nothing between them, are two: one ends and another begins.

    Word processors cut a word in runs (`<b>Hyper</b><b>tension</b>`).
    """
    return bool(_ENDS.search(before[-20:]) and _BEGINS.match(after[:20]))


def raised(before: str, text: str) -> str:
    """What is raised, as a power of ten where it is one: "10<sup>9</sup>" must not read 109."""
    return f"^{text}" if _POWER.fullmatch(text.strip()) and _TEN.search(before.rstrip()[-4:]) else text


def mend_inline(element: Element) -> None:
    """Sets neighbouring blocks inside an XML element apart by `LINE`, and marks powers of ten."""
    for run in element.iter(*EMPHASIS):
        previous = run.getprevious()
        if (
            previous is not None
            and previous.tag == run.tag
            and not previous.tail
            and are_apart("".join(previous.itertext()), "".join(run.itertext()))
        ):
            previous.tail = LINE
    for sup in element.iter("sup"):
        parent, previous = sup.getparent(), sup.getprevious()
        if parent is not None and sup.text and not len(sup):
            sup.text = raised((parent.text if previous is None else previous.tail) or "", sup.text)

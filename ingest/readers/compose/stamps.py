"""Stamps that publishers and preprint servers print on every page: no text of the paper."""

from __future__ import annotations

import re

_STAMP = re.compile(
    r"(?:bio|med)rxiv preprint|copyright holder for this preprint|not certified by peer review|peer review\) is the"
    r" author|granted (?:bio|med)rxiv a licen[cs]e|made available under a ?\s*cc[- ]|available under a ?cc-?by|no reuse"
    r" allowed without permission|^\s*downloaded from \S+|^\s*author manuscript\s*$|for personal use only"
    r"|^\s*note: this preprint|should not be used to guide clinical practice|^\s*protected by copyright\b"
    r"|by guest\b.{0,40}(?:protected by )?copyright|first published as (?:doi:? ?)?10\.\d{4,}"
    r"|^\s*author manuscript;? available in pmc|^\s*nih-pa author manuscript",
    re.IGNORECASE,
)


def is_stamp(line: str) -> bool:
    """Whether a printed line is a stamp."""
    return _STAMP.search(line) is not None

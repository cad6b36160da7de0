"""Whether a text is written in clinicians' shorthand: "65 y/o M w/ PMH of HTN, DM, s/p CABG"."""

from __future__ import annotations

import re

_SHORTHAND = re.compile(
    r"\b(?:[PFS]MHx?|PSHx?|HPI|ROS|A/P|s/p|h/o|c/o|r/o|f/u|w/|y/o|\d\d? ?yo|pts?|[HDR]x|[BTQ]ID|[btq]\.?i\.?d|QD|PRN|"
    r"p\.?r\.?n|SpO2|SOB|DOE|HTN|HLD|A-?fib|CABG|CXR|NSTEMI|NKDA|NKA|WNL|RRR|CTAB|"
    r"chief complaint|history of present illness|past medical history|discharge "
    r"(?:summary|diagnos[ei]s|medications?)|review of systems|assessment and plan)(?![\w])|"
    r"^[^\S\n]*+(?:allergies|medications|problems?(?: list)?|diagnos[ei]s|impression|assessment|plan|vitals?)\b"
    r"[^\S\n]*+:?[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_FEWEST = 2  # different marks; set by hand: one may be a unit or a name in a paper


def is_shorthand(text: str) -> bool:
    """Whether at least two different marks of a clinician's note stand in the text."""
    return len({found[0].strip().lower() for found in _SHORTHAND.finditer(text)}) >= _FEWEST

"""The headings of clinical notes: a closed list, so that "Note: ..." and other prose with a colon stays prose.

The names are those of the sections of C-CDA and of the notes that section taggers were built on (Denny 2009, SecTag),
with the abbreviations people write.
"""

from __future__ import annotations

import re

_FULL = r"""
(?:chief|presenting|main) complaints?|reasons? for (?:visit|admission|consult(?:ation)?|referral|encounter)
history of (?:the )?present(?:ing)? illness|history of presenting complaint|present illness
interval (?:history|events)
(?:past |prior )?(?:medical|surgical|psychiatric|ob/gyn|obstetric(?:al)?|gyn(?:a?ecologic(?:al)?)?) history
(?:social|birth|developmental|oncologic|cardiac) history
past (?:medical|surgical) (?:and|&) (?:surgical|medical|social) history|past history
significant past medical history|(?:pertinent )?family (?:medical |psychiatric |and social )?history
social and family history|substance (?:use|abuse)(?: history)?|(?:known |drug |medication )?allerg(?:y|ies)
allergies (?:and|&|/) (?:adverse |drug )?(?:reactions|intolerances|sensitivities)
(?:current |regular |usual |repeat |long-term |active |home |outpatient |admission )?(?:medications?|medicines)
(?:discharge |inpatient |preadmission |transfer )(?:medications?|medicines)|(?:current |regular )?drugs
drug (?:list|history)
medications (?:on|at|upon|prior to) (?:admission|discharge|transfer|home)
(?:current |home |discharge |admission )meds|medication list|prescriptions|review of (?:the )?systems
(?:physical |mental status |neurologic(?:al)? |admission |discharge )exam(?:ination)?|examination
vital signs
(?:pertinent |admission |discharge )?lab(?:oratory)?(?: (?:data|results?|studies|findings|values|tests))
(?:pertinent )?results|laboratories|investigations|bloods|blood (?:tests|results|work)|observations
imaging(?: studies| results)?|radiology(?: results)?|radiologic studies
diagnostic (?:studies|data|tests|imaging)|electrocardiogram|pathology
assessment(?:(?: and |/| & | / )(?:plan|recommendations?))?|plan
impression(?:(?: and |/| & )(?:plan|recommendations?))?|recommendations?|plan of care
(?:brief |summary of )?hospital course(?: by (?:problem|system)s?)?|course in (?:the )?hospital
emergency (?:department|room) course|(?:clinical|hospital) summary
(?:discharge|admission|admitting|final|principal|primary|secondary|clinical|other) diagnos[ie]s
(?:pre-?operative|post-?operative|working|differential|provisional) diagnos[ie]s
diagnos[ie]s|problem list|active issues|(?:active |current |past |chronic |acute )?problems|(?:chronic|acute) issues
past (?:illnesses|surgeries|operations|procedures|diagnoses)|surgeries
transitional issues|(?:major surgical or invasive )?procedures?(?: performed)?|operations?(?: performed)?
operative (?:findings|procedure)|description of procedure
indications?(?: for (?:procedure|surgery|operation))?|an(?:a)?esthesia|specimens?(?: removed)?|complications
consult(?:ation)?s|immuni[sz]ations?|vaccines|vaccinations?|(?:discharge |patient )instructions
discharge (?:condition|disposition|plan|activity|diet)|condition (?:on|at|upon) discharge|disposition
code status|follow[- ]?up(?: (?:instructions|plans?|care|appointments?))?|subjective|objective
functional status|clinical (?:history|indication|information)|technique|comparison|findings
"""
_SHORT = r"""
c/?c|hpi|hopi|pmhx?|pmsh|pshx?|pohx?|pgynhx?|fhx?|fam\.? hx|famhx|shx?|soc\.? hx|sochx|meds|ros|pe|pex|exam
dhx?|d/h|f/h|s/h|hpc|o/e|obs|ix|imms?|vaccs?|a/i|alerts
vs|vitals|labs?|ekg|ecg|cxr|a/p|a&p|a & p|a / p|imp|dx|ddx|mse|d/c (?:meds|dx|diagnosis|instructions)|f/u
"""


# Words that make a heading of a label of nothing else: "MEDS ON DISCHARGE:", "Prescriptions given:", "Current Rx:".
_HEAD = (
    r"meds?|medications?|medicines|rx|tx|dx|hx|sx|prescriptions?|history|allerg(?:y|ies)|intolerances?|diagnos[ie]s"
    r"|procedures?|surger(?:y|ies)|operations?|exam(?:ination)?|labs?|results?|imaging|plan|assessment|impressions?"
    r"|recommendations?|diet|vitals|problems?|findings|immuni[sz]ations?|vaccinations?|instructions|treatments?|therapy"
)
_BESIDE = (
    r"current|home|past|prior|previous|recent|new|old|active|chronic|discharge|admission|admitting|given|held|stopped"
    r"|continued|performed|done|on|at|of|and|the|for|to|upon|family|social|surgical|medical|drug|food|operative|hospital"
    r"|physical|regular|usual|other|main|final|outpatient|inpatient|transfer|known"
)
_COMPOSED = re.compile(
    rf"(?=[A-Z])(?P<heading>(?i:(?:(?:{_BESIDE})[ /&-]+){{0,5}}(?:{_HEAD})(?:[ /&-]+(?:{_HEAD}|{_BESIDE})){{0,5}}))"
    r" ?:\s*(?P<text>.*)",
    re.DOTALL,
)


def _alternatives(text: str) -> str:
    return "|".join(text.split("\n")).strip("|")


# A dash after an abbreviation says something else: "PE - small, on CT" is an embolism.
_INLINE = re.compile(
    rf"(?=[A-Z])(?P<heading>(?i:{_alternatives(_FULL)}))(?: ?:|\s+[-\u2013\u2014](?=\s))\s*(?P<text>.*)"
    rf"|(?=[A-Z])(?P<short>(?i:{_alternatives(_SHORT)})) ?:\s*(?P<rest>.*)",
    re.DOTALL,
)
_FULL_ALONE = re.compile(rf"(?=[A-Z])(?i:{_alternatives(_FULL)}|meds|pmhx?|pshx|fhx|hpi|vitals)")
_ALONE = re.compile(rf"(?=[A-Z])(?i:{_alternatives(_FULL)}|{_alternatives(_SHORT)})")


def split_heading(line: str) -> tuple[str, str] | None:
    """A clinical heading at the beginning of a line and the text behind it on the line; None without one."""
    found = _INLINE.fullmatch(line.strip())
    if found is None:
        composed = _COMPOSED.fullmatch(line.strip())
        return (composed["heading"], composed["text"]) if composed else None
    heading = found["heading"] or found["short"]
    return heading, found["text"] if found["heading"] else found["rest"]


def is_clinical_heading(line: str) -> bool:
    """Whether a line without a colon is one of the headings and nothing else."""
    return _ALONE.fullmatch(line.strip()) is not None


def is_unmistakable_heading(line: str) -> bool:
    """The same without abbreviations that may be findings: "PE" alone on a line of a list is an embolism."""
    return _FULL_ALONE.fullmatch(line.strip()) is not None

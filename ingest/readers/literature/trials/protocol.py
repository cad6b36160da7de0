"""What a study registered: why, of whom, with what, and what it would measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from graph import SectionKind
from ingest.readers.compose.canonical import Part, clean_line
from ingest.readers.streams.json_fields import objects_at, text_at, texts_at

_PROTOCOL = "protocolSection"
# The registry stores text as Markdown, with its signs escaped.
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!<>~|-])")
_CRITERIA = re.compile(
    r"^[^\w\n]{0,20}(?P<heading>(?:key |main |general |additional )?(?:in|ex)clusion(?: criteria)?[^:\n]{0,60}?)"
    r"[^\w\n]{0,20}$",
    re.IGNORECASE | re.MULTILINE,
)
_STATUS = (
    ("Overall status", ("overallStatus",)),
    ("Why stopped", ("whyStopped",)),
    ("Start", ("startDateStruct", "date")),
    ("Primary completion", ("primaryCompletionDateStruct", "date")),
    ("Completion", ("completionDateStruct", "date")),
)
_DESIGN = (
    ("Study type", ("studyType",)),
    ("Allocation", ("designInfo", "allocation")),
    ("Intervention model", ("designInfo", "interventionModel")),
    ("Observational model", ("designInfo", "observationalModel")),
    ("Time perspective", ("designInfo", "timePerspective")),
    ("Primary purpose", ("designInfo", "primaryPurpose")),
    ("Masking", ("designInfo", "maskingInfo", "masking")),
    ("Enrollment", ("enrollmentInfo", "count")),
)


def protocol_parts(study: object) -> Iterator[Part]:
    """The sections of the protocol in the order a person reads them."""
    official = text_at(study, _PROTOCOL, "identificationModule", "officialTitle")
    brief = text_at(study, _PROTOCOL, "identificationModule", "briefTitle")
    yield Part("Official title", SectionKind.OTHER, official if official != brief else "")
    description = (_PROTOCOL, "descriptionModule")
    yield Part("Brief summary", SectionKind.ABSTRACT, prose(text_at(study, *description, "briefSummary")))
    yield Part(
        "Detailed description", SectionKind.OTHER, prose(text_at(study, *description, "detailedDescription"))
    )
    yield Part(
        "Conditions",
        SectionKind.OTHER,
        "\n".join(texts_at(study, _PROTOCOL, "conditionsModule", "conditions")),
    )
    yield Part("Study design", SectionKind.METHODS, "\n".join(_design(study)))
    yield Part("Arms", SectionKind.METHODS, "\n".join(_arms(study)))
    yield Part("Interventions", SectionKind.METHODS, "\n".join(_interventions(study)))
    yield Part("Outcome measures", SectionKind.METHODS, "\n".join(_outcomes(study)))
    yield from _eligibility(study)


def prose(text: str) -> str:
    """Text of the registry without Markdown's escapes and bullets, and HTML's; a line a paragraph or item."""
    plain = unescape(_ESCAPED.sub(r"\1", text))
    lines = (re.sub(r"^\s*[*\u2022]\s+", "- ", line) for line in plain.split("\n"))
    return "\n".join(lines)


def words(code: str) -> str:
    """`ACTIVE_NOT_RECRUITING` as "active, not recruiting", `PHASE2` as "phase 2"."""
    plain = re.sub(r"^(early )?phase(\d)$", r"\1phase \2", code.replace("_", " ").lower())
    return {"active not recruiting": "active, not recruiting", "na": "not applicable"}.get(plain, plain)


def _design(study: object) -> Iterator[str]:
    design = (_PROTOCOL, "designModule")
    phases = texts_at(study, *design, "phases")
    if phases:
        yield f"Phase: {' and '.join(map(words, phases))}"
    for module, rows in ((design, _DESIGN), ((_PROTOCOL, "statusModule"), _STATUS)):
        for label, path in rows:
            if value := clean_line(text_at(study, *module, *path)):
                yield f"{label}: {words(value) if value.replace('_', '').isupper() else value}"


def _arms(study: object) -> Iterator[str]:
    for arm in objects_at(study, _PROTOCOL, "armsInterventionsModule", "armGroups"):
        kind = words(text_at(arm, "type")).capitalize()
        yield _entry(kind, text_at(arm, "label"), text_at(arm, "description"))


def _interventions(study: object) -> Iterator[str]:
    for each in objects_at(study, _PROTOCOL, "armsInterventionsModule", "interventions"):
        others = ", ".join(texts_at(each, "otherNames"))
        name = clean_line(text_at(each, "name"))
        called = f"{name} (also called {others})" if others else name
        yield _entry(words(text_at(each, "type")).capitalize(), called, text_at(each, "description"))


def _outcomes(study: object) -> Iterator[str]:
    for kind in ("primary", "secondary", "other"):
        for outcome in objects_at(study, _PROTOCOL, "outcomesModule", f"{kind}Outcomes"):
            frame = clean_line(text_at(outcome, "timeFrame"))
            measure = clean_line(text_at(outcome, "measure"))
            named = f"{measure} (time frame: {frame})" if frame else measure
            yield _entry(f"{kind.capitalize()} outcome", named, text_at(outcome, "description"))


def _entry(kind: str, name: str, description: str) -> str:
    line = ": ".join(filter(None, (kind, clean_line(name))))
    return ". ".join(filter(None, (line.rstrip("."), clean_line(prose(description).replace("\n", " ")))))


def _eligibility(study: object) -> Iterator[Part]:
    """Who may take part: inclusion and exclusion apart, as a disease named there may be the very one not wanted."""
    module = (_PROTOCOL, "eligibilityModule")
    criteria = prose(text_at(study, *module, "eligibilityCriteria"))
    pieces = _CRITERIA.split(criteria)
    yield Part(
        "Eligibility", SectionKind.METHODS, "\n".join([*_population(study, module), pieces[0].strip()])
    )
    for heading, text in zip(pieces[1::2], pieces[2::2], strict=True):
        yield Part(heading.strip().rstrip(":"), SectionKind.METHODS, text)


def _population(study: object, module: tuple[str, ...]) -> Iterator[str]:
    least, most = text_at(study, *module, "minimumAge"), text_at(study, *module, "maximumAge")
    if least or most:
        ages = (f"from {least}" if least else "", f"up to {most}" if most else "")
        yield f"Ages: {' '.join(filter(None, ages))}"
    if sex := text_at(study, *module, "sex"):
        yield f"Sex: {words(sex)}"
    population = text_at(study, *module, "studyPopulation")
    if population:
        yield f"Study population: {clean_line(prose(population).replace(chr(10), ' '))}"

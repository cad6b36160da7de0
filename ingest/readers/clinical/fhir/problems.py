"""What a patient has: conditions, allergies, and what runs in the family."""

from __future__ import annotations

from collections.abc import Iterator

from graph import Assertion
from ingest.readers.clinical.fhir.details import details
from ingest.readers.clinical.fhir.phrases import (
    ABSENT,
    POSSIBLE,
    RecordStatement,
    Wording,
    qualified,
    sentence,
)
from ingest.readers.clinical.fhir.values import (
    code,
    concept,
    concepts,
    date_of,
    day,
    labelled,
    objects,
    text,
    when,
)
from ingest.readers.clinical.fhir.view import View, name_of

_DOUBTED = {"provisional", "differential", "unconfirmed", "preliminary", "presumed"}
_RENDERED_ELEMENTS = ("code", "category", "onset", "abatement")


def condition(view: View) -> Iterator[RecordStatement]:
    """`Hypertension, active since 2005-07-29; severity Moderate.`"""
    resource = view.resource
    certainty = code(resource.get("verificationStatus"))
    date = date_of(resource, "onset", "recordedDate", "dateRecorded", "assertedDate")
    rest = [*view.details(*_RENDERED_ELEMENTS), *_recorded(view)]
    value = resource.get("code")
    if certainty == "refuted":
        sentence_text = qualified(view.read_assertions, ABSENT, value, "refuted", *rest)
    elif certainty in _DOUBTED:
        sentence_text = qualified(view.read_assertions, POSSIBLE, value, certainty, *_course(view), *rest)
    elif not (name := concept(value)):
        return
    else:
        sentence_text = sentence(name, *_course(view), *rest)
    yield RecordStatement("Conditions", date, sentence_text)
    yield from view.notes("Conditions", date)


def _course(view: View) -> list[str]:
    """`active since 2005`, or `resolved; on 2012-01-10`: the clinical status with its onset and end."""
    status = concept(view.resource.get("clinicalStatus")).lower()
    onset, end = when(view.resource, "onset"), when(view.resource, "abatement")
    if not end and view.resource.get("abatementBoolean") is True:
        end = "in the past"
    if onset.startswith("on "):
        began = f"since {onset[3:]}"
        first = f"{status} {began}" if status == "active" else status
        parts = [first] if status == "active" else [first, f"onset {onset}"]
    else:
        parts = [status, labelled("onset", onset)]
    return [*parts, labelled("ended", end)]


def _recorded(view: View) -> list[str]:
    """When it was written down, where nothing says when it began."""
    if date_of(view.resource, "onset"):
        return []
    return [labelled("recorded on", date_of(view.resource, "recordedDate", "dateRecorded", "assertedDate"))]


def allergy(view: View) -> Iterator[RecordStatement]:
    """`Allergy to Penicillin G, active; criticality high; manifestation Hives.`"""
    resource = view.resource
    value = resource.get("code") or resource.get("substance")
    kind = "Intolerance" if code(resource.get("type")) == "intolerance" else "Allergy"
    status = concept(resource.get("clinicalStatus")).lower()
    certainty = code(resource.get("verificationStatus"))
    date = date_of(resource, "onset", "recordedDate", "assertedDate")
    began = when(resource, "onset")
    rest = [labelled("onset", began), *_recorded(view)]
    if certainty == "refuted":
        wording = Wording("No", "not present", Assertion.NEGATED)
        sentence_text = qualified(
            view.read_assertions, wording, value, "refuted", *rest, noun=f"{kind.lower()} to"
        )
    elif certainty in _DOUBTED:
        sentence_text = qualified(
            view.read_assertions,
            POSSIBLE,
            value,
            certainty,
            status,
            *_reactions(view),
            *rest,
            noun=f"{kind.lower()} to",
        )
    elif not (name := concept(value)):
        return
    else:
        sentence_text = sentence(_allergy_name(kind, name), status, *_reactions(view), *rest)
    yield RecordStatement("Allergies and intolerances", date, sentence_text)
    yield from view.notes("Allergies and intolerances", date)


def _allergy_name(kind: str, name: str) -> str:
    lowered = name.casefold()
    if lowered.startswith("no ") or any(
        word in lowered for word in ("allerg", "intoleran", "sensitivity", "reaction")
    ):
        return name
    return f"{kind} to {name}"


def _reactions(view: View) -> list[str]:
    resource = view.resource
    severities = (text(reaction.get("severity")) for reaction in objects(resource.get("reaction")))
    described = (text(reaction.get("description")) for reaction in objects(resource.get("reaction")))
    kinds = concepts(resource.get("category"))
    risk = concept(resource.get("criticality")).lower()
    return [
        labelled("category", kinds),
        labelled("criticality", risk),
        *view.details("code", "category", "criticality", "type"),
        *(f"{severity} reaction" for severity in severities if severity),
        *(f"reaction {each}" for each in described if each),
    ]


def family(view: View) -> Iterator[RecordStatement]:
    """`Family history of Breast cancer, in the patient's family; mother; onset at the age of 45 years.`"""
    resource = view.resource
    relative = concept(resource.get("relationship")).lower() or "a relative"
    wording = Wording("Family history of", "in the patient's family", Assertion.OTHER_EXPERIENCER)
    date = day(resource.get("date"))
    for each in objects(resource.get("condition")):
        onset = when(each, "onset")
        fatal = "contributed to death" if each.get("contributedToDeath") is True else ""
        rest = (relative, labelled("onset", onset), fatal, *_outcome(each))
        yield RecordStatement(
            "Family history", date, qualified(view.read_assertions, wording, each.get("code"), *rest)
        )


def _outcome(each: dict[str, object]) -> list[str]:
    return details({key: value for key, value in each.items() if key == "outcome"})


def reported_statements(view: View) -> Iterator[RecordStatement]:
    """A Flag, DetectedIssue, RiskAssessment or ClinicalImpression: its name and what it found."""
    resource = view.resource
    date = date_of(resource, "effective", "occurrence", "identified", "date", "period")
    name = name_of(resource)
    parts = view.details("code", "type", "description")
    if name or parts:
        kind = text(resource.get("resourceType"))
        yield RecordStatement(
            "Assessments", date, sentence(name or _TITLES.get(kind, kind), *parts, labelled("on", date))
        )
    for key in ("summary", "detail"):
        if paragraph := text(resource.get(key)):
            yield RecordStatement("Assessments", date, paragraph)
    yield from view.notes("Assessments", date)


_TITLES = {"ClinicalImpression": "Clinical impression", "RiskAssessment": "Risk assessment"}

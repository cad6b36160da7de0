"""What else a resource says in codes: every coded element without a wording of its own, as `body site Left arm`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ingest.readers.clinical.fhir.values import Json, concepts, objects

# Whose words these are, where they are stored and how they are billed: not what the patient has.
_LEFT_OUT = frozenset(
    """resourceType id meta implicitRules language text contained extension modifierExtension identifier
    instantiatesCanonical instantiatesUri basedOn partOf subject patient encounter context performer participant
    recorder asserter requester informationSource author serviceProvider account insurance
    clinicalStatus verificationStatus status intent class priority note presentedForm content relatesTo
    securityLabel masterIdentifier fundingSource programEligibility education manufacturer lotNumber statusHistory
    classHistory location identifiedBy medication medicationCodeableConcept vaccineCode dosage dosageInstruction
    dispenseRequest substitution instance result hasMember derivedFrom supportingInformation recordedBy
    referenceRange interpretation admitSource preAdmissionIdentifier confidentiality
    subjectStatus participantStatus timing""".split()
)
_SPACED = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DEPTH = 3  # levels of backbone elements; R4 nests no coded element deeper in what is read here


def details(
    resource: Json, *left_out: str, reference_name: Callable[[object], str] | None = None
) -> list[str]:
    """`name of the element, then its concepts`, of every coded element but those `left_out` in the sentence itself.

    References of the elements that give a reason are named too, by `reference_name`.
    """
    found: list[str] = []
    for key, value in resource.items():
        if key in left_out or key in _LEFT_OUT or key.startswith("_"):
            continue
        if (
            reference_name
            and key in {"reasonReference", "reason"}
            and (names := _reference_names(value, reference_name))
        ):
            found.append(f"reason {names}")
        found += (f"{label} {words}" for label, words in _coded(key, value, _DEPTH))
    return list(dict.fromkeys(found))


def _reference_names(value: object, reference_name: Callable[[object], str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, map(reference_name, objects(value)))))


def _coded(key: str, value: object, depth: int) -> Iterator[tuple[str, str]]:
    """The coded elements at and below `value`, as label and words."""
    values = list(objects(value))
    if coded := [item for item in values if _is_concept(item)]:
        if words := concepts(coded):
            yield _label(key), words
    elif depth:
        for item in values:
            for name, inner in item.items():
                if name not in _LEFT_OUT and not name.startswith("_"):
                    yield from _coded(name, inner, depth - 1)


def _is_concept(value: Json) -> bool:
    """CodeableConcepts and Codings; a Quantity, Identifier or Reference has a value or a reference too."""
    if isinstance(value.get("coding"), list) or isinstance(value.get("concept"), dict):
        return True
    if "value" in value or "reference" in value or "identifier" in value:
        return False
    if isinstance(value.get("system"), str) and isinstance(value.get("code"), str):
        return True
    return isinstance(value.get("text"), str) and value.keys() <= {"text", "id", "extension", "coding"}


def _label(key: str) -> str:
    words = _SPACED.sub(" ", key.removesuffix("CodeableConcept").removesuffix("Code")).lower()
    return "reason" if words.startswith("reason") else words

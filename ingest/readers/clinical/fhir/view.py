"""A resource with what its references point to, as the renderers see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ingest.readers.clinical.fhir.details import details
from ingest.readers.clinical.fhir.phrases import Line
from ingest.readers.clinical.fhir.values import Json, concept, member, objects, text

_NAMING = (
    "code",
    "medicationCodeableConcept",
    "medication",
    "vaccineCode",
    "type",
    "procedureCode",
    "description",
)


@dataclass(frozen=True)
class View:
    """`label` names what another resource is, by a reference to it: `Hypertension`; '' when it is not there."""

    resource: Json
    label: Callable[[str], str]

    def named(self, reference: object) -> str:
        """What a Reference or CodeableReference points to, in words: the target's name, else its own display."""
        inner = member(reference, "reference")
        target = text(inner if isinstance(inner, str) else member(inner, "reference"))
        if target.startswith("#"):
            return self._contained(target[1:]) or text(member(reference, "display"))
        found = self.label(target) if target else ""
        return found or text(member(reference, "display")) or text(member(inner, "display"))

    def details(self, *told: str) -> list[str]:
        """Every coded element that `told` does not name (see `fhir_details`)."""
        return details(self.resource, *told, named=self.named)

    def notes(self, section: str, date: str) -> list[Line]:
        """What people wrote beside the codes, a line a paragraph."""
        written = (text_lines(note.get("text")) for note in objects(self.resource.get("note")))
        return [Line(section, date, f"Note: {each}") for lines in written for each in lines]

    def _contained(self, identifier: str) -> str:
        for resource in objects(self.resource.get("contained")):
            if resource.get("id") == identifier:
                return name_of(resource)
        return ""


def text_lines(value: object) -> list[str]:
    """The paragraphs of a text that a person wrote."""
    return [clean for part in value.splitlines() if (clean := text(part))] if isinstance(value, str) else []


def name_of(resource: Json) -> str:
    """What a resource is, in words: its code, else (a compounded medication) its ingredients."""
    for key in _NAMING:
        if name := concept(resource.get(key)) if key != "description" else text(resource.get(key)):
            return name
    ingredients = (
        concept(member(each, "itemCodeableConcept")) for each in objects(resource.get("ingredient"))
    )
    return ", ".join(filter(None, ingredients))

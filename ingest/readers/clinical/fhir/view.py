"""A resource with what its references point to, as the renderers see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ingest.readers.clinical.fhir.details import details
from ingest.readers.clinical.fhir.phrases import ReadAssertions, RecordStatement
from ingest.readers.clinical.fhir.values import Json, concept, objects, text, value_at

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
    """`label` names what another resource is, by a reference to it: `Hypertension`; '' when it is not there.

    `read_assertions` is how sentences will be read (see `phrases`).
    """

    resource: Json
    label: Callable[[str], str]
    read_assertions: ReadAssertions

    def reference_name(self, reference: object) -> str:
        """What a Reference or CodeableReference points to, in words: the target's name, else its own display."""
        inner = value_at(reference, "reference")
        target = text(inner if isinstance(inner, str) else value_at(inner, "reference"))
        if target.startswith("#"):
            return self._contained(target[1:]) or text(value_at(reference, "display"))
        found = self.label(target) if target else ""
        return found or text(value_at(reference, "display")) or text(value_at(inner, "display"))

    def details(self, *left_out: str) -> list[str]:
        """Every coded element that `left_out` does not name (see `details`)."""
        return details(self.resource, *left_out, reference_name=self.reference_name)

    def notes(self, section: str, date: str) -> list[RecordStatement]:
        """What people wrote beside the codes, a line a paragraph."""
        written = (text_lines(note.get("text")) for note in objects(self.resource.get("note")))
        return [RecordStatement(section, date, f"Note: {each}") for lines in written for each in lines]

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
        concept(value_at(each, "itemCodeableConcept")) for each in objects(resource.get("ingredient"))
    )
    return ", ".join(filter(None, ingredients))

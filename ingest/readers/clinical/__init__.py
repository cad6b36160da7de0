"""Patient records and drug labels in HL7's formats: C-CDA, SPL, FHIR, and the notes embedded in them."""

__all__: list[str] = []

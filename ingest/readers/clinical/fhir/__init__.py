"""FHIR JSON: resources sorted into documents and put into sentences."""

__all__: list[str] = []

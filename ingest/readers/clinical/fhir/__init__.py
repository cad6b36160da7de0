"""FHIR JSON: resources sorted into documents and put into sentences."""

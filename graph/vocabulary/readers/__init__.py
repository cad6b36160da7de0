"""Readers of vocabularies: one module a format, each turning a source into concepts one at a time."""

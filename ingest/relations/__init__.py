"""Stated relations between the entities of a document, without an LLM."""

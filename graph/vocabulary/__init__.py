"""Controlled vocabularies: reading and fetching them, their names, and the lexicon compiled from all of them."""

__all__: list[str] = []

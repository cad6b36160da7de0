"""Recipes of the models that ship with medgraph; nothing at run time imports them."""

__all__: list[str] = []

"""Recipes of the models that ship with medgraph; nothing at run time imports them."""

"""Fits the few weights that put signs together: of the arms, of a sentence, of whether to answer."""

__all__: list[str] = []

"""Fits the few weights that put signs together: of the arms, of the reader, of a sentence."""

__all__: list[str] = []

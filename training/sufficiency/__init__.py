"""Fits when the evidence suffices."""

__all__: list[str] = []

"""The arms of a search: each proposes chunks in its own way; `standard_arms` is the composition."""

__all__: list[str] = []

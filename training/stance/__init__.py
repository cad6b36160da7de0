"""The recipe of the model that says how a sentence stands to a question or claim."""

__all__: list[str] = []

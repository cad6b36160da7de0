"""The recipe of the model that refuses harmful requests; `written.tsv` and `held_back.tsv` are medgraph's own."""

__all__: list[str] = []

"""The recipe of the recogniser that ships with medgraph: corpora, network, training and export."""

__all__: list[str] = []

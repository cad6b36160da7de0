"""The recipe of the reader: `retrieval.reader`."""

__all__: list[str] = []

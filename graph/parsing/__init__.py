"""Reading sources within bounds: decompression, JSON and XML in pieces, and what a reader is.

Shared by the readers of documents (`ingest.readers`) and of vocabularies (`graph.vocabulary.readers`).
"""

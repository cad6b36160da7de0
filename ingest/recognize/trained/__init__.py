"""The recogniser that ships with medgraph: its input, the decoding of its output, and the dictionary beside it."""

"""How well medgraph retrieves and reads: tasks over annotated files, metrics, and tests of significance."""

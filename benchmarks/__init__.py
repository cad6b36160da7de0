"""One script for each published figure of docs/benchmarks.md; each says how to run it and what its bar is."""

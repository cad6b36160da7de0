"""The `medgraph` command: one module a group of commands, each a thin layer over a service."""

"""What a graph store is asked for: one protocol a role, all of them composed into `graph.store.base.GraphStore`."""

__all__: list[str] = []

"""What a graph store is asked for, one protocol a role; `graph.store.base.GraphStore` is all of them."""

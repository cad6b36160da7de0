"""The values that the operations of a store take and return."""

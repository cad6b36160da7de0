"""The evidence table."""

"""Annotated corpora: readers of gold mentions and relations, placed as spans in the documents that readers make."""

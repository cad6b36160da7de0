"""Sources to documents to graphs in the store: readers, chunking, recognition, linking, assertion and relations."""

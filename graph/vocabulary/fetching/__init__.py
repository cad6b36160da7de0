"""Downloads of the vocabularies that may be fetched, from their publishers, checked before they are kept."""

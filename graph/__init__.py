"""The knowledge itself: the model, its stores and indexes, vocabularies and linking; imports no other folder."""

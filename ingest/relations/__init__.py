"""Relations that a document states between its entities, by trigger phrases and a trained model; no LLM is needed."""

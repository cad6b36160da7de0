"""Named entity recognition: by the vocabularies' names, by the model that ships, by spaCy or Hugging Face models."""

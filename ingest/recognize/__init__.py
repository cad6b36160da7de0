"""Named entity recognition: by the vocabularies' names, by the model that ships, by spaCy or Hugging Face models."""

from ingest.recognize.dictionary import DictionaryRecogniser
from ingest.recognize.known_labels import LABELS

__all__ = ["LABELS", "DictionaryRecogniser"]

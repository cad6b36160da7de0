"""Questions: their concepts and words by weight, and the kind of answer they ask for."""

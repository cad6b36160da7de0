"""The names of all loaded concepts, compiled for finding them in text, and what is known of each by number."""

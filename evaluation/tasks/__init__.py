"""One module for each task that is measured; the others are what they share."""

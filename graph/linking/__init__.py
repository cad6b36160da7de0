"""From mentions to concepts: candidates by name, spelling and shared words, ordered by a trained ranker."""

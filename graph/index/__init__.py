"""Search over chunks by meaning and by words: local caches of a store that follow its revision."""

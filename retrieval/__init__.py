"""From a question to evidence and a cited answer, and browsing of the graph."""

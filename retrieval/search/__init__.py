"""Search: arms that propose chunks, their fusion into one ranking, and passages for people."""

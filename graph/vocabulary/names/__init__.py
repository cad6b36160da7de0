"""How names and identifiers are written: tokens, normal forms, senses, opposites, CURIEs. Pure functions of text."""

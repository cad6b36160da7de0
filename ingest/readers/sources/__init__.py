"""Where documents come from: files in folders, members of archives, their encodings, and progress through them."""

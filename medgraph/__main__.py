"""`python -m medgraph`."""

from api.cli import main

main()

"""`python -m medgraph`."""

from api.cli.app import main

main()

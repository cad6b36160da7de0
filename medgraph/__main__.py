"""`python -m medgraph`."""

from api.cli.main import main

main()

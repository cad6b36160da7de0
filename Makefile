PYTHON ?= python3
.PHONY: install test demo lint docs
install: .venv/.installed
.venv/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	.venv/bin/pip install -q torch==2.13.0
	.venv/bin/pip install -q -c constraints.txt -e ".[dev]"
	touch $@
lint: install
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
# Two processes, each with a Neo4j server of its own; where one server is given they would be in each other's way.
# In the order of tests/conftest.py, which xdist would turn into one that leaves the longest files to the end.
test: lint
	.venv/bin/python -m pytest $(if $(MEDGRAPH_TEST_NEO4J_URI),,-n 2 --dist loadfile --no-loadscope-reorder)
demo: install
	.venv/bin/medgraph demo
# The pages on settings, command and HTTP API; a test fails when one is older than the code.
docs: install
	.venv/bin/python -m api.reference

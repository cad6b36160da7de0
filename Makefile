PYTHON ?= python3
PYTEST = .venv/bin/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder
FUZZ_SECONDS ?= 60
.PHONY: install lint test fast deep fuzz demo docs
install: .venv/.installed
.venv/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	.venv/bin/pip install -q --no-compile torch==2.13.0
	.venv/bin/pip install -q --no-compile -c constraints.txt -e ".[dev,ocr]"
	touch $@
lint: install
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy -n 2
# Three processes, of which one mostly waits, share one Neo4j server, one converted model and one demonstration. A file is not split between them, for
# the sake of what its tests share, and files go in the order of tests/conftest.py: the longest first.
test: lint
	$(PYTEST) --durations=40
# What needs no server, no process and no model: for the loop of editing and trying.
fast: install
	$(PYTEST) -m "not server and not process and not model"
# Properties with as many examples as find rare failures, what is marked deep, and every reader fuzzed.
deep: lint
	$(PYTEST) --hypothesis-profile deep
	$(MAKE) fuzz
fuzz: install
	.venv/bin/pip install -q atheris
	for format in $$(.venv/bin/python -c "from ingest.reading import READERS; print(*READERS, 'archive')"); do \
		.venv/bin/python -m tests.fuzz.readers $$format --seconds $(FUZZ_SECONDS) || exit 1; \
	done
demo: install
	.venv/bin/medgraph demo
# The pages on settings, command and HTTP API; a test fails when one is older than the code.
docs: install
	.venv/bin/python -m api.reference

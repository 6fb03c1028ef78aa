# make demo   imports a good and a bad file into the embedded PostgreSQL
# make test   lints and runs every test; needs no root
# make lint   the linters alone; make format repairs what they can
# make bench  times imports against other ways to load a file, see bench/load.py
# make clean  removes all that make has made

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
PGTAP := .cache/pgtap/pgtap.sql
PYTEST_ARGS ?=

.PHONY: demo test lint format bench clean

demo: $(INSTALLED)
	PATH="$(abspath $(BIN)):$$PATH" bash tests/demo/demo.sh

test: lint $(PGTAP)
	$(BIN)/pytest $(PYTEST_ARGS)

lint: $(INSTALLED_DEV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --disable-progress-bar sql migrations

format: $(INSTALLED_DEV)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(INSTALLED)
	$(BIN)/pip install --quiet --editable '.[bench]'
	cd bench && ../$(BIN)/python load.py

$(INSTALLED): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "pg-tabular-import needs Python 3.11 or newer: make PYTHON=python3.11 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	  || { echo "$(PYTHON) cannot make virtual environments: install the package python3-venv" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable .
	touch $@

$(INSTALLED_DEV): $(INSTALLED)
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch $@

$(PGTAP): tests/tools/fetch_pgtap.py | $(INSTALLED)
	$(BIN)/python tests/tools/fetch_pgtap.py $@

clean:
	rm -rf $(VENV) .cache build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis loader/*.egg-info
	find loader tests -name __pycache__ -type d -prune -exec rm -rf {} +

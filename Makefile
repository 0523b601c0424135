# `make demo` and `make test` are all a newcomer needs; both install what they need first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint architecture bench clean

demo: $(VENV)/installed
	@mkdir -p out
	$(BIN)/sayso build examples/one-week --into out/one-week.sayso
	$(BIN)/sayso show out/one-week.sayso events
	$(BIN)/sayso report out/one-week.sayso --out "$(CURDIR)/out/one-week.html"
	@echo "How to read it: examples/README.md"

test: $(VENV)/installed-dev lint
	$(BIN)/python -m pytest

lint: $(VENV)/installed-dev
	$(BIN)/ruff check src tests bench training
	$(BIN)/ruff format --check src tests bench training
	$(BIN)/mypy

architecture: $(VENV)/installed
	$(BIN)/python -m sayso.architecture

bench: $(VENV)/installed-dev
	$(BIN)/python -m bench.speed examples/one-week --repeat 10

clean:
	rm -rf $(VENV) out build dist

$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sayso needs Python 3.11 or newer; name one: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

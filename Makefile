# Two commands: `make run` sets up and extracts corpus/ into out/; `make test` sets up and runs every check.
# Both work in a folder of their own (.venv) and are quick when nothing has changed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SECONDS ?= 60
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test docs dist lock fuzz clean

run: $(VENV)/.run
	$(BIN)/extractor run corpus/ --out out/

test: $(VENV)/.test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 --dist worksteal

# The site in site/, from docs/ and the docstrings; nothing is fetched.
docs: $(VENV)/.test
	$(BIN)/mkdocs build --strict

# Wheel and sdist in dist/, the wheel installed into a fresh environment and tried there.
dist: $(VENV)/.run
	$(BIN)/python -m hatchling build
	rm -rf $(VENV)/fresh && $(BIN)/python -m venv $(VENV)/fresh
	$(VENV)/fresh/bin/python -m pip install --quiet --disable-pip-version-check dist/*.whl
	cd $(VENV)/fresh && bin/extractor --version && bin/extractor lookup Shusha

# Versions and hashes of everything that is installed; --universal covers all supported Pythons and systems.
lock: | $(BIN)/python
	$(PIP) uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate $(UPGRADE) \
		pyproject.toml --group build -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate $(UPGRADE) \
		pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

# Coverage-guided fuzzing of cleaning, of each reader and of each importer, SECONDS for each target; then longer property tests.
# `make fuzz TARGETS="pdf docx" SECONDS=600` chooses. atheris has wheels for Linux alone and stands in no lock file.
fuzz: $(VENV)/.test
	$(PIP) "atheris>=3"
	$(BIN)/python tests/fuzz/fuzz.py $(TARGETS) --seconds $(SECONDS)
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -k "property or properties"

clean:
	rm -rf $(VENV) out build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV): some minutes, once."
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.test: requirements-dev.lock pyproject.toml $(VENV)/.run
	$(PIP) --require-hashes -r requirements-dev.lock
	touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' || \
		{ echo "Python 3.11 to 3.14 is needed. Name one with: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv $(VENV)

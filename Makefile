# The habits of the project. `make` or `make help` lists them; each sets up what it needs, in .venv.
#
#   PYTHON=/path/to/python3   the Python to make .venv with (3.11 or newer; by default the first that is found)
#   DOSSIER=… MAP=…           what `make map` draws, and where to
#   ARGS=…                    handed on to pytest by `make test`, to the benchmarks by `make bench`

DOSSIER ?= examples/dprk-2024.yaml
MAP ?= map.html

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
INSTALL := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet

# A name on the PATH is not enough: version managers put names there that start nothing.
FIND_PYTHON := for python in python3.13 python3.12 python3.11 python3.14 python3 python; do \
	if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	command -v "$$python"; break; fi; done
PYTHON ?= $(shell $(FIND_PYTHON))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help map test check bench docs format bundle golden browser locks clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' Makefile

map: $(STAMPS)/geomoves ## Draw examples/dprk-2024.yaml into map.html
	@$(BIN)/geomoves map "$(DOSSIER)" -o "$(MAP)"
	@$(BIN)/python -c 'import pathlib, sys; print("Open it:", pathlib.Path(sys.argv[1]).resolve().as_uri())' "$(MAP)"

test: $(STAMPS)/geomoves $(STAMPS)/test browser ## Run the tests, getting a browser for them if there is none
	@$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile $(ARGS)

check: $(STAMPS)/geomoves $(STAMPS)/check node_modules/.package-lock.json ## Format, lint, types, imports, the JavaScript's own tests, and that the page's bundle is fresh
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/npm.py run --silent lint
	$(BIN)/python scripts/npm.py run --silent types
	$(BIN)/python scripts/npm.py run --silent test
	$(BIN)/python scripts/build_page.py

format: $(STAMPS)/check node_modules/.package-lock.json ## Put the sources into their format and mend what can be mended
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format
	$(BIN)/python scripts/npm.py run --silent format

bundle: $(STAMPS)/check node_modules/.package-lock.json ## Bundle the page's JavaScript again
	$(BIN)/python scripts/build_page.py --write

golden: $(STAMPS)/geomoves $(STAMPS)/test browser ## Draw the pictures anew that tests compare pages with; look at them
	@GEOMOVES_RECORD_GOLDEN=1 $(BIN)/python -m pytest --quiet tests/maps/test_golden.py
	@echo "Look at each: $(CURDIR)/tests/maps/golden"

bench: $(STAMPS)/geomoves $(STAMPS)/bench browser ## Measure, against the targets and against peers
	@$(BIN)/python -m benchmarks.run $(ARGS)

docs: $(STAMPS)/geomoves $(STAMPS)/docs ## Build the documentation into docs/_site
	@$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going -d docs/_site/.doctrees docs docs/_site
	@echo "The documentation: $(CURDIR)/docs/_site/index.html"

browser: $(STAMPS)/test ## Find a Chromium for the tests, or install one
	@$(BIN)/python scripts/get_browser.py

locks: $(STAMPS)/locks $(STAMPS)/check ## Lock the newest allowed versions of every dependency
	$(BIN)/python scripts/lock.py

clean: ## Remove everything that these targets made
	rm -rf $(VENV) node_modules docs/_site .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	rm -f map.html

# Setting up. A stamp is as new as the last installation from its lock file.

$(BIN)/pip:
	@if [ -z "$(PYTHON)" ]; then \
	  echo "geomoves needs Python 3.11 or newer, and none is on the PATH." >&2; \
	  echo "    → install it, or say where it is: make PYTHON=/path/to/python3 …" >&2; \
	  exit 1; fi
	@echo "Making $(VENV) with $(PYTHON)"
	@"$(PYTHON)" scripts/make_venv.py $(VENV)

$(STAMPS)/runtime $(STAMPS)/test $(STAMPS)/check $(STAMPS)/bench $(STAMPS)/docs $(STAMPS)/locks: $(STAMPS)/%: requirements/%.txt | $(BIN)/pip
	@echo "Installing requirements/$*.txt (again only when that file changes)"
	@$(INSTALL) --require-hashes -r $<
	@mkdir -p $(STAMPS)
	@touch $@

# What a later lock file holds is chosen to go with the runtime's.
$(STAMPS)/test $(STAMPS)/check $(STAMPS)/bench $(STAMPS)/docs $(STAMPS)/locks: | $(STAMPS)/runtime

$(STAMPS)/geomoves: pyproject.toml | $(STAMPS)/runtime
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

node_modules/.package-lock.json: package-lock.json | $(STAMPS)/check
	@$(BIN)/python scripts/npm.py ci
	@touch $@

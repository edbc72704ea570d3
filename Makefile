# Set-up and the daily verbs. `make run` needs nothing but Python 3.11 and make.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --no-deps
COMPILE := uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11
PORT ?= 8000
EXAMPLES ?= quick
SERVER := pipeline/provtag/doccano/server-requirements
# Stages are run as `python …`, which must be the one of .venv.
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export OPENBLAS_NUM_THREADS = 1
# Stages and tests start hundreds of processes, each of which would compile the program for itself.
unexport PYTHONDONTWRITEBYTECODE
export DVC_NO_ANALYTICS = 1

.PHONY: help run wheel docs test test-long lint bench lock doccano doccano-stop
.DEFAULT_GOAL := run

help:  ## what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s%s\n", $$1, $$2 }' Makefile

run: .venv/run  ## train, evaluate, tag data/raw and data/incoming
	$(BIN)/dvc repro
	@$(BIN)/python scripts/results.py

wheel: .venv/run  ## dist/provtag-*.whl with the trained model inside
	@test -f models/provtag/config.cfg || { echo "models/provtag: no model there; run \`make run\` to train it"; exit 2; }
	$(BIN)/pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .

docs: .venv/test  ## the site of these pages: site/index.html
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

test: .venv/test  ## everything: unit, property, browser and doccano tests
	scripts/chromium.sh
	scripts/libreoffice.sh
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports
	$(BIN)/python -m pytest -n 3 --hypothesis-profile $(EXAMPLES)

test-long:  ## the same, with many more examples of every law
	$(MAKE) test EXAMPLES=long

lint: .venv/test  ## mend what can be mended, and check style, types and floors
	$(BIN)/ruff check --fix . && $(BIN)/ruff format . && $(BIN)/mypy && $(BIN)/lint-imports

bench: .venv/test  ## make bench CORPUS=DIR
	@test -n "$(CORPUS)" || { echo "name a folder of regulations: make bench CORPUS=DIR"; exit 2; }
	$(BIN)/python -m benchmarks "$(CORPUS)"

lock:  ## compile the pins and their hashes anew (needs uv)
	$(COMPILE) --override requirements-overrides.txt requirements.in -o requirements.lock
	$(COMPILE) --override requirements-overrides.txt requirements-dev.in -o requirements-dev.lock
	$(COMPILE) --no-deps --no-annotate $(SERVER).in -o $(SERVER).txt

.venv/run: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-build-isolation --editable .
	touch $@

.venv/test: .venv/run requirements-dev.lock
	$(INSTALL) --require-hashes -r requirements-dev.lock
	touch $@

doccano: .venv/run  ## a doccano server of your own on this machine (DOCCANO_USERNAME, DOCCANO_PASSWORD; PORT=8000)
	$(BIN)/python -m provtag.doccano.server start --port $(PORT)

doccano-stop:  ## stop it
	$(BIN)/python -m provtag.doccano.server stop

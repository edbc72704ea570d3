# Set-up and the daily verbs. `make run` needs nothing but Python 3.11 and make.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --no-deps
# Stages are run as `python …`, which must be the one of .venv.
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export OPENBLAS_NUM_THREADS = 1
export DVC_NO_ANALYTICS = 1

.PHONY: run wheel test lint bench lock doccano doccano-stop
.DEFAULT_GOAL := run

run: .venv/run  ## train, evaluate, tag data/raw and data/incoming
	$(BIN)/dvc repro
	@$(BIN)/python pipeline/stages/headline.py

wheel: .venv/run  ## dist/provtag-*.whl with the trained model inside
	@test -f models/provtag/config.cfg || { echo "models/provtag: no model there; run \`make run\` to train it"; exit 2; }
	$(BIN)/pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

test: .venv/test  ## everything: unit, property, browser and doccano tests
	scripts/chromium.sh
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports
	$(BIN)/python -m pytest

lint: .venv/test
	$(BIN)/ruff check --fix . && $(BIN)/ruff format . && $(BIN)/mypy && $(BIN)/lint-imports

bench: .venv/test  ## make bench CORPUS=DIR
	@test -n "$(CORPUS)" || { echo "name a folder of regulations: make bench CORPUS=DIR"; exit 2; }
	$(BIN)/python -m benchmarks "$(CORPUS)"

lock:  ## compile the pins anew (needs uv)
	uv pip compile --quiet --no-emit-index-url --no-header --override requirements-overrides.txt --python-version 3.11 requirements.in -o requirements.lock
	uv pip compile --quiet --no-emit-index-url --no-header --override requirements-overrides.txt --python-version 3.11 requirements-dev.in -o requirements-dev.lock

.venv/run: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(INSTALL) -r requirements.lock
	$(INSTALL) --editable .
	touch $@

.venv/test: .venv/run requirements-dev.lock
	$(INSTALL) -r requirements-dev.lock
	touch $@

doccano: .venv/run  ## a doccano server of your own on this machine (DOCCANO_USERNAME, DOCCANO_PASSWORD)
	$(BIN)/python -m provtag.doccano.server start

doccano-stop:
	$(BIN)/python -m provtag.doccano.server stop

# Every target makes the environment it needs; a second run finds it there.
.DEFAULT_GOAL := help
SHELL := /bin/sh
.SUFFIXES:

VENV := .venv
RUN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
BROWSER := $(VENV)/.browser
GOLD := corpus/gold/seeds.jsonl
PAGES := corpus/seeds
SPREAD := -n auto --dist worksteal

.PHONY: help setup extract serve test test-browser check evaluate diff bench bench-serve fmt clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo '  ARGS="…" is passed on: make extract ARGS="my/folder --to my.db" · make test ARGS="-k dates"'

$(RUNTIME): requirements.lock pyproject.toml scripts/environment
	@PYTHON="$(PYTHON)" scripts/environment requirements.lock
	@touch $@

$(DEV): requirements-dev.lock pyproject.toml scripts/environment
	@PYTHON="$(PYTHON)" scripts/environment requirements-dev.lock
	@touch $(RUNTIME) $@

$(BROWSER): requirements-browser.lock pyproject.toml scripts/environment
	@PYTHON="$(PYTHON)" scripts/environment requirements-browser.lock
	@touch $(RUNTIME) $(DEV) $@

setup: $(DEV)  ## the environment for running and developing, in .venv

extract: $(RUNTIME)  ## pages → claims.db (the seed pages, or ARGS="my/folder --to my.db")
	@$(RUN)/arqam extract $(if $(ARGS),$(ARGS),$(PAGES))

# Without --db in ARGS it is claims.db that is shown, made of the seed pages where it is not there yet.
serve: $(RUNTIME)  ## the fact-checker's pages (ARGS="--db my.db --port 8001 --review --open")
	@$(if $(findstring --db,$(ARGS)),,[ -e claims.db ] || $(RUN)/arqam extract $(PAGES))
	@$(RUN)/arqam serve $(ARGS)

test: $(DEV)  ## the tests, the accuracy gate among them (ARGS="-n0 --pdb" for one process)
	@$(RUN)/python -m pytest $(SPREAD) $(ARGS)

# Skipped, with the cure as the reason, where there is no Chromium (Debian: apt install chromium).
test-browser: $(BROWSER)  ## the pages in a real Chromium, with axe (CHROMIUM=/path/to/it)
	@$(RUN)/python -m pytest tests/browser $(ARGS)

# All of it runs even when an early step fails, so that one run shows everything; pytest comes last.
check: $(DEV)  ## what CI runs: ruff, format, mypy, patterns, tests, gate
	@status=0; \
	$(RUN)/ruff check . || status=1; \
	$(RUN)/ruff format --check . || status=1; \
	$(RUN)/mypy || status=1; \
	$(RUN)/arqam patterns check || status=1; \
	$(RUN)/python -m pytest $(SPREAD) $(ARGS) || status=1; \
	exit $$status

evaluate: $(RUNTIME)  ## scores on the gold, against the recorded run (ARGS=--record keeps this one)
	@$(RUN)/arqam evaluate $(GOLD) --pages $(PAGES) $(ARGS)

diff: $(RUNTIME)  ## claims gained and lost against the recorded run
	@$(RUN)/arqam evaluate $(GOLD) --pages $(PAGES) --diff $(ARGS)

bench: $(DEV)  ## time and memory of the pipeline and its stages; our reader against its peers
	@$(RUN)/python tests/bench/speed.py $(ARGS)
	@$(RUN)/python tests/bench/peers.py
	@$(RUN)/python tests/bench/crawl.py

bench-serve: $(DEV)  ## how fast the pages answer with a million claims, made up first (ARGS="--db my.db")
	@$(RUN)/python tests/bench/serve.py $(ARGS)

fmt: $(DEV)  ## format the code and mend what ruff can mend
	@$(RUN)/ruff check --fix --quiet . || true
	@$(RUN)/ruff format .

clean:  ## remove the environment, the caches and build leftovers (databases stay)
	@rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find extractor tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Everything a reader, a user or a maintainer does here. `make` alone lists the targets.
# Every path here is relative: make never sees where the checkout lies, so a space in that path does no harm.

SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help install run explain test lint docs bench verify page lock clean

PY := .venv/bin/python
export MPLBACKEND := Agg
export MPLCONFIGDIR := .cache/matplotlib
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_REQUIRE_VIRTUALENV := 1
export PIP_USER := 0

# What is installed is known by content, not by time: by these files, and by the place, since an environment cannot be moved.
INSTALLED := .venv/installed-$(shell { pwd -P; cat pyproject.toml requirements.lock src/selectorate/_version.py; } | cksum | tr ' ' '-')
WARMED := .venv/warmed-$(shell cat $$(find src -name '*.py' | LC_ALL=C sort) | cksum | tr ' ' '-')

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-16s%s\n", $$1, $$2}'

install: $(INSTALLED) $(WARMED) ## make .venv with the selectorate command, and compile the kernel once

# Bytecode is made here, on all cores, and not left to the first import: with PYTHONDONTWRITEBYTECODE set nobody would
# keep it, and every start would be slow. A library's file that this Python cannot compile is none that it imports.
$(INSTALLED):
	@sh .ci/environment
	@echo "Installing what requirements.lock pins (one to three minutes) ..."
	@$(PY) -m pip install --quiet --no-compile --require-hashes -r requirements.lock
	@$(PY) -m pip install --quiet --no-compile --no-build-isolation --no-deps --editable .
	@$(PY) -m compileall -qq -j 0 .venv/lib || :
	@rm -f .venv/installed-* && touch $@

$(WARMED): $(INSTALLED)
	@$(PY) -m compileall -q src
	@echo "Compiling the kernel (about a minute the first time) ..."
	@$(PY) -m selectorate.simulation.warm
	@rm -f .venv/warmed-* && touch $@

run: install ## install, then answer the question of the shipped scenario, from 100 histories a world: about a minute
	@.venv/bin/selectorate explain --histories 100 --html answer.html

explain: install ## the same from 500 histories a world, a million in all: some minutes
	@.venv/bin/selectorate explain --histories 500 --no-store

test: $(INSTALLED) ## run every test; the last line is pytest's
	@$(PY) -m pytest -n auto --maxprocesses 4

lint: $(INSTALLED) ## formatting, rules, types, and which room may import which
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	.venv/bin/lint-imports --cache-dir .cache/import-linter
	$(PY) -m pytest -q -p no:cacheprovider tests/repository/test_tree.py tests/repository/test_lock.py

docs: $(INSTALLED) ## build the pages into site/, running their examples; a warning is an error
	@PATH="$$(pwd -P)/.venv/bin:$$PATH" COLUMNS=100 NO_COLOR=1 SELECTORATE_STORE=.cache/store NO_MKDOCS_2_WARNING=1 $(PY) -m mkdocs build --strict --clean
	@echo "site/index.html"

bench: install ## measure, beside peers; writes benchmarks/out/*.json
	@$(PY) -m benchmarks

verify: install ## slow proofs with pictures; writes verification/out/
	@$(PY) -m verification

# Needs node and npm. What it builds is committed, so that nobody else needs them.
page: ## build the studio's page from web/ into the package
	cd web && npm ci --silent && npm run --silent check && npm test --silent && npm run --silent build

# Needs `uv` on the path. No header, address or host: a lock names packages, versions and hashes.
lock: ## pin the dependencies of pyproject.toml anew in requirements.lock
	@command -v uv >/dev/null || { echo "make lock needs uv (pip install uv)" >&2; exit 1; }
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-annotate --upgrade --quiet --output-file requirements.lock

clean: ## remove what these targets made, the environment too
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis site build dist benchmarks/out benchmarks/.env-* verification/out answer.html
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

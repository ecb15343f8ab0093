# Onrecord: make chat, make test.  Everything else is a shorter way to say an `onrecord` command.
# install.py makes .venv and installs the pinned versions; it does nothing when nothing changed.

PYTHON ?= python3
BIN := .venv/bin
FILE ?= $(wildcard tests/evals/*.jsonl)

# The question as typed: make would otherwise read a "$" in it as one of its own variables.
ask: export QUESTION = $(value Q)

.DEFAULT_GOAL := help
.PHONY: help chat ask index test quick bench eval record check install install-quick install-test install-dev

help:
	@echo 'make chat           set up if needed, build the index if needed, open the chat page'
	@echo 'make ask Q="..."    answer one question on the command line'
	@echo 'make index          build the index of the sources (only what changed)'
	@echo 'make test           every test, the browser tests too'
	@echo 'make quick          the tests of single parts, on all cores: under a minute'
	@echo 'make check          format, lint, types'
	@echo 'make bench          measure the budgets: time, memory, size (half an hour)'
	@echo 'make record         record conversations with the language model that is set, for replay in tests'
	@echo 'make eval           score the question files (FILE=... for another one), and the check on lies'

chat: install
	@$(BIN)/onrecord chat

ask: install
	@$(BIN)/onrecord build
	@$(BIN)/onrecord ask -- "$$QUESTION"

index: install
	@$(BIN)/onrecord build

test: install-test
	@$(BIN)/python -m pytest

quick: install-quick
	@$(BIN)/python -m pytest -m "not slow and not browser" -n auto --dist worksteal

bench: install-quick
	@$(BIN)/onrecord build
	@$(BIN)/python -m bot.evals.bench

eval: install
	@$(BIN)/onrecord build
	@for file in $(FILE); do echo "$$file"; $(BIN)/onrecord eval "$$file" || exit 1; done
	@mkdir -p artefacts && echo lies && $(BIN)/onrecord eval lies --out artefacts/lies.jsonl

record: install
	@$(BIN)/onrecord build
	@$(BIN)/python -m bot.evals.cassettes $(or $(CASSETTE),tests/cassettes/$(shell date +%Y-%m-%d).json)

check: install-dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

install install-quick install-test install-dev:
	@command -v $(PYTHON) >/dev/null || { echo 'Onrecord needs Python 3.11 or newer: install python3, then run this again.' >&2; exit 1; }
	@$(PYTHON) install.py $(patsubst install-%,%,$(filter-out install,$@))

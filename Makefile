# make chat   a conversation in the terminal, or answers to the questions piped in
# make test   every check: style, types, borders, corpus, tests (make -k test: all of them, whatever fails)
# make bench  what questions, starts, a batch, growth and Telegram cost, to the terminal and to build/bench.txt
# make soak   20,000 updates of the Telegram bot, with faults and kills
#
# Both make their own virtual environment; needed beforehand are Python 3.11 or newer, with venv, and this repository.

VENV := .venv
IN_VENV := $(VENV)/bin/python
PYTHON ?= $(shell for one in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$one && break; done)

.PHONY: chat bench test soak style types borders corpus tests

chat: $(VENV)/.runs
	@$(IN_VENV) -m bot chat

bench: $(VENV)/.bench
	$(IN_VENV) -m tests.bench

test: style types borders corpus tests

soak: $(VENV)/.tests
	$(IN_VENV) -m tests.telegram.soak

style: $(VENV)/.tests
	$(IN_VENV) -m ruff check --quiet
	$(IN_VENV) -m ruff format --quiet --check

types: $(VENV)/.tests
	$(IN_VENV) -m mypy --strict

borders: $(VENV)/.tests
	$(VENV)/bin/lint-imports --no-logo

corpus: $(VENV)/.tests
	$(IN_VENV) -m facts check

tests: $(VENV)/.tests
	$(IN_VENV) -m pytest -q

# Installs $(1), and compiles the modules, as an installation does that is not editable. Nothing of it goes to stdout,
# where answers go, or reads stdin, where questions come from. The lock is for two makes at once.
define install
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or newer is needed; name it: make PYTHON=/path/to/python3" >&2; exit 1; fi
	@exec 9<pyproject.toml; if command -v flock >/dev/null; then flock 9; fi; \
	if [ $@ -nt pyproject.toml ]; then exit 0; fi; \
	echo "Installing into $(VENV), once ..." >&2; \
	$(PYTHON) -m venv $(VENV) >&2 </dev/null && \
	$(IN_VENV) -m pip install --quiet --disable-pip-version-check --editable '$(1)' >&2 </dev/null && \
	$(IN_VENV) -m compileall -q bot facts intents >&2 && \
	touch $@
endef

$(VENV)/.runs: pyproject.toml
	$(call install,.)

$(VENV)/.bench: pyproject.toml | $(VENV)/.tests
	$(call install,.[bench])

$(VENV)/.tests: pyproject.toml | $(VENV)/.runs
	$(call install,.[dev])

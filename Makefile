# Two commands: `make demo` to see it, `make test` to prove it. Nothing of ours is needed but Python 3.11+ and make.
SHELL := /bin/sh
HERE := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))
VENV := $(HERE).venv
BIN := $(VENV)/bin
PYTHON ?= python3
PORT ?= 8000
export PORT
STAMP := $(VENV)/.ready
# A recipe runs in the project's own folder, wherever make was called from.
IN := cd "$(HERE)" &&

.PHONY: help demo test check messages assets bench requirements fresh

help:
	@echo "make demo    see it: http://127.0.0.1:$(PORT)/ (PORT=8001 make demo for another port)"
	@echo "make test    prove it"
	@echo "make bench   measure it"

demo: $(STAMP)
	@$(IN) exec "$(BIN)/hamroh" demo --port $(PORT)

fresh: $(STAMP)
	@$(IN) exec "$(BIN)/hamroh" demo --port $(PORT) --fresh

test: $(STAMP) $(VENV)/.dev
	@$(IN) "$(BIN)/python" tools/absent.py
	@$(IN) "$(BIN)/python" -m pytest -n 2 --dist loadfile

check: $(VENV)/.dev
	@$(IN) "$(BIN)/ruff" check src tests tools && "$(BIN)/ruff" format --check src tests tools
	@$(IN) "$(BIN)/mypy" src/hamroh
	@$(IN) "$(BIN)/lint-imports"

bench: $(STAMP)
	@$(IN) "$(BIN)/hamroh" bench

messages: $(VENV)/.dev
	@$(IN) "$(BIN)/python" tools/messages.py

assets:
	@$(IN) sh frontend/build.sh

$(STAMP): $(HERE)requirements.txt $(HERE)pyproject.toml $(wildcard $(HERE)src/hamroh/locale/*/LC_MESSAGES/*.po)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Hamroh needs Python 3.11 or newer; say which with PYTHON=python3.12 make …")'
	@test -x "$(BIN)/python" || $(PYTHON) -m venv "$(VENV)" || { rm -rf "$(VENV)"; echo "This Python cannot make a virtual environment. On Debian: apt install python3-venv" >&2; exit 1; }
	@cmp -s "$(HERE)requirements.txt" "$(VENV)/requirements.installed" || { \
		"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$(HERE)requirements.txt" && \
		"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e "$(HERE)" && \
		cp "$(HERE)requirements.txt" "$(VENV)/requirements.installed"; }
	@$(IN) "$(BIN)/python" tools/compile_messages.py
	@touch "$@"

$(VENV)/.dev: $(STAMP) $(HERE)requirements-dev.txt
	@cmp -s "$(HERE)requirements-dev.txt" "$(VENV)/requirements-dev.installed" || { \
		"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$(HERE)requirements-dev.txt" && \
		cp "$(HERE)requirements-dev.txt" "$(VENV)/requirements-dev.installed"; }
	@touch "$@"

# Pins and hashes for every platform, without an address of any package index in them.
requirements: $(VENV)/.dev
	@$(IN) "$(BIN)/uv" pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
		--no-header --python-version 3.11 --extra build pyproject.toml -o requirements.txt
	@$(IN) "$(BIN)/uv" pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
		--no-header --python-version 3.11 --extra build --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

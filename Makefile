# `make run` shows the site, `make test` proves it, `make check` reads it. Each makes the venv first.
SHELL := /bin/bash
PORT ?= 8000
UV := 0.13.9
BIN := .venv/bin
COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.12 --generate-hashes --no-header --no-annotate pyproject.toml

.PHONY: setup run test check lock
setup: .venv/.synced

# Any Python from 3.12 that can make a venv will do; a pin that pyenv lacks makes its own commands fail, so `system` is tried last.
.venv/.synced: requirements.lock
	@found=; fits='import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))'; \
	if ! $(BIN)/python -c "$$fits" 2>/dev/null; then \
	    for python in "$$PYTHON" python3.13 python3.14 python3.12 python3 ~/.pyenv/versions/3.*/bin/python3 system; do \
	        if [ "$$python" = system ]; then export PYENV_VERSION=system; python=python3; fi; \
	        if [ -n "$$python" ] && "$$python" -c "$$fits" 2>/dev/null; then found=$$python; break; fi; \
	    done; \
	    if [ -z "$$found" ]; then \
	        echo "BackCare needs Python 3.12 or newer with venv (Debian: apt install python3-venv); name one with: make PYTHON=/path/to/python3" >&2; exit 1; \
	    fi; \
	    "$$found" -m venv --clear .venv; \
	fi
	@export UV_PYTHON_DOWNLOADS=never; \
	if $(BIN)/python -m pip install -q --disable-pip-version-check uv==$(UV) && $(BIN)/uv pip sync -q --require-hashes requirements.lock --python $(BIN)/python; then :; \
	else $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock; fi
	@touch $@

lock: setup
	$(COMPILE) --group dev -o requirements.lock
	$(COMPILE) -o requirements-production.lock

# `make run` shows the site, `make test` proves it, `make check` reads it. Each makes the venv first.
SHELL := /bin/bash
PORT ?= 8000
UV := 0.13.9
BIN := .venv/bin
COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.12 --generate-hashes --no-header --no-annotate pyproject.toml

.PHONY: setup run demo test browser bench check lock
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

run: setup
	@$(BIN)/python manage.py migrate -v 0
	@$(BIN)/python manage.py createcachetable
	@echo "BackCare: http://127.0.0.1:$(PORT)/  (Ctrl+C ends it)"
	@$(BIN)/python manage.py runserver $(PORT)

demo: setup
	@$(BIN)/python manage.py migrate -v 0
	@$(BIN)/python manage.py demo

# Two runs side by side, one for each core: all on SQLite; and all that knows a database, which is what is not marked `pages`,
# on a PostgreSQL that the tests start and stop themselves. It ends sooner, so part of the first run comes after it.
AFTER := $(addprefix tests/browser/test_,accessibility.py layout.py print.py sheet.py timer.py)
test: setup browser
	@log=$$(mktemp); \
	{ other=0; $(BIN)/python -m pytest --database=postgresql --ignore=tests/plan -m "not pages" -o cache_dir=.cache/pytest --output=.cache/browser || other=1; \
	$(BIN)/python -m pytest $(AFTER) -o cache_dir=.cache/pytest --output=.cache/browser || other=1; exit $$other; } >$$log 2>&1 & other=$$!; \
	status=0; $(BIN)/python -m pytest $(addprefix --ignore=,$(AFTER)) || status=1; \
	wait $$other || status=1; cat $$log; rm -f $$log; exit $$status

# Where no Chromium can be had, the browser tests say so; with CI=true they fail.
browser: setup
	@if ! command -v chromium chromium-browser google-chrome >/dev/null; then \
	    if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get -qq update && apt-get -qq install -y chromium >/dev/null; \
	    else $(BIN)/playwright install chromium; fi || echo "No Chromium could be installed." >&2; \
	fi

# What it costs, on a machine with nothing else to do: all of it takes about twenty minutes, or PARTS="core pages" only those.
PERSONS ?= 1000000
bench: setup browser
	@$(BIN)/python -m tests.bench --persons $(PERSONS) $(PARTS)

# Every check runs, and each that fails is named at the end.
PRODUCTION := DEBUG=0 ALLOWED_HOSTS=backcare.example MAIL_HOST=mail.backcare.example SECRET_KEY=$(shell printf 'check%.0s-only' {1..10})
check: setup
	@failed=; try() { "$$@" || failed="$$failed\n  $$*"; }; export PATH="$$PWD/$(BIN):$$PATH"; \
	try ruff check; \
	try ruff format --check; \
	try mypy; \
	try python manage.py makemigrations --check --dry-run -v 0; \
	try env $(PRODUCTION) python manage.py check --deploy --fail-level WARNING; \
	if [ -n "$$failed" ]; then printf "Failed:$$failed\n" >&2; exit 1; fi

# After a change of dependencies. No address of the place where it was made gets in.
lock: setup
	$(COMPILE) --group dev -o requirements.lock
	$(COMPILE) -o requirements-production.lock

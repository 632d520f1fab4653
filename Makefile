# `make run` serves the site and sends reminders, `make test` runs all tests, `make check` runs all linters. Each sets up the venv first.
SHELL := /bin/bash
PORT ?= 8000
UV := 0.13.9
BIN := .venv/bin
# Python keeps compiled bytecode, even if the environment turns that off: the tests start it hundreds of times.
export PYTHONDONTWRITEBYTECODE :=
export PYTHONPYCACHEPREFIX := $(CURDIR)/.cache/compiled
COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.12 --generate-hashes --no-header --no-annotate pyproject.toml

.PHONY: setup run demo test browser checkers bench cohort mutation check lock
setup: .venv/.synced

# Any Python from 3.12 with venv will do. `system` comes last: it helps where pyenv lacks the version of .python-version.
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
	@echo "BackCare: http://localhost:$(PORT)/  (Ctrl+C ends it)"
	@$(BIN)/python manage.py remind --with-parent=$$$$ & exec $(BIN)/python manage.py runserver $(PORT)

demo: setup
	@$(BIN)/python manage.py migrate -v 0
	@$(BIN)/python manage.py demo

# Two runs at the same time, one for each core: all tests on SQLite, and the tests that depend on the database on
# PostgreSQL: not those marked `pages`, and not those in ONCE. The second run is shorter, so it takes over the browser
# tests in AFTER.
ONCE := $(addprefix tests/,plan presenters forms mutation test_documents.py test_drawings.py test_reading.py test_styles.py test_templates.py)
AFTER := $(addprefix tests/browser/test_,every_page.py guide.py layout.py moving.py offline.py offline_safety.py print.py progress.py refresh.py taps.py timer.py today.py)
test: setup browser
	@log=$$(mktemp); \
	{ other=0; $(BIN)/python -m pytest --database=postgresql $(addprefix --ignore=,$(ONCE)) -m "not pages" -o cache_dir=.cache/pytest --output=.cache/browser || other=1; \
	$(BIN)/python -m pytest $(AFTER) -o cache_dir=.cache/pytest --output=.cache/browser || other=1; exit $$other; } >$$log 2>&1 & other=$$!; \
	status=0; $(BIN)/python -m pytest $(addprefix --ignore=,$(AFTER)) || status=1; \
	wait $$other || status=1; cat $$log; rm -f $$log; exit $$status

# The browsers and the readers of calendars. Without one its tests are skipped, and with CI=true they fail.
browser: setup
	@if ! command -v chromium chromium-browser google-chrome >/dev/null; then \
	    if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get -qq update && apt-get -qq install -y chromium >/dev/null && \
	        { apt-get -qq install -y chromium-headless-shell >/dev/null 2>&1 || true; }; \
	    else $(BIN)/playwright install chromium; fi || echo "No Chromium could be installed." >&2; \
	fi
	@if ! command -v firefox-esr firefox >/dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get -qq update && apt-get -qq install -y firefox-esr >/dev/null || echo "No Firefox could be installed." >&2; \
	fi
	@if ! ldconfig -p | grep -q libical.so && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get -qq install -y libical3 >/dev/null || echo "No libical could be installed." >&2; \
	fi
	@$(BIN)/python -m tests.npm || echo "No Chromium of 2023 and no ical.js could be installed: that needs npm." >&2

# What html-validate, Nu, IBM's and Squiz's accessibility checkers, stylelint and a follower of links say of every page of
# the tour. Some minutes; it needs Java and npm.
checkers: setup browser
	@$(BIN)/python -m pytest -q --show-capture=no tests/checkers/pages.py

# Measure what pages cost, on a machine with nothing else to do. All parts take about twenty minutes; PARTS="core pages"
# measures some.
PERSONS ?= 1000000
bench: setup browser
	@$(BIN)/python -m tests.bench --persons $(PERSONS) $(PARTS)

# Let people who do not exist live through 28 days with the plan, and count how it goes. Five minutes on two quiet cores.
cohort: setup
	@$(BIN)/python -m tests.plan.cohort

# Make one small fault at a time in the plan core, and see whether a test notices. Hours for all of it, and the next run
# goes on where one ends; MODULES="gate ledger" tries some modules.
mutation: setup
	@$(BIN)/python -m tests.mutation $(MODULES)

# Every check runs; the failed ones are listed at the end.
PRODUCTION := DEBUG=0 ALLOWED_HOSTS=backcare.example MAIL_HOST=mail.backcare.example SECRET_KEY=$(shell printf 'for%.0s-checks-only-' {1..10})
check: setup
	@failed=; try() { "$$@" || failed="$$failed\n  $$*"; }; export PATH="$$PWD/$(BIN):$$PATH"; \
	try ruff check; \
	try ruff format --check; \
	try mypy; \
	try lint-imports --no-logo --no-cache; \
	try python manage.py makemigrations --check --dry-run -v 0; \
	try env $(PRODUCTION) python manage.py check --deploy --fail-level WARNING; \
	if [ -n "$$failed" ]; then printf "Failed:$$failed\n" >&2; exit 1; fi

# Run this after a change of dependencies. The lock files hold hashes and no address of a package index.
lock: setup
	$(COMPILE) --group dev -o requirements.lock
	$(COMPILE) -o requirements-production.lock

# Two commands do all the set-up on a fresh machine with Python 3.11 or newer:
#   make demo   runs the main job on recorded figures that the project contains
#   make test   passes the tests
# Paths are relative on purpose: the checkout may lie in a folder with a space in its name.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
VENV := .venv
BENCH_VENV := .venv-bench
RUN := $(VENV)/bin/python -m
DEMO_DIR := demo

.PHONY: demo test golden golden-page lint format bench bench-history bench-many lock calendar tables clean

demo: $(VENV)/ready
	@echo "numpy, as if it supported Python 3.9 and newer, on 2026-08-08:"
	$(RUN) pypistats_action --source sample --requires-python '>=3.9' --output-dir $(DEMO_DIR) --reference-date 2026-08-08
	@echo
	@echo "Open $(DEMO_DIR)/numpy/report.md and the badges beside it."

test: $(VENV)/ready
	$(RUN) pytest -rs --cov --cov-report=term-missing:skip-covered

# The documents that tests compare byte for byte, drawn anew; `make golden-page` shows both versions side by side.
golden: $(VENV)/ready
	$(RUN) pytest -q tests/integration/test_golden.py --renew-golden

golden-page: $(VENV)/ready
	$(RUN) tools.compare_golden

lint: $(VENV)/ready
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	$(VENV)/bin/python -c 'from importlinter.cli import lint_imports_command as lint; lint()'

format: $(VENV)/ready
	$(RUN) ruff check --fix
	$(RUN) ruff format

bench: $(VENV)/ready $(BENCH_VENV)/ready
	$(RUN) bench

bench-history: $(VENV)/ready
	$(RUN) bench.history

bench-many: $(VENV)/ready
	$(RUN) bench.many

lock: $(VENV)/ready
	$(RUN) uv --version >/dev/null 2>&1 || $(RUN) pip install --quiet uv
	$(RUN) uv pip compile pyproject.toml --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
		--no-header --no-annotate --output-file requirements.txt
	$(RUN) uv pip compile pyproject.toml --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
		--group dev --no-header --no-annotate --output-file requirements-dev.txt
	$(RUN) uv pip compile bench/requirements.in --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
		--no-header --no-annotate --output-file bench/requirements.txt
	$(RUN) uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
		--group pyproject.toml:lint-workflows --no-header --no-annotate --output-file requirements-lint.txt

calendar: $(VENV)/ready
	$(RUN) tools.renew_calendar

tables: $(VENV)/ready
	$(RUN) tests.support.tables

# A virtual environment that was not finished is made anew.
$(VENV)/ready: requirements-dev.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name it with 'make PYTHON=/path/to/python'." >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(RUN) pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(VENV)/ready

# The client that the benchmark compares with is no dependency of the project: it has an environment to itself.
$(BENCH_VENV)/ready: bench/requirements.txt
	$(PYTHON) -m venv --clear $(BENCH_VENV)
	$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r bench/requirements.txt
	touch $(BENCH_VENV)/ready

clean:
	rm -rf $(VENV) $(BENCH_VENV) $(DEMO_DIR) .coverage build dist

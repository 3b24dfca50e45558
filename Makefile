# Two commands do all the set-up on a fresh machine with Python 3.11 or newer:
#   make demo   runs the main job on recorded figures that the project contains
#   make test   passes the tests
# Paths are relative on purpose: the checkout may lie in a folder with a space in its name.
# 'make PYTHON=/path/to/python …' names the Python; tools/environment finds one otherwise.

VENV := .venv
DEMO_VENV := .venv-demo
BENCH_VENV := .venv-bench
GUIDED_VENV := .venv-guided
PACKAGING_VENV := .venv-packaging
RUN := $(VENV)/bin/python -m
DEMO_DIR := demo

.PHONY: demo test fuzz fuzz-guided golden golden-page lint format bench bench-history bench-many backtest lock upgrade calendar tables clean always

demo: $(DEMO_VENV)/ready
	@echo "numpy, as if it supported Python 3.9 and newer, on 2026-08-08:"
	$(DEMO_VENV)/bin/python -m pypistats_action --source sample --requires-python '>=3.9' --reference-date 2026-08-08 \
		--html true --refresh true --output-dir $(DEMO_DIR)
	@echo
	@echo "Open $(DEMO_DIR)/numpy/index.html in a browser; report.md and the badges lie beside it."

test: $(VENV)/ready
	$(RUN) pytest -rs --cov --cov-report=term-missing:skip-covered

# Hostile answers, files, runs, templates and publishing faults, N answers and as many of the rest as fit to them.
# What it finds has a seed: `make fuzz N=2000 SEED=7` tries the same again.
N ?= 2000
fuzz: $(VENV)/ready
	$(RUN) tests.attacks $(N) $(if $(SEED),--seed $(SEED))

# The decoders alone, guided by what their code reaches, for SECONDS; only where atheris has a wheel.
SECONDS ?= 60
fuzz-guided: $(VENV)/ready
	$(RUN) venv $(GUIDED_VENV)
	$(GUIDED_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --only-binary :all: 'atheris==3.*'
	PYTHONPATH="$$($(VENV)/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')" \
		$(GUIDED_VENV)/bin/python -m tests.attacks.guided -max_total_time=$(SECONDS)

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

backtest: $(VENV)/ready
	$(RUN) bench.backtest

# Locks keep what they have where it still fits; 'make upgrade' renews all, 'make upgrade PACKAGE=requests' one.
lock: $(PACKAGING_VENV)/ready
	$(COMPILE) pyproject.toml --output-file requirements.txt
	$(COMPILE) pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt
	$(COMPILE) --group pyproject.toml:lint-workflows --output-file requirements-lint.txt
	$(COMPILE) --group pyproject.toml:packaging --output-file requirements-packaging.txt
	$(COMPILE) bench/requirements.in --output-file bench/requirements.txt

upgrade: RENEWED := $(if $(PACKAGE),--upgrade-package '$(PACKAGE)',--upgrade)
upgrade: lock

# Extras stay: without them 'pip install -r' would have to find out by itself what they bring.
COMPILE = $(PACKAGING_VENV)/bin/python -m uv pip compile --quiet --universal --generate-hashes --no-strip-extras \
	--python-version 3.11 --no-header --no-annotate $(RENEWED)

calendar: $(VENV)/ready
	$(RUN) tools.renew_calendar

tables: $(VENV)/ready
	$(RUN) tests.support.tables

# tools/environment looks each time whether an environment is ready: a file's age doesn't tell.
$(VENV)/ready: always
	@tools/environment --editable $(VENV) requirements-dev.txt

$(DEMO_VENV)/ready: always
	@tools/environment $(DEMO_VENV) requirements.txt

$(PACKAGING_VENV)/ready: always
	@tools/environment $(PACKAGING_VENV) requirements-packaging.txt

# What the benchmark compares with is no dependency of the project: it has an environment to itself.
$(BENCH_VENV)/ready: always
	@tools/environment $(BENCH_VENV) bench/requirements.txt

clean:
	rm -rf $(GUIDED_VENV) $(VENV) $(DEMO_VENV) $(BENCH_VENV) $(PACKAGING_VENV) $(DEMO_DIR) .coverage build dist

# The interface of the project. `make` alone prints what there is.
.DEFAULT_GOAL := help

# Settings: DOCUMENTS and WAREHOUSE say where; STRICT=1, ALLOW_EMPTY=1, JOBS=N, RELEASES=N COVERAGE=0.9 MEMORY=4GB and FAULTY=part|hold say how.
WAREHOUSE ?= warehouse
DOCUMENTS ?= $(WAREHOUSE)/documents
export DOCUMENTS WAREHOUSE DEPARTMENT FORMAT DOCUMENT PAGES INDICATOR STRICT ALLOW_EMPTY JOBS RELEASES COVERAGE MEMORY FAULTY

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	if command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$p; break; fi; done)
# A variable that no target asked for takes is a slip of the pen; make itself would say nothing.
GIVEN := $(foreach name,$(.VARIABLES),$(if $(filter command,$(origin $(name))),$(name)))
ifneq ($(and $(GIVEN),$(MAKECMDGOALS),$(PYTHON)),)
SLIP := $(shell $(PYTHON) -m warehouse.usage '$(firstword $(MAKEFILE_LIST))' '$(MAKECMDGOALS)' '$(GIVEN)')
$(if $(SLIP),$(error $(SLIP)))
endif

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help build test test-quick lint format docs shell metric report review trace pictures quarantine export bench drift releases rollback diff licences lock clean

help: ## to see what there is
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

# uv installs in seconds what pip takes a minute and a half for; uv itself comes from pip. Both by hash. Modules are compiled once here, since a machine
# may forbid Python to keep what it compiles at each start.
$(READY): requirements/lock.txt requirements/uv.txt
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or later is needed; none was found" >&2; exit 2; fi
	@echo "setting up $(VENV) with $$($(PYTHON) --version)"
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --compile-bytecode --require-hashes -r requirements/lock.txt
	@touch $@

build: $(READY) ## to load the documents and publish the warehouse (DOCUMENTS=folder WAREHOUSE=folder STRICT=1 ALLOW_EMPTY=1 JOBS=N RELEASES=N COVERAGE=0.9 MEMORY=4GB FAULTY=hold)
	@$(BIN)/python -m warehouse.build

# A process per core; the tests of a file stay together, since they share what they build. Each process takes up to a gigabyte.
SIDE_BY_SIDE := -n logical --maxprocesses 4 --dist loadfile

test: $(READY) $(VENV)/.metrics $(VENV)/.report ## to run every test
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE)

test-quick: $(READY) $(VENV)/.metrics $(VENV)/.report ## to run the quick tests only
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE) -m "not slow"

lint: $(READY) ## to check Python (ruff), types (mypy), SQL (sqlfluff), models (dbt-score) and layers (import-linter)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/sqlfluff lint dbt_project/models dbt_project/tests dbt_project/analyses --disable-progress-bar
	@cd dbt_project && PYTHONPATH=. PTW_CANDIDATE=:memory: PTW_WORK=:memory: ../$(BIN)/dbt-score lint --run-dbt-parse
	@$(BIN)/lint-imports

format: $(READY) ## to format Python and SQL
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .
	@$(BIN)/sqlfluff fix dbt_project/models dbt_project/tests dbt_project/analyses --disable-progress-bar

docs: $(READY) ## to write docs/tables.md, docs/tables.zh-CN.md and the site of models and lineage (output/docs/index.html)
	@$(BIN)/python -m warehouse.catalogue
	@$(BIN)/python -m warehouse.dbt_site

shell: $(READY) ## to open a SQL prompt on the published file, read-only
	@$(BIN)/python -m warehouse.shell

metric: $(READY) $(VENV)/.metrics ## to show metrics of the published file (METRIC=name BY=dimension, or QUERY=name; alone to list what there is)
	@$(BIN)/python -m warehouse.metric $(METRIC) $(if $(BY),--by $(BY)) $(if $(QUERY),--query $(QUERY))

# No build needs it; tests of metrics are left out where it is absent.
$(VENV)/.metrics: requirements/metrics.txt | $(READY)
	@if VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --compile-bytecode --require-hashes -r requirements/metrics.txt; then touch $@; fi

# The charts of the report; its tests are left out where they are absent.
$(VENV)/.report: requirements/report.txt | $(READY)
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --compile-bytecode --require-hashes -r requirements/report.txt
	@touch $@

# Needed for nothing else, and the bench says so where it is absent.
$(VENV)/.bench: requirements/bench.txt | $(READY)
	@if VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --compile-bytecode --require-hashes -r requirements/bench.txt; then touch $@; fi

report: $(READY) $(VENV)/.report ## to write one page over the published file (DEPARTMENT=name DOCUMENTS=folder)
	@$(BIN)/python -m warehouse.report

review: $(READY) ## to write a document's pages beside the rows loaded from it (DOCUMENT=file PAGES=3-9 DOCUMENTS=folder)
	@$(BIN)/python -m warehouse.review

trace: $(READY) ## to draw the page on which an indicator is printed (INDICATOR=key DOCUMENTS=folder)
	@$(BIN)/python -m warehouse.trace

pictures: $(READY) $(VENV)/.report ## to take the pictures of docs/pictures of the sample anew (needs Chromium)
	@$(BIN)/python -m tests.pictures

# An environment of its own: Superset wants older libraries than the rest. Needed for nothing else.
BI := .venv-bi
export PORT
.PHONY: bi bi-stop test-bi
$(BI)/.ready: requirements/bi.txt | $(READY)
	@echo "setting up $(BI) with Apache Superset (700 MB)"
	@[ -x $(BI)/bin/python ] || $(PYTHON) -m venv $(BI)
	@VIRTUAL_ENV=$(BI) $(BIN)/uv pip install --quiet --require-hashes -r requirements/bi.txt
	@touch $@

bi: $(BI)/.ready ## to open a dashboard on the published file, in Superset on this machine (PORT=8088)
	@$(BIN)/python -m warehouse.bi.server start

bi-stop: $(READY) ## to end the dashboard's server
	@$(BIN)/python -m warehouse.bi.server stop

test-bi: $(BI)/.ready $(VENV)/.metrics ## to try the dashboard in a browser (PICTURE=1 writes docs/pictures/dashboard.png)
	@$(BIN)/python -m pytest tests/bi/in_browser.py

quarantine: $(READY) ## to list what is held back and which readings were taken back, and why
	@$(BIN)/python -m warehouse.quarantine

export: $(READY) ## to write the marts as workbook, CSV and Parquet to output/ of the warehouse folder (DEPARTMENT=name FORMAT=xlsx,csv,parquet)
	@$(BIN)/python -m warehouse.export

bench: $(READY) $(VENV)/.bench ## to measure the PDF reader beside other readers (FILES="a.pdf b.pdf" for documents of your own)
	@$(BIN)/python -m bench $(FILES)

drift: $(READY) ## to list the cells of kept documents that read otherwise than accepted (ACCEPT=1 keeps them)
	@$(BIN)/python -m tests.drift $(if $(filter 1,$(ACCEPT)),--accept)

releases: $(READY) ## to list the releases that are kept
	@$(BIN)/python -m warehouse.releases list

rollback: $(READY) ## to put a kept release back (RELEASE=name)
	@$(BIN)/python -m warehouse.releases rollback $(RELEASE)

diff: $(READY) ## to compare two releases (FROM=name TO=name)
	@$(BIN)/python -m warehouse.releases diff $(FROM) $(TO)

licences: $(READY) ## to list the licences of what the project depends on in docs/licences.md
	@$(BIN)/python requirements/licences.py

lock: $(READY) ## to resolve the dependencies of pyproject.toml anew
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-strip-extras -q -U -o requirements/lock.txt
	@$(BIN)/uv pip compile --group pyproject.toml:bench -c requirements/lock.txt --universal --python-version 3.11 --generate-hashes --no-header --no-strip-extras -q -U -o requirements/bench.txt
	@$(BIN)/uv pip compile --group pyproject.toml:metrics -c requirements/lock.txt --universal --python-version 3.11 --generate-hashes --no-header --no-strip-extras -q -U -o requirements/metrics.txt
	@$(BIN)/uv pip compile --group pyproject.toml:report -c requirements/lock.txt --universal --python-version 3.11 --generate-hashes --no-header --no-strip-extras -q -U -o requirements/report.txt
	@$(BIN)/uv pip compile --group pyproject.toml:bi --universal --python-version 3.11 --generate-hashes --no-header --no-strip-extras -q -U -o requirements/bi.txt

clean: ## to remove what can be made again; never documents, the published file, its releases or the accounts of runs (PUBLISHED=1 removes those three)
	@rm -rf $(WAREHOUSE)/work $(WAREHOUSE)/output dbt_project/target dbt_project/logs .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@if [ "$${PUBLISHED:-0}" = 1 ]; then rm -rf $(WAREHOUSE)/performance_targets.duckdb $(WAREHOUSE)/releases $(WAREHOUSE)/runs; fi

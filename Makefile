# Everything is done by docker/local (standard library, the system's Python); this file only names it.
# Where and how: PORT (5000), DTTS_VAR (var), DTTS_PG_PORT DTTS_REDIS_PORT DTTS_SOLR_PORT DTTS_SMTP_PORT (PORT+1 to +4),
# DTTS_HOST (127.0.0.1), DTTS_SITE_URL, DTTS_CACHE.

PYTHON ?= python3
LOCAL = $(PYTHON) docker/local/portal.py
BIN = .venv/bin

.DEFAULT_GOAL := help
.PHONY: help payloads portal stop mail backup restore test test-core test-glue test-browser test-packaging test-services lint bench soak soak-away soak-centre soak-harvest oracle clean python

help: ## this list
	@echo "make portal          everything from a bare Debian 12 machine to a running portal with sample data"
	@echo "make stop            stop what make portal started"
	@echo "make mail            the mails that the portal sent and its catcher kept"
	@echo "make backup          databases and files into a folder: TO=backups; the portal goes on working"
	@echo "make restore         a backup into an empty folder: FROM=backups/<moment> DTTS_VAR=… PORT=…"
	@echo "make test            all tests in two lanes, on services of their own"
	@echo "make test-core       tests of the core, the connectors and the house rules: no services"
	@echo "make test-glue       tests of the portal's code on PostgreSQL, Redis and Solr"
	@echo "make test-browser    tests in Chromium on a whole portal"
	@echo "make test-packaging  what is in the wheel, installed in clean environments"
	@echo "make test-services   bring up the tests' services and leave them, for pytest tests/glue alone"
	@echo "make lint            ruff, mypy, import-linter"
	@echo "make oracle          10,000 drawn tables checked by us and by frictionless (about ten minutes)"
	@echo "make payloads        real payloads of others harvested from the loopback: mapped, ignored, refused"
	@echo "make bench           times, printed and never judged: BENCH='observations sdmx' DTTS_BENCH_ROWS=5000000"
	@echo "make soak            10,000 steps at random through the actions, and 50 killed workers (about an hour)"
	@echo "make soak-away       Solr, Redis and the mail server of a portal of its own are stopped while people work"
	@echo "make soak-centre     a centre harvests a province of 500 datasets, then 15 changed and 3 removed: two whole portals"
	@echo "make soak-harvest    harvests: 200 kills over 2,000 records, 63 sources of which one hangs (about half an hour)"
	@echo "make clean           remove what can be made again; DATA=yes also all data of the portal"
	@echo
	@echo "PORT=5000 DTTS_VAR=var choose port and folder; PYTEST_ARGS='-k word' chooses tests."

python:
	@command -v $(PYTHON) >/dev/null || sh docker/local/get-package.sh python3

portal: python
	@$(LOCAL) up

stop mail: python
	@$(LOCAL) $@

backup: python
	@$(if $(TO),DTTS_BACKUPS=$(TO) )$(LOCAL) $@

restore: python
	@DTTS_RESTORE=$(FROM) $(LOCAL) $@

test test-core test-glue test-browser test-packaging test-services: python
	@$(LOCAL) $@

lint: python
	@$(LOCAL) develop
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy -p dtts -p dtts_harvesters -p ckanext.dtts
	MYPYPATH=docker $(BIN)/mypy --strict -p local
	$(BIN)/lint-imports

payloads: python
	@$(LOCAL) develop
	@PYTHONPATH=tests $(BIN)/python -m harvest_server.payloads

# All that want neither a running portal (pages, drop) nor the files of others (pollock, csv_collections).
# Each is ended after DTTS_BENCH_SECONDS, with its services. DTTS_BESIDE=FOLDER lets ckanext-harvest run after `harvest`.
# DTTS_BENCH_ROWS=5000000 is the full store of observations.
BENCH ?= check correct duties examine harvest hostile observations publish reorganisations revisions sdmx search units
DTTS_BENCH_SECONDS ?= 1800

bench: python
	@$(LOCAL) develop
	@for each in $(BENCH); do \
		echo "$$each:"; \
		timeout --foreground -s INT $(DTTS_BENCH_SECONDS) $(BIN)/python tests/bench/bench_$$each.py || exit 1; \
	done

# DTTS_WALK_SEED=2 walks another way; DTTS_WALK_STEPS says how far.
soak: python
	@$(LOCAL) test-services
	DTTS_WALK_STEPS=$${DTTS_WALK_STEPS:-10000} DTTS_KILLS=$${DTTS_KILLS:-50} \
		$(BIN)/python -m pytest -q -x -s tests/glue/walk tests/faults/test_workers_killed.py

# A thousand records of which one is bad, 200 kills over 2,000 records, 63 sources of which one hangs.
soak-harvest: python
	@$(LOCAL) test-services
	DTTS_HARVEST_RECORDS=1000 DTTS_HARVEST_KILLS=200 DTTS_HARVEST_KILLED_RECORDS=2000 DTTS_HARVEST_TURNS=20 DTTS_HARVEST_SOURCES=63 \
		$(BIN)/python -m pytest -q -s tests/glue/harvest/test_runs.py tests/glue/harvest/test_worker.py

soak-away: python
	@$(LOCAL) develop
	$(BIN)/python tests/soak/services_away.py

# DTTS_CENTRE_DATASETS=50 makes a smaller province.
soak-centre: python
	@$(LOCAL) develop
	$(BIN)/python tests/soak/province_to_centre.py

oracle: python
	@$(LOCAL) develop
	DTTS_ORACLE_TABLES=10000 $(BIN)/python -m pytest -q tests/core/checks/test_oracle.py -p no:ckan -p no:ckan_fixtures

clean: python
	@$(LOCAL) clean$(if $(filter yes,$(DATA)),-all)

"""A plain CKAN with ckanext-harvest in the tests' services, in a database of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from local import databases, ini, postgres, solr
from local.ini import Databases
from local.place import Place

NAMES = Databases(main="dtts_beside", datastore="dtts_beside_datastore")
INI = """[app:main]
use = egg:ckan
SECRET_KEY = bench
ckan.site_url = http://127.0.0.1:5000
ckan.site_id = beside
ckan.plugins = harvest ckan_harvester
ckan.harvest.mq.type = redis
ckan.views.default_views =
ckan.storage_path = {var}/beside
ckan.redis.url = {redis}
solr_url = {solr}
sqlalchemy.url = {database}
"""


class Beside:
    """`folder` is where `pip install --no-deps --target FOLDER ckanext-harvest==1.6.3 ckantoolkit` put it."""

    def __init__(self, place: Place, folder: Path) -> None:
        self._environment = {**os.environ, "PYTHONPATH": f"{folder}:{os.environ['PYTHONPATH']}"}
        self._ini = place.var / "beside.ini"
        postgres.run_sql(place, f"DROP DATABASE IF EXISTS {NAMES.main}")
        databases.create(place, NAMES)
        found = ini.values(place, NAMES)
        (place.var / "beside").mkdir(exist_ok=True)
        text = INI.format(
            var=place.var,
            redis=found["REDIS_URL"],
            solr=solr.url(place),
            database=found["SQLALCHEMY_URL"],
        )
        self._ini.write_text(text, encoding="utf-8")
        self._run(str(place.ckan), "-c", str(self._ini), "db", "init")
        self._run(str(place.ckan), "-c", str(self._ini), "db", "upgrade", "-p", "harvest")

    def harvest(self, address: str, *, everything: bool = False) -> dict[str, Any]:
        """What one harvest took, as `rival` tells it."""
        command = (sys.executable, "-m", "bench.harvesting.rival", str(self._ini), address)
        printed = self._run(*command, *(["all"] if everything else []))
        (line,) = [each for each in printed.splitlines() if each.startswith("told ")]
        found: dict[str, Any] = json.loads(line[len("told ") :])
        return found

    def _run(self, *command: str) -> str:
        done = subprocess.run(command, env=self._environment, stdout=subprocess.PIPE, text=True, check=True)
        return done.stdout

"""One harvest by ckanext-harvest's CKAN harvester, as its own `ckan harvester run-test` makes one: gather, then fetch
and import of every record, in this process. Prints one line of JSON: seconds, processor seconds, memory in MB, states.
With `all` it is told (`force_all`) to fetch what the other CKAN says is unchanged too.

    python -m bench.harvesting.rival INI ADDRESS [all]      (on a path where ckanext-harvest is)
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import Counter
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.cli import load_config
from ckan.config.middleware import make_app

NAME = "nguon-do"
KB_A_MB = 1024


def main(ini: str, address: str, how: str = "") -> None:
    """Make the source when it is not there, and run it once."""
    app = make_app(load_config(ini))._wsgi_app
    with app.test_request_context():
        source = _source(address)
        _configure(source, {"force_all": True} if how else {})
        began = time.monotonic()
        states = _harvest(source)
    used = resource.getrusage(resource.RUSAGE_SELF)
    told = {
        "seconds": time.monotonic() - began,
        "cpu_s": used.ru_utime + used.ru_stime,
        "memory_mb": used.ru_maxrss / KB_A_MB,
        "states": states,
    }
    print(f"told {json.dumps(told)}", flush=True)


def _source(address: str) -> str:
    try:
        found = tk.get_action("harvest_source_show")(_context(), {"id": NAME})
    except tk.ObjectNotFound:
        asked = {"name": NAME, "title": "Nguồn đo", "url": address, "source_type": "ckan"}
        agency = {"name": "don-vi-do", "title": "Đơn vị đo"}
        owner = tk.get_action("organization_create")(_context(), agency)["id"]
        found = tk.get_action("harvest_source_create")(_context(), {**asked, "owner_org": owner})
    return str(found["id"])


def _configure(source: str, config: dict[str, Any]) -> None:
    from ckanext.harvest.model import HarvestSource

    HarvestSource.get(source).config = json.dumps(config)
    model.Session.commit()


def _harvest(source: str) -> dict[str, int]:
    from ckanext.harvest import queue
    from ckanext.harvest.harvesters.ckanharvester import CKANHarvester
    from ckanext.harvest.model import HarvestJob, HarvestObject

    made = tk.get_action("harvest_job_create")(_context(), {"source_id": source, "run": False})
    job, harvester = HarvestJob.get(made["id"]), CKANHarvester()
    job.status = "Running"
    job.save()
    states: Counter[str] = Counter()
    for each in queue.gather_stage(harvester, job) or []:
        record = HarvestObject.get(each)
        queue.fetch_and_import_stages(harvester, record)
        states[f"{record.state} {record.report_status}"] += 1
    tk.get_action("harvest_jobs_run")(_context(), {})
    return dict(states)


def _context() -> dict[str, Any]:
    site = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return {"ignore_auth": True, "user": site["name"], "model": model, "session": model.Session}


if __name__ == "__main__":
    main(*sys.argv[1:])

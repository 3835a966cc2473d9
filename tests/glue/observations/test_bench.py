"""The bench of the store runs to its end: what it prints at five million rows, it prints at twenty thousand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from ckan.tests.helpers import CKANTestApp

from bench.observing import run
from glue.api.serving import served

SIZE = run.Size(rows=20_000, more=1_000, times=1, quiet_s=0.5)
TOLD = (
    "20,000 demonstration observations",
    "load, one transaction",
    "re-basing all of it",
    "API, JSON",
    "API, CSV",
    "datastore_search",
    "plain SQL",
    "DuckDB over Parquet",
    "first byte of the full CSV, br",
    "304 of an answer that is known",
    "one indicator of all communes summed to country",
    "1,000 new observations in one transaction",
    "a reader meanwhile",
)


def test_the_bench_of_the_store_tells_every_figure(
    site: CKANTestApp, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with served(site) as address, site.flask_app.test_request_context():
        run.all_of_it(run.Served(address, (os.getpid(),)), tmp_path, SIZE)
    told = capsys.readouterr().out
    assert [line for line in TOLD if line not in told] == []

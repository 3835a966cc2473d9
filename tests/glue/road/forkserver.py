"""Starts workers for tests: a process that has loaded the portal once and forks a worker for each line it reads.

The tests' own process cannot be forked, since Polars has started threads in it. Registers are read ahead of every
fork, as `ckan dtts worker` does it.
"""

from __future__ import annotations

import os
import sys

from ckan.cli import load_config
from ckan.config.middleware import make_app
from flask import Flask

from ckanext.dtts.jobs import runner
from ckanext.dtts.jobs.worker import Worker
from ckanext.dtts.registers.ahead import read_ahead


def serve(ini: str) -> None:
    """Each line names where the worker shall die, or nothing; the answer is the worker's exit code."""
    app = make_app(load_config(ini))._wsgi_app
    with app.test_request_context():
        read_ahead(None)
    for line in sys.stdin:
        runner.prepare_fork()
        child = os.fork()
        if child == 0:
            _be_a_worker(app, line.strip())
        _pid, status = os.waitpid(child, 0)
        sys.stdout.write(f"exit {os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _be_a_worker(app: Flask, dies_at: str) -> None:
    code = 99
    try:
        os.environ["DTTS_FAULT_AT"] = dies_at
        Worker(app).run(once=True)
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    serve(sys.argv[1])

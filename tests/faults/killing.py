"""Starts workers and kills them: a process that has loaded the portal once and forks a worker for each line.

A line says after how many seconds the worker is killed as by `kill -9`, or nothing for never; the answer is
the worker's exit code. The worker's own children die with it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

from ckan.cli import load_config
from ckan.config.middleware import make_app
from flask import Flask

from ckanext.dtts.jobs import runner
from ckanext.dtts.jobs.worker import Worker
from ckanext.dtts.registers.ahead import read_ahead


def serve(ini: str, prepare: Callable[[], None] = lambda: None) -> None:
    """Until there are no more lines; `prepare` is called once, when the portal is loaded."""
    app = make_app(load_config(ini))._wsgi_app
    prepare()
    with app.test_request_context():
        read_ahead(None)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    for line in sys.stdin:
        runner.prepare_fork()
        child = os.fork()
        if child == 0:
            _be_a_worker(app)
        if line.strip() and signal.sigtimedwait({signal.SIGCHLD}, float(line)) is None:
            os.kill(child, signal.SIGKILL)
        _pid, status = os.waitpid(child, 0)
        sys.stdout.write(f"exit {os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _be_a_worker(app: Flask) -> None:
    code = 99
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
        Worker(app).run(once=True)
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    serve(sys.argv[1])

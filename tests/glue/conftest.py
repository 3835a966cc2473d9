"""Finds the suite's services and configuration, so that `pytest tests/glue` alone works.

`make test-glue` names the configuration; without that, the one under `<DTTS_VAR>/test` is used, and the
services are brought up when they do not run (`make test-services` leaves them running).
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PORTS = ("DTTS_PG_PORT", "DTTS_REDIS_PORT", "DTTS_SOLR_PORT", "DTTS_SMTP_PORT")


def pytest_configure(config: pytest.Config) -> None:
    """Runs before CKAN's plugin reads its option."""
    if config.getoption("ckan_ini", None):
        return
    folder = Path(os.environ.get("DTTS_VAR") or ROOT / "var") / "test"
    # The tests of the browser bring up the servers without these databases.
    made = folder / "postgres" / "migrated-dtts_test"
    if not (made.is_file() and _all_answer(folder / "ports.env")):
        _bring_up()
    config.option.ckan_ini = str(folder / "test.ini")


def _bring_up() -> None:
    command = [sys.executable, str(ROOT / "docker" / "local" / "portal.py"), "test-services"]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        pytest.exit("The suite's services did not come up: see above, or run `make test-services`.", 3)


def _all_answer(ports_file: Path) -> bool:
    try:
        named = dict(line.split("=", 1) for line in ports_file.read_text().split())
        for name in PORTS:
            socket.create_connection(("127.0.0.1", int(named[name])), timeout=2).close()
    except (OSError, KeyError, ValueError):
        return False
    return True

"""`make portal` is killed while it makes the database server, then run again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CACHE = Path(os.environ.get("DTTS_CACHE") or Path(os.environ.get("DTTS_VAR") or ROOT / "var") / "cache")
SECONDS = 180

pytestmark = pytest.mark.slow


@pytest.fixture
def var() -> Iterator[Path]:
    """Not under pytest's own folder, which the services' account may not enter."""
    folder = Path(tempfile.mkdtemp(prefix="dtts-"))
    folder.chmod(0o755)
    yield folder
    command("stop", folder)
    shutil.rmtree(folder)


def test_services_come_up_whole_after_a_kill_while_the_database_was_made(var: Path) -> None:
    first = subprocess.Popen(words("services", var), env=environment(), stdout=subprocess.DEVNULL)
    until((var / "postgres" / "data.part").exists)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert not (var / "postgres" / "data").exists()
    assert command("services", var).returncode == 0
    assert sorted(path.stem for path in (var / "run").glob("*.pid")) == ["mail", "postgres", "redis", "solr"]


def words(name: str, var: Path) -> list[str]:
    return [sys.executable, str(ROOT / "docker" / "local" / "portal.py"), name, "--var", str(var)]


def environment() -> dict[str, str]:
    sys.path.insert(0, str(ROOT / "docker"))
    try:
        from local.ports import free_ports
    finally:
        sys.path.pop(0)
    names = ("PORT", "DTTS_PG_PORT", "DTTS_REDIS_PORT", "DTTS_SOLR_PORT", "DTTS_SMTP_PORT")
    ports = dict(zip(names, map(str, free_ports(len(names))), strict=True))
    return {**os.environ, **ports, "DTTS_CACHE": str(CACHE)}


def command(name: str, var: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(words(name, var), env=environment(), check=False, timeout=SECONDS)


def until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"

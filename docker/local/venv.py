"""The virtual environment `.venv`, from the hashed locks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from .errors import OperatorError
from .files import Stamp, fingerprint
from .place import Place
from .processes import run_step

PORTAL = "requirements.txt"
DEVELOPMENT = "requirements-dev.txt"
"""Holds everything of the portal's lock too."""
OLDEST = (3, 10)


def ensure(place: Place, lock: str = PORTAL) -> str | None:
    """Installs what the lock names and the checkout itself; skipped while neither changed."""
    stamps = [_stamp(place, name) for name in dict.fromkeys((lock, DEVELOPMENT))]
    if _works(place) and any(stamp.holds() for stamp in stamps):
        return None
    _make(place)
    _pip(place, "install", "--require-hashes", "-r", str(place.root / lock))
    _pip(place, "install", "--no-deps", "--no-build-isolation", "-e", str(place.root))
    # Left by the build; on a path of its own (pytest's) it would hide the installed entry points.
    for folder in (place.root / "ckanext-dtts").glob("*.egg-info"):
        shutil.rmtree(folder)
    stamps[0].set()
    return f"{len(list(_site_packages(place).glob('*.dist-info')))} packages"


def _make(place: Place) -> None:
    """An environment cut short has no working pip and is made anew."""
    if sys.version_info < OLDEST:
        raise OperatorError(
            f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed: run `make PYTHON=python3.11 …`."
        )
    if _works(place):
        return
    shutil.rmtree(place.venv, ignore_errors=True)
    _run(place, [sys.executable, "-m", "venv", str(place.venv)], "could not be made")


def _works(place: Place) -> bool:
    try:
        done = subprocess.run([*_python(place), "-m", "pip", "--version"], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _pip(place: Place, *words: str) -> None:
    quiet = ["-q", "--disable-pip-version-check", "--no-input"]
    _run(place, [*_python(place), "-m", "pip", *quiet, *words], "could not be filled")


def _run(place: Place, command: list[str], failed: str) -> None:
    account = _builder(place)
    environment = {**os.environ, "PIP_CACHE_DIR": str(place.cache / "pip"), **account.get("env", {})}
    options = {key: value for key, value in account.items() if key != "env"}
    done = run_step(command, cwd=place.root, env=environment, capture_output=True, **options)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        said = next(
            (line for line in lines if "ERROR" in line or "error:" in line), lines[-1] if lines else ""
        )
        raise OperatorError(f"The environment .venv {failed}; run the same again. It said: {said[:300]}")


def _builder(place: Place) -> dict[str, Any]:
    """Root builds for the owner of the checkout as that owner, so that the owner can go on without root."""
    account = place.account
    if account.switch and place.root.stat().st_uid == account.uid:
        return {**account.spawn_options(), "env": {"HOME": str(place.var)}}
    return {}


def _python(place: Place) -> list[str]:
    return [str(place.venv / "bin" / "python")]


def _site_packages(place: Place) -> Path:
    return next((place.venv / "lib").glob("python3*/site-packages"))


def _stamp(place: Place, lock: str) -> Stamp:
    """Kept inside the environment, so that it goes with it."""
    inputs = [place.root / name for name in (lock, "setup.py", "pyproject.toml")]
    return Stamp(place.venv / f"dtts-{lock}", fingerprint(inputs))

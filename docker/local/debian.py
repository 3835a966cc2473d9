"""Debian's packages: installs the missing ones, without letting them start daemons of their own."""

from __future__ import annotations

import contextlib
import ctypes.util
import importlib.util
import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path

from . import postgres
from .errors import OperatorError

POLICY = Path("/usr/sbin/policy-rc.d")
OURS = "# put here by ckanext-dtts while it installs packages; may be removed\n"
PACKAGES = "# packages: "
OLDEST_JAVA = 17


def _has(program: str) -> Callable[[], bool]:
    return lambda: shutil.which(program) is not None


def _has_postgres() -> bool:
    try:
        postgres.binaries()
    except OperatorError:
        return False
    return True


def has_jdk() -> bool:
    """Whether the `java` on the path is new enough and can run a program from its source."""
    program = os.environ.get("DTTS_JAVA") or shutil.which("java")
    if program is None:
        return False
    done = subprocess.run(
        [program, "--list-modules"], capture_output=True, text=True, check=False, timeout=60
    )
    version = re.search(r"^jdk\.compiler@(\d+)", done.stdout, re.MULTILINE)
    return bool(version and int(version[1]) >= OLDEST_JAVA)


def _has_python_headers() -> bool:
    return (Path(sysconfig.get_paths()["include"]) / "Python.h").exists()


PORTAL: dict[str, Callable[[], bool]] = {
    "postgresql-15": _has_postgres,
    "redis-server": _has("redis-server"),
    "openjdk-17-jdk-headless": has_jdk,
    "maven": _has("mvn"),
    "python3-venv": lambda: importlib.util.find_spec("ensurepip") is not None,
    # psycopg2 is built from source: CKAN pins it so.
    "gcc": _has("gcc"),
    "libc6-dev": lambda: Path("/usr/include/stdio.h").exists(),
    "python3-dev": _has_python_headers,
    "libpq-dev": _has("pg_config"),
    "libmagic1": lambda: ctypes.util.find_library("magic") is not None,
    "ca-certificates": lambda: Path("/etc/ssl/certs/ca-certificates.crt").exists(),
}
BROWSER: dict[str, Callable[[], bool]] = {"chromium": _has("chromium")}


def require(needs: dict[str, Callable[[], bool]]) -> str | None:
    """Installs the packages that are missing; an `OperatorError` names them where that cannot be done."""
    missing = [package for package, present in needs.items() if not present()]
    begun = _cut_short()
    if not missing and not begun:
        return None
    apt = _apt(missing)
    ours = list(dict.fromkeys([*begun, *missing]))
    with _no_daemons(apt[:-1], ours):
        _install(apt, missing)
        _leave_asleep(apt[:-1], ours)
    left = [package for package in missing if not needs[package]()]
    if left:
        raise OperatorError(
            f"Installed, but still not usable: {' '.join(left)}. Is another one first on the PATH?"
        )
    return " ".join(ours)


def _cut_short() -> list[str]:
    """Packages whose installation by us was killed: the policy left behind names them."""
    text = POLICY.read_text(errors="replace") if POLICY.exists() else ""
    return text.rpartition(PACKAGES)[2].split() if OURS in text else []


def _apt(missing: list[str]) -> list[str]:
    by_hand = f"install these packages yourself, then run the same again: {' '.join(missing)}"
    if shutil.which("apt-get") is None:
        raise OperatorError(f"This is not Debian: {by_hand}.")
    if os.geteuid() == 0:
        return ["apt-get"]
    if shutil.which("sudo") is None:
        raise OperatorError(f"Not root, and there is no sudo: {by_hand}.")
    return ["sudo", "apt-get"]


def _install(apt: list[str], packages: list[str]) -> None:
    environment = [*apt[:-1], "env", "DEBIAN_FRONTEND=noninteractive"]
    quiet = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=300"]
    steps = (
        ["dpkg", "--configure", "-a"],  # what a killed installation left half done
        [*quiet, "update"],
        [*quiet, "install", "-y", "--no-install-recommends", *packages],
    )
    for words in steps:
        done = subprocess.run([*environment, *words], capture_output=True, text=True, check=False)
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines()
            raise OperatorError(
                f"Debian's packages could not be installed ({said[-1] if said else 'no message'}): "
                f"repair that, or run `apt-get install {' '.join(packages)}` yourself, then the same again."
            )


@contextlib.contextmanager
def _no_daemons(sudo: list[str], packages: list[str]) -> Iterator[None]:
    """Keeps daemons from starting while their packages are installed; a policy of the machine's own stays."""
    if POLICY.exists() and OURS not in POLICY.read_text(errors="replace"):
        yield
        return
    text = f"#!/bin/sh\n{OURS}exit 101\n{PACKAGES}{' '.join(packages)}\n"
    subprocess.run([*sudo, "tee", str(POLICY)], input=text, text=True, stdout=subprocess.DEVNULL, check=True)
    subprocess.run([*sudo, "chmod", "755", str(POLICY)], check=True)
    try:
        yield
    finally:
        subprocess.run([*sudo, "rm", "-f", str(POLICY)], check=True)


def _leave_asleep(sudo: list[str], installed: list[str]) -> None:
    """What was installed for us does not start with the machine either: the portal runs its own instances."""
    if "postgresql-15" in installed and Path("/etc/postgresql/15/main/start.conf").exists():
        subprocess.run(
            [*sudo, "tee", "/etc/postgresql/15/main/start.conf"],
            input="manual\n",
            text=True,
            stdout=subprocess.DEVNULL,
            check=True,
        )
    if "redis-server" in installed and Path("/run/systemd/system").is_dir():
        subprocess.run([*sudo, "systemctl", "disable", "--quiet", "redis-server"], check=False)

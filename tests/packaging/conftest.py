"""The wheel, built once from what git knows, and clean environments that it is installed in."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INSTALL_SECONDS = 900


def list_tracked() -> list[Path]:
    """Files that git knows or would add, relative to the root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [Path(name) for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="session")
def tracked() -> list[Path]:
    """Looked up once, so that all tests speak of the state that the wheel was built from."""
    return list_tracked()


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., str]:
    """Runs a Python from an empty folder and gives back what it prints."""

    def run_there(python: Path, *words: str) -> str:
        command = [str(python), *words]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run_there


@pytest.fixture(scope="session")
def wheel(tracked: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that nothing that lies about in the checkout gets in, and nothing is left there."""
    source = tmp_path_factory.mktemp("source")
    for name in tracked:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, source / name)
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "-w", str(out), str(source)], check=True, timeout=INSTALL_SECONDS)
    return next(out.glob("ckanext_dtts-*.whl"))


@pytest.fixture(scope="session")
def members(wheel: Path) -> set[str]:
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.fixture(scope="session")
def constraints(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The versions of the lock, without its hashes: the wheel itself has none there."""
    path = tmp_path_factory.mktemp("constraints") / "constraints.txt"
    pins = re.findall(r"^([\w.\-\[\],]+==[^\s\\;]+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    path.write_text("\n".join(re.sub(r"\[.*?\]", "", pin) for pin in pins) + "\n")
    return path


def environment(folder: Path, wheel: Path, constraints: Path, extra: str) -> Path:
    """A new environment that holds the wheel and what it declares, nothing else; the path of its Python."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / "bin" / "python"
    command = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    wanted = f"ckanext-dtts{extra} @ {wheel.as_uri()}"
    subprocess.run([*command, "-c", str(constraints), wanted], check=True, timeout=INSTALL_SECONDS)
    return python


@pytest.fixture(scope="session")
def bare(wheel: Path, constraints: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Python of an environment without the extra."""
    return environment(tmp_path_factory.mktemp("bare"), wheel, constraints, "")


@pytest.fixture(scope="session")
def portal(wheel: Path, constraints: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Python of an environment with `[portal]`."""
    return environment(tmp_path_factory.mktemp("portal"), wheel, constraints, "[portal]")

"""Where everything lies: the checkout, its data folder, the ports."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from .account import Account, find_account
from .errors import OperatorError

ROOT = Path(__file__).resolve().parents[2]
OUTSIDE = Path("/var/lib/dtts")
"""Data of a checkout that the services' account cannot enter (one under /root)."""


@dataclass(frozen=True)
class Ports:
    """TCP ports, all on the loopback."""

    web: int
    postgres: int
    redis: int
    solr: int
    smtp: int


@dataclass(frozen=True)
class Place:
    """One instance of the portal: its folder, ports and account."""

    root: Path
    var: Path
    cache: Path
    ports: Ports
    account: Account
    host: str
    site_url: str

    @property
    def run(self) -> Path:
        """Pid files."""
        return self.var / "run"

    @property
    def log(self) -> Path:
        """One log a service."""
        return self.var / "log"

    @property
    def ini(self) -> Path:
        """CKAN's configuration, written from config/ckan.ini.template."""
        return self.var / "ckan.ini"

    @property
    def venv(self) -> Path:
        """The virtual environment, shared by all instances of a checkout."""
        return self.root / ".venv"

    @property
    def ckan(self) -> Path:
        """CKAN's command line."""
        return self.venv / "bin" / "ckan"


def read_ports(environment: dict[str, str]) -> Ports:
    """Ports from PORT and DTTS_*_PORT; those not named follow PORT."""
    web = _port(environment, "PORT", 5000)
    return Ports(
        web,
        _port(environment, "DTTS_PG_PORT", web + 1),
        _port(environment, "DTTS_REDIS_PORT", web + 2),
        _port(environment, "DTTS_SOLR_PORT", web + 3),
        _port(environment, "DTTS_SMTP_PORT", web + 4),
    )


def _port(environment: dict[str, str], name: str, default: int) -> int:
    text = environment.get(name) or str(default)
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise OperatorError(f"{name}={text} is not a port: give a number from 1024 to 65535.")
    return int(text)


def find_place(var: str | None) -> Place:
    """The instance named by the command line and the environment; makes its folders."""
    environment = dict(os.environ)
    account = find_account(ROOT)
    ports = read_ports(environment)
    given = var or environment.get("DTTS_VAR")
    folder = Path(given).absolute() if given else _default_var(account)
    folder.mkdir(parents=True, exist_ok=True)
    folder = folder.resolve()
    cache = Path(environment.get("DTTS_CACHE") or folder / "cache").absolute()
    host = environment.get("DTTS_HOST") or "127.0.0.1"
    site_url = (environment.get("DTTS_SITE_URL") or f"http://127.0.0.1:{ports.web}").rstrip("/")
    place = Place(ROOT, folder, cache, ports, account, host, site_url)
    make_folders(place)
    return place


def _default_var(account: Account) -> Path:
    """`var` in the checkout, or a link from there to a folder that the account can enter."""
    link = ROOT / "var"
    if link.is_symlink() or link.is_dir() or account.can_enter(ROOT):
        return link
    outside = OUTSIDE / hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    outside.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside)
    return link


DATA = ("storage", "webassets", "blobs", "exports", "uploads", "registers", "work", "incoming")
"""What the portal's programs write to; readable by their account alone, since a draft is not public."""


def make_folders(place: Place) -> None:
    """Folders of the instance, handed to the services' account."""
    for folder in (place.var, place.run, place.log, *(place.var / name for name in DATA)):
        if not folder.is_dir():
            folder.mkdir(parents=True)
            folder.chmod(0o755 if folder == place.var else 0o700)
        place.account.own(folder)
    if not place.cache.is_dir():
        place.cache.mkdir(parents=True)
        place.account.own(place.cache)
    if not place.account.can_enter(place.var):
        raise OperatorError(
            f"The account {place.account.name} cannot enter {place.var}: "
            "set DTTS_VAR to a folder outside /root, for example /var/lib/dtts/portal."
        )

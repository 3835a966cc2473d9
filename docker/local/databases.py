"""Databases, roles and rights, CKAN's and our migrations, the search index."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

from . import keys, postgres, solr
from .errors import OperatorError
from .files import Stamp, fingerprint
from .ini import Databases
from .place import Place


def create(place: Place, names: Databases | None = None) -> str | None:
    """Makes roles and databases that are not there yet and sets the roles' passwords."""
    names = names or Databases()
    secret = keys.load(place)
    for role, password in ((names.owner, secret["pg_portal"]), (names.reader, secret["pg_read"])):
        _make_role(place, role, password)
    made = [name for name in (names.main, names.datastore) if _make_database(place, name, names.owner)]
    return ", ".join(made) or None


def migrate(place: Place, names: Databases | None = None, ini: Path | None = None) -> str | None:
    """Brings both databases up to the code; skipped while neither CKAN's pins nor our migrations changed."""
    names = names or Databases()
    stamp = _stamp(place, names)
    if stamp.holds():
        return None
    run_ckan(place, "db", "upgrade", ini=ini)
    sql = run_ckan(place, "datastore", "set-permissions", ini=ini)
    # The script is psql's: its first word is \connect.
    postgres.run_sql(place, sql[sql.index("/*") :] if "/*" in sql else sql)
    stamp.set()
    return "upgraded"


def fill_index(place: Place, ini: Path | None = None) -> str | None:
    """Fills a search index that was emptied; does nothing otherwise."""
    stamp = solr.index_stamp(place, "1")
    if stamp.holds():
        return None
    run_ckan(place, "search-index", "rebuild", "-q", ini=ini, timeout=3600)
    stamp.set()
    return "filled"


def run_ckan(
    place: Place, *arguments: str, ini: Path | None = None, timeout: float = 900, show: bool = False
) -> str:
    """Runs a command of CKAN's as the services' account and returns what it printed.

    With `show` its output goes to the operator instead."""
    command = [str(place.ckan), "-c", str(ini or place.ini), *arguments]
    output = None if show else subprocess.PIPE
    done = subprocess.run(
        command,
        cwd=place.var,
        env=environment(place),
        stdout=output,
        stderr=output,
        text=True,
        check=False,
        timeout=timeout,
        **program_options(place),
    )
    if done.returncode:
        words = [line for line in (done.stderr or "").strip().splitlines() if line.strip()]
        raise OperatorError(f"`{' '.join(arguments)}` failed: {words[-1][:300] if words else 'see above'}")
    return done.stdout or ""


def environment(place: Place) -> dict[str, str]:
    """For the portal's own programs: a home that the account may write to, UTF-8 everywhere."""
    return {**os.environ, "HOME": str(place.var), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def program_options(place: Place) -> dict[str, Any]:
    """The services' account, unless it cannot read the checkout (one in root's home): then as we are."""
    return place.account.spawn_options() if runs_apart(place) else {}


def runs_apart(place: Place) -> bool:
    """Whether the services' account can run the checkout's Python."""
    probe = [str(place.venv / "bin" / "python"), "-c", "import dtts"]
    try:
        done = subprocess.run(
            probe, cwd="/", capture_output=True, check=False, **place.account.spawn_options()
        )
    except PermissionError:
        return False
    return done.returncode == 0


def _make_role(place: Place, role: str, password: str) -> None:
    exists = postgres.run_sql(place, f"SELECT 1 FROM pg_roles WHERE rolname = '{role}'")  # noqa: S608 (our names)
    verb = "ALTER" if exists else "CREATE"
    postgres.run_sql(
        place, f"{verb} ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '{password}'"
    )


def _make_database(place: Place, name: str, owner: str) -> bool:
    if postgres.run_sql(place, f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):  # noqa: S608 (our names)
        return False
    postgres.run_sql(place, f"CREATE DATABASE {name} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8'")
    postgres.run_sql(place, f"REVOKE CONNECT, TEMPORARY ON DATABASE {name} FROM PUBLIC")
    return True


def _stamp(place: Place, names: Databases) -> Stamp:
    """Kept beside the data folder, so that it goes when the databases go."""
    migrations = place.root / "ckanext-dtts" / "ckanext" / "dtts" / "migration"
    locks = place.root / "requirements.txt"
    inputs = fingerprint([migrations, locks], names.main, names.datastore)
    return Stamp(place.var / "postgres" / f"migrated-{names.main}", inputs)

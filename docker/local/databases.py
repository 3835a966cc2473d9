"""Databases, roles and rights, CKAN's and our migrations, the search index."""

from __future__ import annotations

from pathlib import Path

from . import ckan, keys, postgres, solr
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
    ckan.run(place, "db", "upgrade", ini=ini)
    sql = ckan.run(place, "datastore", "set-permissions", ini=ini)
    # The script is psql's: its first word is \connect.
    postgres.run_sql(place, sql[sql.index("/*") :] if "/*" in sql else sql)
    stamp.set()
    return "upgraded"


def fill_index(place: Place, ini: Path | None = None) -> str | None:
    """Fills a search index that was emptied; does nothing otherwise."""
    stamp = solr.index_stamp(place, "1")
    if stamp.holds():
        return None
    ckan.run(place, "search-index", "rebuild", "-q", ini=ini, timeout=3600)
    stamp.set()
    return "filled"


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

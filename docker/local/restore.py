"""`make restore`: a backup into an empty instance, and everything that is derived made again.

Nothing is begun before every part was read and hashed. Keys are not in a backup: put the `secrets.json`
that was kept apart into the instance's folder first, or API tokens and subscriptions no longer fit.
"""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
from pathlib import Path

from . import ckan, databases, ini, postgres, redis, solr, venv
from .backup import fingerprint_of_keys
from .errors import OperatorError
from .manifest import Manifest, read, shared, verify
from .place import DATA, Place
from .snapshot import restore as fill_database
from .snapshot import snapshot
from .steps import Steps

FROM = "DTTS_RESTORE"
DERIVED = ("datastore", "resources", "observations", "index")
ROLES = {"main": ini.Databases().main, "datastore": ini.Databases().datastore}


def restore(place: Place, steps: Steps) -> None:
    """From the backup that `FROM` names."""
    given = os.environ.get(FROM)
    if not given:
        raise OperatorError("Say which backup: make restore FROM=backups/2026-01-31T020000Z")
    bring_back(place, Path(given).absolute(), steps)


def bring_back(place: Place, folder: Path, steps: Steps) -> None:
    """Restore, start the services, make what is derived again, and hold all of it against the manifest."""
    page = read(folder)
    _refuse_newer(place, page)
    _refuse_full(place)
    steps.run("every part read and hashed", lambda: verify(folder, page))
    steps.run("environment", lambda: venv.ensure(place))
    _services(place, steps)
    steps.run("configuration", lambda: ini.write(place))
    steps.run("databases and rights", lambda: databases.create(place))
    for role, name in ROLES.items():
        dump = folder / page.dumps[role].path
        steps.run(f"{role} database", functools.partial(fill_database, place, name, dump))
    steps.run("rows counted", lambda: _same_counts(place, page))
    steps.run("kept files", lambda: _bring_files(place, folder, page))
    steps.run("migrations", lambda: databases.migrate(place))
    steps.run("search index", lambda: ckan.run(place, "dtts", "search", "rebuild").strip())
    steps.run("derived copies", lambda: _reconcile(place))
    _tell(place, page)


def _services(place: Place, steps: Steps) -> None:
    steps.run("Solr's jars", lambda: solr.fetch_jars(place))
    for name, part in (("PostgreSQL", postgres), ("Redis", redis), ("Solr", solr)):
        steps.run(name, functools.partial(part.start, place))


def _refuse_full(place: Place) -> None:
    """An instance with anything in it is never written over."""
    folders = [place.var / name for name in ("postgres", *DATA)]
    full = [folder for folder in folders if folder.is_dir() and any(folder.iterdir())]
    if full:
        raise OperatorError(
            f"{place.var} is not empty ({full[0].name}): restore into an empty folder, which DTTS_VAR names."
        )


def _refuse_newer(place: Place, page: Manifest) -> None:
    """The database may be older than the code and is then brought up; never the other way round."""
    folder = place.root / "ckanext-dtts" / "ckanext" / "dtts" / "migration" / "dtts" / "versions"
    known = {
        found[1]
        for path in folder.glob("*.py")
        if (found := re.search(r'^revision.*"(.+)"', path.read_text(), re.M))
    }
    if page.migration not in known:
        raise OperatorError(
            f"The backup is of release {page.release} with the migration {page.migration}, which this release"
            " does not know: restore it with the release that made it, or a newer one."
        )


def _bring_files(place: Place, folder: Path, page: Manifest) -> str:
    for part in page.files:
        there = place.var / part.path
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(shared(folder, part.sha256), there)
    for base in (place.var / "storage", place.var / "blobs"):
        place.account.own(base, *base.rglob("*"))
    return f"{len(page.files)}"


def _same_counts(place: Place, page: Manifest) -> str:
    """Before any migration changes a table."""
    for role, name in ROLES.items():
        with snapshot(place, name) as held:
            found = held.counts()
        other = sorted(
            table
            for table in {*found, *page.counts[role]}
            if found.get(table) != page.counts[role].get(table)
        )
        if other:
            raise OperatorError(f"The {role} database was not restored whole: {', '.join(other[:5])} differ.")
    return (
        f"{sum(page.counts['main'].values())} in main, {sum(page.counts['datastore'].values())} in DataStore"
    )


def _reconcile(place: Place) -> str:
    """The DataStore may be ahead of the main database; what is derived from files is held against them."""
    only = [word for thing in DERIVED for word in ("--only", thing)]
    told = ckan.run(place, "dtts", "reconcile", "--repair", "--json", *only, timeout=3600)
    repaired = json.loads(told[told.index("{") :])["differences"]
    return f"{len(repaired)} made again" if repaired else "none differed"


def _tell(place: Place, page: Manifest) -> None:
    print(f"\nThe portal of {page.made} (release {page.release}) is restored into {place.var}.")
    if page.missing:
        print(
            f"{len(page.missing)} files were lost before the backup was made: ckan dtts reconcile names them."
        )
    if fingerprint_of_keys(place) != page.keys:
        print(
            "Its keys are new: everybody signs in again, API tokens must be made anew, and subscriptions by"
        )
        print("e-mail no longer find their addresses. With the secrets.json of before, restore once more.")
    print("Run `make portal` to start the web server and the worker.")

"""`make backup`: both databases and every kept file into one folder, whole or not at all.

The portal goes on working. The main database is dumped first, as of one moment; files are only ever added,
so that all it names are there afterwards; the DataStore comes last and may be ahead, which `restore` puts
right. Keys are left out: whoever finds a backup shall not be able to sign sessions and tokens.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from . import keys, postgres
from .errors import OperatorError
from .ini import Databases
from .manifest import Manifest, Part, identify, shared
from .place import Place
from .snapshot import snapshot
from .steps import Steps

FOLDER = "DTTS_BACKUPS"
NAMED = (
    "SELECT sha256 FROM dtts_submission UNION SELECT csv_sha256 FROM dtts_version"
    " UNION SELECT parquet_sha256 FROM dtts_version"
    " UNION SELECT files #>> '{csv,sha256}' FROM dtts_submission WHERE files IS NOT NULL"
    " UNION SELECT files #>> '{parquet,sha256}' FROM dtts_submission WHERE files IS NOT NULL"
    " UNION SELECT changes ->> 'sha256' FROM dtts_submission WHERE changes ? 'sha256'"
)
MIGRATION = "SELECT version_num FROM dtts_alembic_version"
LOG = "SELECT seq, hash FROM dtts_event ORDER BY seq DESC LIMIT 1"
MOMENT = "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"


@dataclass(frozen=True)
class Kept:
    """Folders of kept files under the instance's: CKAN's own (pictures of agencies), and those by hash."""

    storage: str = "storage"
    blobs: str = "blobs"


def backup(place: Place, steps: Steps) -> None:
    """Into `DTTS_BACKUPS`, or `backups` in the checkout."""
    make(place, target(place), steps)


def target(place: Place) -> Path:
    """The folder of all backups."""
    return Path(os.environ.get(FOLDER) or place.root / "backups").absolute()


def make(
    place: Place, into: Path, steps: Steps, names: Databases | None = None, kept: Kept | None = None
) -> Path:
    """Make one backup; returns its folder. What a backup that was cut short left behind is removed."""
    names, kept = names or Databases(), kept or Kept()
    if postgres.service(place).pid() is None:
        raise OperatorError("PostgreSQL does not run: start the portal (make portal), then back it up.")
    into.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in into.glob(".*.part"):
        shutil.rmtree(left)
    name = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H%M%SZ")
    part = into / f".{name}.part"
    part.mkdir(mode=0o700)
    _fill(place, part, steps, names, kept)
    _flush(part)
    whole = into / name
    part.rename(whole)
    _flush_folder(into)
    steps.run("backup", lambda: str(whole))
    return whole


def _fill(place: Place, part: Path, steps: Steps, names: Databases, kept: Kept) -> None:
    dumps: dict[str, Part] = {}
    counts: dict[str, dict[str, int]] = {}
    with snapshot(place, names.main) as main:
        steps.run("main database", lambda: main.dump(part / "main.dump"))
        named, migration = main.ask(NAMED), main.ask(MIGRATION)[0]
        moment, end = main.ask(MOMENT)[0], main.ask(LOG)
        counts["main"] = main.counts()
    files = list(_copy_files(place, part, kept))
    steps.run("kept files", lambda: f"{len(files)}, {sum(each.size for each in files) / 1e6:.1f} MB")
    with snapshot(place, names.datastore) as datastore:
        steps.run("DataStore", lambda: datastore.dump(part / "datastore.dump"))
        counts["datastore"] = datastore.counts()
    for role in ("main", "datastore"):
        dumps[role] = Part(f"{role}.dump", *identify(part / f"{role}.dump"))
    missing = sorted(set(named) - {each.sha256 for each in files})
    if missing:
        steps.run("NOT KEPT", lambda: f"{len(missing)} files that the database names: ckan dtts reconcile")
    log = dict(zip(("seq", "hash"), end[0].split("|"), strict=True)) if end else {}
    page = Manifest(
        moment, _release(place), migration, dumps, files, missing, counts, log, fingerprint_of_keys(place)
    )
    page.write(part)


def fingerprint_of_keys(place: Place) -> str:
    """The same for the same keys; they are 256 random bits, so that nothing of them can be found out."""
    secret = keys.load(place)
    return hashlib.sha256("".join(secret[name] for name in keys.SIGNING).encode()).hexdigest()


def _copy_files(place: Place, part: Path, kept: Kept) -> Iterator[Part]:
    """Every file of the storages; one whose bytes another backup brought is not copied again."""
    for role, folder in (("storage", kept.storage), ("blobs", kept.blobs)):
        base = place.var / folder
        for path in sorted(base.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield _copy(path, f"{role}/{path.relative_to(base)}", part, by_hash=role == "blobs")


def _copy(path: Path, belongs: str, part: Path, *, by_hash: bool) -> Part:
    size = path.stat().st_size
    if by_hash and (there := shared(part, path.name)).is_file() and there.stat().st_size == size:
        return Part(belongs, path.name, size)
    sha256, size = identify(path)
    if by_hash and sha256 != path.name:
        raise OperatorError(
            f"{path} holds other bytes than its name says: run `ckan dtts reconcile --deep --repair` first."
        )
    there = shared(part, sha256)
    if not there.is_file() or there.stat().st_size != size:
        _copy_durably(path, there, sha256)
    return Part(belongs, sha256, size)


def _copy_durably(path: Path, there: Path, sha256: str) -> None:
    there.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = there.with_name(f".{there.name}.part")
    shutil.copyfile(path, aside)
    if identify(aside)[0] != sha256:
        raise OperatorError(f"{path} was not copied as it is: look at the disk under {there.parent}.")
    with aside.open("rb") as file:
        os.fsync(file.fileno())
    aside.replace(there)
    _flush_folder(there.parent)


def _release(place: Place) -> str:
    lines = (place.root / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    return next(line.split('"')[1] for line in lines if line.startswith("version"))


def _flush(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
    _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""The registers as they are published, written to a folder that the core reads.

The folder is named by what is in it, so that it never changes: a new publication makes a new one.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import threading
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.model import Table, Version
from ckanext.dtts.registers.kept import kept
from ckanext.dtts.road import blobs
from dtts.catalogue import schemas_path

# How long a process goes by what it saw last.
LOOK_EVERY_S = 10.0
_lock = threading.Lock()


class Seen(NamedTuple):
    """When the database was looked at, and the folder of that moment."""

    at: float
    folder: Path | None


_seen = [Seen(float("-inf"), None)]


def folder() -> Path | None:
    """The folder of the published registers; None when none is published or no place is set for them."""
    if not config.registers_folder():
        return None
    with _lock:
        if time.monotonic() - _seen[0].at > LOOK_EVERY_S:
            _seen[0] = Seen(time.monotonic(), _written(_versions()))
        return _seen[0].folder


def look_again() -> None:
    """Forget what was seen, after a publication in this process."""
    with _lock:
        _seen[0] = Seen(float("-inf"), None)


def _versions() -> dict[str, list[blobs.Blob]]:
    """The files of each register, those of several tables in the order of the manifest.

    A register of which one table is not published stays that of the package: half of it is worse.
    """
    current = _published()
    files: dict[str, list[blobs.Blob]] = {}
    partial = {each.register for each in kept() if (each.dataset, each.table) not in current}
    for each in kept():
        if each.register not in partial:
            files.setdefault(each.register, []).append(current[each.dataset, each.table])
    return files


def _published() -> dict[tuple[str, str], blobs.Blob]:
    query = (
        sa.select(model.Package.name, Table.slug, Version.csv_sha256, Version.csv_size)
        .join(Version, Version.id == Table.current_version_id)
        .join(model.Package, model.Package.id == Table.package_id)
        .join(model.Group, model.Group.id == model.Package.owner_org)
        .where(
            model.Package.state == model.State.ACTIVE,
            model.Package.type == "register",
            model.Group.name == config.registers_agency(),
        )
    )
    with model.meta.engine.connect() as connection:
        return {(row[0], row[1]): blobs.Blob(row[2], row[3]) for row in connection.execute(query)}


def _written(files: dict[str, list[blobs.Blob]]) -> Path | None:
    if not files:
        return None
    own = {name: [blob.sha256 for blob in each] for name, each in sorted(files.items())}
    named = json.dumps([own, _package()])
    target = Path(config.registers_folder()) / hashlib.sha256(named.encode()).hexdigest()
    if not target.is_dir():
        # Threads of two processes may have the same number: with that in its name alone one of them emptied
        # what the other was writing, and a folder of three registers was kept.
        part = target.with_name(f"{target.name}.{os.getpid()}.{threading.get_ident()}.part")
        shutil.rmtree(part, ignore_errors=True)
        _write(files, part)
        try:
            part.rename(target)
        except OSError:  # another process was first; its folder has the same content
            shutil.rmtree(part)
    return target


@cache
def _package() -> str:
    """What tells the registers of one release of the package from those of another: a SHA-256."""
    digest = hashlib.sha256()
    for path in sorted((schemas_path() / "registers").glob("*.csv")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _write(files: dict[str, list[blobs.Blob]], part: Path) -> None:
    """All registers: those of the package, and over them the published ones."""
    part.mkdir(parents=True)
    for path in (schemas_path() / "registers").glob("*.csv"):
        shutil.copyfile(path, part / path.name)
    for name, each in files.items():
        _join(each, part / f"{name}.csv")


def _join(files: Iterable[blobs.Blob], target: Path) -> None:
    """Tables of one schema, one below the other, under one header."""
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for number, blob in enumerate(files):
            with blobs.local_path(blob) as path, path.open(encoding="utf-8", newline="") as file:
                rows = csv.reader(file)
                header = next(rows)
                if number == 0:
                    writer.writerow(header)
                writer.writerows(rows)

"""`make backup` and `make restore` on real services: what comes back is what was there, or nothing does."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from glue.reconcile.conftest import Portal, published
from glue.road.conftest import empty_portal, forkserver, people, portal, request_context, start, web, work
from glue.road.people import Web

__all__ = [
    "empty_portal",
    "forkserver",
    "people",
    "portal",
    "published",
    "request_context",
    "start",
    "web",
    "work",
]
pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
SITE = "http://test.dtts.example"
ANSWERS = [
    "/api/3/action/package_search?q=điểm hỗ trợ&sort=name asc",
    "/api/3/action/package_show?id={points}",
    "/api/3/action/datastore_search?resource_id={table}&sort=_id",
    "/api/3/action/datastore_search?resource_id={table}&q=xin cai",
    "/api/3/action/dtts_table_rows?dataset={points}&table=diem",
    "/api/3/action/dtts_version_list?dataset={points}&table=diem",
    "/api/3/action/dtts_log_head",
    "/dataset/{points}/diem.csv",
    "/dataset/{points}/diem.parquet",
    "/dataset/{points}/diem.json",
    "/dataset/{points}/diem/v/1.csv",
    "/api/dtts/v1/observations?indicator=GSO_EM_PUPILS",
    "/api/dtts/v1/units/24",
]
"""Addresses that anybody may ask; the answers of both portals must be the same to the byte."""


class Both(NamedTuple):
    """A backup, and the instance that it was restored into."""

    backup: Path
    place: Any


@pytest.fixture(scope="module")
def local() -> Iterator[Any]:
    sys.path.insert(0, str(ROOT / "docker"))
    import local.backup
    import local.restore
    import local.suite
    import local.web

    yield local
    sys.path.remove(str(ROOT / "docker"))


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Not under pytest's own folder, which the services' account may not enter."""
    made = Path(tempfile.mkdtemp(prefix="dtts-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def take(local: Any, folder: Path, published: Portal) -> Callable[[], Path]:
    """Make a backup of the portal of the tests."""
    place = local.suite.find_test_place(local.place.find_place(None))
    kept = local.backup.Kept(storage="glue/storage", blobs="glue/blobs")

    def backup() -> Path:
        made = local.backup.make(place, folder / "backups", local.steps.Steps(), local.suite.GLUE, kept)
        return Path(made)

    return backup


@pytest.fixture(scope="module")
def both(local: Any, folder: Path, take: Callable[[], Path]) -> Iterator[Both]:
    backup, place = take(), empty_place(local, folder / "restored")
    try:
        local.restore.bring_back(place, backup, local.steps.Steps())
        local.web.start(place)
        yield Both(backup, place)
    finally:
        for part in (local.web, local.solr, local.redis, local.postgres):
            part.stop(place)


def empty_place(local: Any, var: Path) -> Any:
    """An instance with ports of its own and nothing in it."""
    live = local.place.find_place(None)
    names = ("web", "postgres", "redis", "solr", "smtp")
    ports = local.place.Ports(**dict(zip(names, local.ports.free_ports(len(names)), strict=True)))
    var.mkdir()
    var.chmod(0o755)
    place = replace(live, var=var, ports=ports, host="127.0.0.1", site_url=f"http://127.0.0.1:{ports.web}")
    local.place.make_folders(place)
    return place


@pytest.mark.parametrize("address", ANSWERS)
def test_the_restored_portal_gives_the_same_answer(
    address: str, both: Both, published: Portal, web: Web
) -> None:
    asked = address.format(points=published.points.dataset["name"], table=published.points.table)
    path, _, query = asked.partition("?")
    before = web.get(path, query_string=dict(part.split("=") for part in query.split("&")) if query else {})
    quoted = urllib.request.quote(asked, safe="/?&=:")  # type: ignore[attr-defined]
    with urllib.request.urlopen(both.place.site_url + quoted, timeout=60) as answer:
        after = answer.read()
    assert before.status_code == 200
    assert after.replace(both.place.site_url.encode(), SITE.encode()) == before.data


def test_every_kept_file_is_restored_to_the_byte(local: Any, both: Both) -> None:
    page = local.manifest.read(both.backup)
    restored = {part.path: local.manifest.identify(both.place.var / part.path) for part in page.files}
    assert restored == {part.path: (part.sha256, part.size) for part in page.files}
    assert page.missing == []


def test_the_manifest_tells_the_end_of_the_log_and_the_rows_of_every_table(local: Any, both: Both) -> None:
    page = local.manifest.read(both.backup)
    assert page.counts["main"]["dtts_event"] == int(page.log["seq"])
    assert page.counts["main"]["dtts_version"] == 3


def test_a_second_backup_copies_no_file_again(take: Callable[[], Path], both: Both) -> None:
    files = both.backup.parent / "files"
    before = {path: path.stat().st_ino for path in files.rglob("*") if path.is_file()}
    second = take()
    assert {path: path.stat().st_ino for path in files.rglob("*") if path.is_file()} == before
    assert second != both.backup


def test_no_key_is_in_a_backup(local: Any, both: Both) -> None:
    place = local.suite.find_test_place(local.place.find_place(None))
    pages = b"".join(path.read_bytes() for path in both.backup.iterdir())
    assert [name for name, key in local.keys.load(place).items() if key.encode() in pages] == []


@pytest.fixture
def copy(both: Both, folder: Path) -> Iterator[Path]:
    """A backup that a test may damage: its files are links, to be replaced and never written to."""
    made = folder / "copies"
    shutil.copytree(both.backup.parent, made, copy_function=os.link)
    yield made / both.backup.name
    shutil.rmtree(made)


def cut(path: Path) -> None:
    content = path.read_bytes()[:-1]
    path.unlink()
    path.write_bytes(content)


def altered(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.unlink()
    path.write_bytes(content)


@pytest.mark.parametrize("damage", [cut, altered, Path.unlink], ids=["cut", "altered", "gone"])
@pytest.mark.parametrize("name", ["main.dump", "datastore.dump", "manifest.json", "a kept file"])
def test_a_damaged_backup_is_refused_by_name_and_nothing_is_begun(
    local: Any, copy: Path, folder: Path, name: str, damage: Callable[[Path], None]
) -> None:
    kept = sorted(
        path for path in (copy.parent / "files").rglob("*") if path.is_file() and path.stat().st_size
    )
    path = kept[0] if name == "a kept file" else copy / name
    damage(path)
    place = empty_place(local, folder / f"refused-{damage.__name__}-{path.name}")
    with pytest.raises(local.errors.OperatorError, match=path.name):
        local.restore.bring_back(place, copy, local.steps.Steps())
    assert not (place.var / "postgres").exists()


def test_an_instance_with_anything_in_it_is_not_written_over(local: Any, both: Both) -> None:
    with pytest.raises(local.errors.OperatorError, match="not empty"):
        local.restore.bring_back(both.place, both.backup, local.steps.Steps())


def test_a_backup_of_a_newer_release_is_refused(local: Any, copy: Path, folder: Path) -> None:
    page = json.loads((copy / "manifest.json").read_text())
    for path in copy.glob("manifest.json*"):
        path.unlink()
    parts = {role: local.manifest.Part(**part) for role, part in page.pop("dumps").items()}
    files = [local.manifest.Part(**part) for part in page.pop("files")]
    newer = local.manifest.Manifest(**{**page, "dumps": parts, "files": files, "migration": "9999_later"})
    newer.write(copy)
    place = empty_place(local, folder / "refused-newer")
    with pytest.raises(local.errors.OperatorError, match="9999_later"):
        local.restore.bring_back(place, copy, local.steps.Steps())


def test_a_backup_that_was_cut_short_is_not_seen_and_is_cleared_away(
    take: Callable[[], Path], both: Both
) -> None:
    left = both.backup.parent / ".2026-01-01T000000Z.part"
    left.mkdir()
    (left / "main.dump").write_bytes(b"half")
    take()
    assert not left.exists()

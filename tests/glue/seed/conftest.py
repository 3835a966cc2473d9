"""A portal, a worker that runs beside the tests, and a small manifest that can be changed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import yaml
from ckan import model
from ckan.tests.helpers import CKANTestApp
from click.testing import CliRunner, Result

from ckanext.dtts.cli.seed import seed
from glue.portal_fixtures import empty_portal, portal
from glue.road.conftest import request_context, web

__all__ = ["empty_portal", "portal", "request_context", "web"]

ITEMS = (
    "programme,code,parent_code,level,name_vi,name_en,lead_agency_2021,lead_agency_since_2025_03,"
    "budget_programme_code,code_status,provenance,provenance_confidence,provenance_note\n"
)


def item(code: str, name: str) -> str:
    """A line of the register of programme items."""
    return f"mtqg-1719-2021-2025,{code},,project,{name},{name},,,0511,official number,found,,\n"


@pytest.fixture(scope="module")
def worker(web: CKANTestApp) -> Iterator[int]:
    """The process id of a worker, as an operator starts it, that works until the module's tests have ended."""
    model.Session.remove()
    command = [Path(sys.executable).with_name("ckan"), "-c", tk.config["__file__"], "dtts", "worker"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        yield process.pid
        process.terminate()


class SmallManifest:
    """A schemas folder of one organisation and one dataset with one table, a register of programme items."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.dataset: dict[str, Any] = {
            "name": name,
            "type": "register",
            "org": "ban-quan-tri",
            "title": "Hạng mục thử",
            "notes": "Mô tả",
            "area_id": ["VN"],
            "license_id": "official-facts",
            "frequency": "http://publications.europa.eu/resource/authority/frequency/NEVER",
            "contact_name": "Ban quản trị",
            "provenance": "Thử",
            "tag_string": "thử, hạng mục",
        }
        self.organisation = {"name": "ban-quan-tri", "title": "Ban quản trị", "title_en": "Administration"}
        self.organisation |= {"description": "Vận hành cổng", "description_en": "Runs the portal"}
        (folder / "samples").mkdir()
        (folder / "registers").mkdir()
        self.items(item("DA01", "Đất ở"), item("DA02", "Định canh"))

    def items(self, *lines: str) -> None:
        """What the table will hold."""
        # A folder of its own each time: a register is read once and kept.
        number = len(list((self.folder / "registers").iterdir()))
        source = self.folder / "registers" / str(number) / "programme_items.csv"
        source.parent.mkdir()
        source.write_text(ITEMS + "".join(lines), encoding="utf-8")
        self.table = {
            "table": "hang-muc",
            "name": "Hạng mục",
            "name_en": "Items",
            "schema": "programme_items",
        }
        self.table |= {"source": f"registers/{number}/programme_items.csv"}

    def seeded(self, *options: str) -> Result:
        """What `ckan dtts seed` says and how it ends."""
        table = {**self.table, "recipe": {"kind": "register", "schema": "programme_items"}}
        written = {
            "organisations.yaml": {"organisations": [self.organisation]},
            "datasets.yaml": {"include": ["one.yaml"]},
            "one.yaml": {"datasets": [{**self.dataset, "tables": [table]}]},
        }
        for name, content in written.items():
            path = self.folder / "samples" / name
            path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        model.Session.remove()
        return CliRunner().invoke(seed, ["--schemas", str(self.folder), *options])


@pytest.fixture
def small(tmp_path: Path, worker: int, request: pytest.FixtureRequest) -> SmallManifest:
    """A manifest with a dataset of its own for each test."""
    return SmallManifest(tmp_path, f"thu-{request.node.name.removeprefix('test_').replace('_', '-')}")

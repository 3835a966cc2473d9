"""A portal with three real series, published by the road."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp
from werkzeug.datastructures import FileStorage

from dtts.catalogue import schemas_path
from dtts.tidy import load_recipe, tidy
from glue.portal_fixtures import empty_portal, portal, site
from glue.records import administrator, dataset
from glue.road.conftest import forkserver, start, work

__all__ = ["empty_portal", "forkserver", "portal", "site", "start", "work"]

OFFICE = schemas_path() / "samples" / "general-statistics-office"
# People come last: the rates were published before their weights were.
SERIES = {
    "dan-toc": ("ethnic-minority-pupils-by-province", ["GSO_EM_PUPILS"]),
    "ngheo": ("poverty-rate-by-province", ["GSO_POVERTY_RATE"]),
    "dan-so": ("population-by-province", ["GSO_POPULATION"]),
}


class Publisher:
    """Sends tables of observations and lets a worker publish them."""

    def __init__(self, site: CKANTestApp, work: Callable[..., int]) -> None:
        self._site, self._work = site, work

    def dataset(self, name: str, **fields: Any) -> dict[str, Any]:
        given = {"title": f"Chuỗi {name}", "indicators": ["GSO_EM_PUPILS"], "definition": "Như nguồn."}
        dates = {"period_start": "2002-01-01", "period_end": "2016-12-31", "collection_method": "survey"}
        with self._site.flask_app.test_request_context():
            needed = {} if "type" in fields else {"type": "indicator_series", **given, **dates}
            made = dataset(**{"name": name, "title": f"Chuỗi {name}", **needed, **fields})
        model.Session.remove()
        return made

    def publish(self, name: str, content: bytes, schema: str = "observation") -> str:
        """The state in which the submission ended."""
        with self._site.flask_app.test_request_context():
            asked = {"dataset": name, "table": "bang", "schema": schema, "name": "Bảng"}
            upload = FileStorage(io.BytesIO(content), filename="bang.csv")
            context = {"ignore_auth": True, "user": administrator()[0]}
            sent = tk.get_action("dtts_table_submit")(context, {**asked, "upload": upload})
            assert self._work() == 0
            found = tk.get_action("dtts_submission_show")({**context}, {"id": sent["id"]})
        model.Session.remove()
        return str(found["state"])

    def decide(self, action: str, name: str, version: int) -> None:
        """Withdraw or undo a version, and let the worker follow."""
        with self._site.flask_app.test_request_context():
            context = {"ignore_auth": True, "user": administrator()[0]}
            listed = tk.get_action("dtts_version_list")({**context}, {"dataset": name, "table": "bang"})
            (chosen,) = [each for each in listed if each["version"] == version]
            tk.get_action(action)(context, {"id": chosen["submission_id"], "reason": "Thử"})
            assert self._work() == 0
        model.Session.remove()


@pytest.fixture(scope="module")
def publisher(site: CKANTestApp, work: Callable[..., int]) -> Publisher:
    return Publisher(site, work)


@pytest.fixture(scope="module")
def series(publisher: Publisher, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The content of each table, by the name of the dataset that it was published in."""
    folder = tmp_path_factory.mktemp("series")
    contents = {name: tidied(folder, export) for name, (export, _) in SERIES.items()}
    for name, (_, codes) in SERIES.items():
        publisher.dataset(name, indicators=codes)
        assert publisher.publish(name, contents[name]) == "published"
    return contents


def tidied(folder: Path, export: str) -> bytes:
    made = folder / f"{export}.csv"
    tidy(OFFICE / f"{export}.csv", load_recipe(OFFICE / f"{export}.recipe.yaml"), made)
    return made.read_bytes()

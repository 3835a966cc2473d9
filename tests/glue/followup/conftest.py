"""A portal on which the demonstration year of monitoring was published by the road, table by table."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp
from werkzeug.datastructures import FileStorage

from dtts.demo import generate
from glue.portal_fixtures import empty_portal, portal, site
from glue.records import administrator, dataset
from glue.road.conftest import forkserver, start, work

__all__ = ["empty_portal", "forkserver", "portal", "site", "start", "work"]

NAMES = ("plans", "visits", "sites", "findings", "recommendations", "responses", "evaluation", "ratings")
EVALUATION = {
    "evaluation_kind": "annual",
    "evaluator": "Máy tạo dữ liệu",
    "method": "Máy tạo ra.",
    "method_en": "Made by a program.",
    "findings": "Máy tạo ra.",
    "findings_en": "Made by a program.",
}
Row = dict[str, Any]


class Office:
    """Sends tables of monitoring and lets a worker examine and publish them."""

    def __init__(self, site: CKANTestApp, work: Callable[..., int]) -> None:
        self._site, self._work = site, work

    def makes(self, name: str, **fields: Any) -> None:
        """A dataset for them."""
        with self._site.flask_app.test_request_context():
            dates = {"period_start": "2025-07-01", "period_end": "2026-06-30"}
            dataset(
                type="evaluation", name=name, title=f"Giám sát {name}", **{**EVALUATION, **dates, **fields}
            )
        model.Session.remove()

    def sends(self, name: str, schema: str, content: bytes) -> Row:
        """The submission as it stands when everything that is due was done."""
        with self._site.flask_app.test_request_context():
            table = schema.replace("_", "-")
            upload = FileStorage(io.BytesIO(content), filename=f"{table}.csv")
            asked = {"dataset": name, "table": table, "schema": schema, "upload": upload}
            sent = tk.get_action("dtts_table_submit")(self._context(), asked)
            assert self._work() == 0
            found: Row = tk.get_action("dtts_submission_show")(self._context(), {"id": sent["id"]})
        model.Session.remove()
        return found

    def does(self, action: str, **asked: Any) -> Any:
        """An action of an administrator who has sent nothing, and so may decide."""
        with self._site.flask_app.test_request_context():
            done = tk.get_action(action)(self._context("nguoi-duyet"), asked)
        model.Session.remove()
        return done

    def reads(self, address: str) -> str:
        """The text of a page as that administrator sees it."""
        token = administrator("nguoi-duyet")[1]
        page: str = self._site.get(address, headers={"Authorization": token}, status=200).text
        return page

    def _context(self, name: str = "quan-tri") -> Row:
        return {"ignore_auth": True, "user": administrator(name)[0]}


@pytest.fixture(scope="module")
def office(site: CKANTestApp, work: Callable[..., int]) -> Office:
    return Office(site, work)


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tables of the demonstration year as CSVs, by schema, in the order in which they refer to each other."""
    folder = tmp_path_factory.mktemp("drawn")
    made = {}
    for name in NAMES:
        path = folder / f"{name}.csv"
        schema = generate(f"monitoring-year-{name}", path).schema
        made[schema] = path.read_bytes()
    return made


@pytest.fixture(scope="module")
def year(office: Office, drawn: dict[str, bytes]) -> dict[str, bytes]:
    """The whole year, published; what was sent."""
    office.makes("nam-giam-sat", demo="true", title_en="Monitoring year")
    for schema, content in drawn.items():
        found = office.sends("nam-giam-sat", schema, content)
        assert (found["state"], found["report"]["faults"]) == ("published", [])
    return drawn

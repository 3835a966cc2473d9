"""A portal with a published table of results, and a catalogue in which it is owed."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp
from werkzeug.datastructures import FileStorage

from glue.portal_fixtures import empty_portal, portal, site
from glue.records import administrator, agency, dataset
from glue.road.conftest import forkserver, start, work

__all__ = ["Office", "empty_portal", "forkserver", "office", "portal", "site", "start", "work"]

HEAD = "programme,item_code,area_id,year,period,output,unit_vi,planned,actual,value_status\n"
PROGRAMME = "mtqg-1719-2021-2025"


class Office:
    """Writes the catalogue as its administrator and publishes tables of results."""

    def __init__(self, site: CKANTestApp, work: Callable[..., int]) -> None:
        self._site, self._work = site, work
        with site.flask_app.test_request_context():
            self.agency = agency()
            self.administrator, self.token = administrator()
        model.Session.remove()

    def act(self, action: str, user: str | None = None, /, **data: Any) -> Any:
        """The answer of an action as the administrator, or as somebody else with their own rights."""
        with self._site.flask_app.test_request_context():
            answer = tk.get_action(action)({"user": user or self.administrator}, data)
        model.Session.remove()
        return answer

    def entry(self, code: str, **values: Any) -> dict[str, Any]:
        """A new entry, yearly by 31 January unless told."""
        given = {
            "name": f"Mục {code}",
            "agency": self.agency["name"],
            "area_id": "24@since-2025-07",
            "frequency": "yearly",
            "due": "31/1 năm sau",
            "first_period": "2025",
        }
        made: dict[str, Any] = self.act("dtts_entry_create", code=code, **{**given, **values})
        return made

    def dataset(self, name: str) -> None:
        """A dataset of results without tables."""
        with self._site.flask_app.test_request_context():
            dataset(type="program_result", name=name, title="Kết quả")
        model.Session.remove()

    def publish(self, name: str, *years: int, status: str = "official") -> None:
        """A version of the table `ket-qua` with results of these years."""
        text = HEAD + "".join(
            f"{PROGRAMME},DA01,24@{epoch(year)},{year},year,Số nhà,hộ,10,{year % 10},{status}\n"
            for year in years
        )
        with self._site.flask_app.test_request_context():
            asked = {"dataset": name, "table": "ket-qua", "schema": "output_results", "name": "Kết quả"}
            upload = FileStorage(io.BytesIO(text.encode()), filename="ket-qua.csv")
            context = {"ignore_auth": True, "user": self.administrator}
            sent = tk.get_action("dtts_table_submit")(context, {**asked, "upload": upload})
        model.Session.remove()
        assert self._work() == 0
        found = self.act("dtts_submission_show", id=sent["id"])
        assert found["state"] == "published", found["report"]

    def submission_of(self, name: str, version: int) -> str:
        """The submission that became a version of the table `ket-qua`."""
        listed = self.act("dtts_version_list", dataset=name, table="ket-qua")
        return str(next(each["submission_id"] for each in listed if each["version"] == version))


def epoch(year: int) -> str:
    """The table of codes in which a whole year lies."""
    return "pre-2025-07" if year < 2025 else "since-2025-07"


@pytest.fixture(scope="module")
def office(site: CKANTestApp, work: Callable[..., int]) -> Office:
    return Office(site, work)

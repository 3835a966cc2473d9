"""A portal with the real figures on money, and a made-up plan with a gap in it, published by the road."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp
from werkzeug.datastructures import FileStorage

from dtts.catalogue import schemas_path
from dtts.tidy import tidy
from glue.portal_fixtures import empty_portal, portal, site
from glue.records import administrator, dataset
from glue.road.conftest import forkserver, start, work

__all__ = ["empty_portal", "forkserver", "portal", "site", "start", "work"]

PLAN = """\
programme,item_code,area_id,budget_year,plan_kind,source_axis,nature_axis,money_unit,plan_amount,allocated_amount,disbursed_amount,as_of,value_status,data_mark
mtqg-1719-2021-2025,DA05,24@pre-2025-07,2024,current_year,central,all,VND_MILLION,300,300,150,2024-09-30,official,Dữ liệu minh họa
mtqg-1719-2021-2025,DA05,24@pre-2025-07,2024,current_year,central,investment,VND_MILLION,200,200,150,2024-09-30,official,Dữ liệu minh họa
mtqg-1719-2021-2025,DA05,24@pre-2025-07,2024,current_year,central,recurrent,VND_MILLION,100,100,,2024-09-30,official,Dữ liệu minh họa
"""


class Treasury:
    """Sends tables of money and lets a worker publish them."""

    def __init__(self, site: CKANTestApp, work: Callable[..., int]) -> None:
        self._site, self._work = site, work

    def publish(self, name: str, schema: str, content: bytes, **fields: Any) -> str:
        """The state in which the submission ended."""
        given = {"type": "finance", "title": f"Vốn {name}"}
        given |= {"finance_stage": ["plan"], "money_unit": "mixed"} if "type" not in fields else {}
        dates = {"period_start": "2021-01-01", "period_end": "2030-12-31"}
        with self._site.flask_app.test_request_context():
            if model.Package.get(name) is None:
                dataset(name=name, **{**given, **dates, **fields})
            asked = {"dataset": name, "table": "bang", "schema": schema, "name": "Bảng"}
            upload = FileStorage(io.BytesIO(content), filename="bang.csv")
            context = {"ignore_auth": True, "user": administrator()[0]}
            sent = tk.get_action("dtts_table_submit")(context, {**asked, "upload": upload})
            assert self._work() == 0
            found = tk.get_action("dtts_submission_show")({**context}, {"id": sent["id"]})
        model.Session.remove()
        return str(found["state"])


@pytest.fixture(scope="module")
def treasury(site: CKANTestApp, work: Callable[..., int]) -> Treasury:
    return Treasury(site, work)


@pytest.fixture(scope="module")
def money(treasury: Treasury, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Treasury]:
    made = tmp_path_factory.mktemp("money") / "von.csv"
    source = schemas_path() / "registers" / "capital_facts.csv"
    tidy(Path(source), {"kind": "register", "schema": "capital_facts"}, made)
    assert treasury.publish("von-that", "capital_facts", made.read_bytes()) == "published"
    assert (
        treasury.publish("von-minh-hoa", "capital_plan_disbursement", PLAN.encode(), demo="true")
        == "published"
    )
    yield treasury

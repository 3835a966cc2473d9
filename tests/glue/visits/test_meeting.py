"""A file that is sent by hand and a visit meet in one table: both are told of the other."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup
from ckan import model
from werkzeug.datastructures import FileStorage

from ckanext.dtts.model import FieldVisit
from glue.visits.conftest import Office

VISITS = (
    "visit_id,programme,area_id,visit_date,visit_kind,led_by,issues_found,findings,follow_up\n"
    "D1,mtqg-1719-2021-2025,07534@since-2025-07,2026-11-02,ad_hoc,Ban Dân tộc,0,Không có tồn tại.,not_needed\n"
)


@pytest.fixture(autouse=True)
def tables_are_free(office: Office) -> Iterator[None]:
    """What is left waiting goes back to its sender."""
    yield
    office.free()


def sends_a_file(office: Office) -> str:
    """By hand, for the table of visits; its id."""
    upload = FileStorage(io.BytesIO(VISITS.encode()), filename="dot.csv")
    asked = {"dataset": "giam-sat", "table": "monitoring-visits", "schema": "monitoring_visits"}
    sent = tk.get_action("dtts_table_submit")(office.people.context("sender"), {**asked, "upload": upload})
    office.works()
    return str(sent["id"])


def told(office: Office, address: str, role: str) -> str:
    """What stands in the part of the page that tells of the other; empty without one."""
    answer = office.web.get(address, headers=office.people.token(role))
    found = BeautifulSoup(answer.text, "html.parser").find(attrs={"data-meeting": True})
    return " ".join(found.get_text(" ").split()) if found else ""


def part_of(visit_id: str) -> str:
    model.Session.expire_all()
    return str(model.Session.get_one(FieldVisit, uuid.UUID(visit_id)).parts["monitoring_visits"])


def test_a_file_beside_a_visit_that_waits_tells_sender_and_approver_of_its_code(
    office: Office, words: dict[str, str]
) -> None:
    visit_id = office.sends(words)
    office.works()
    sent = sends_a_file(office)
    code = f"GS-20261120-{uuid.UUID(visit_id).hex[:8]}"
    for address, role in ((f"/submission/{sent}", "sender"), (f"/duyet/{sent}", "approver")):
        assert f"cho cùng bảng: {code}" in told(office, address, role)
    of_visit = told(office, f"/duyet/{part_of(visit_id)}", "approver")
    assert "Một tệp khác cho cùng bảng" in of_visit and "Xem tệp đó" in of_visit


def test_a_visit_that_waits_for_a_file_is_named_to_who_decides_on_the_file(
    office: Office, words: dict[str, str]
) -> None:
    sent = sends_a_file(office)
    visit_id = office.sends(words)
    office.works()
    assert f"-{uuid.UUID(visit_id).hex[:8]}" in told(office, f"/duyet/{sent}", "approver")
    assert "chờ đến khi" in told(office, f"/duyet/{sent}", "approver")


def test_a_file_alone_is_told_of_nothing(office: Office) -> None:
    sent = sends_a_file(office)
    assert told(office, f"/submission/{sent}", "sender") == ""

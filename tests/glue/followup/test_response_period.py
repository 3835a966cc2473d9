"""A finding is public with the answer of the agency that was visited, or after its time to answer."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import ckan.plugins.toolkit as tk
import pytest

from ckanext.dtts.desk import clock
from ckanext.dtts.registers import today
from dtts import formats
from dtts.catalogue import table_schema
from glue.followup.conftest import Office

HEAD = (
    "finding_id,visit_id,programme,area_id,found_on,finding_kind,severity,finding,evidence,shared_on,"
    "agency_response,agency_responded_on"
)
PLACE = "mtqg-1719-2021-2025,24@since-2025-07"


def findings(*answers: str, ago: int = 10) -> bytes:
    """A finding for each answer, empty for none, shared so many days ago."""
    shared = today() - timedelta(days=ago)
    lines = [
        f"P{number},D1,{PLACE},{shared},money,minor,Chi sai.,Biên bản.,{shared},{said},{today() if said else ''}"
        for number, said in enumerate(answers, 1)
    ]
    return "\n".join([HEAD, *lines, ""]).encode()


def begins(day: object) -> str:
    local = datetime.combine(day, datetime.min.time(), clock.ZONE)  # type: ignore[arg-type]
    return local.astimezone(timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")


def test_findings_without_an_answer_are_approved_and_wait_for_the_end_of_their_period(office: Office) -> None:
    office.makes("cho-tra-loi")
    found = office.sends("cho-tra-loi", "findings", findings("", "Đã tiếp thu."))
    assert (found["state"], found["publish_at"]) == ("scheduled", begins(today() + timedelta(days=20)))
    approved = next(event for event in found["events"] if event["kind"] == "approved")
    assert approved["details"]["waiting_rows"] == 1
    with pytest.raises(tk.ObjectNotFound):
        office.does("dtts_table_show", dataset="cho-tra-loi", table="findings")
    day = formats.day((today() + timedelta(days=20)).isoformat(), "vi")
    assert f"1 dòng chưa có trả lời của cơ quan được kiểm tra; công bố sớm nhất ngày {day}" in office.reads(
        f"/duyet/{found['id']}"
    )


def test_nobody_publishes_them_earlier(office: Office) -> None:
    office.makes("som-hon")
    found = office.sends("som-hon", "findings", findings(""))
    with pytest.raises(tk.ValidationError) as refused:
        office.does("dtts_publication_reschedule", id=found["id"])
    assert refused.value.dtts_refusal.code == "response-period"
    later = (datetime.now(timezone.utc) + timedelta(days=40)).isoformat(timespec="seconds")
    assert office.does("dtts_publication_reschedule", id=found["id"], publish_at=later)["publish_at"]


def test_with_the_answers_they_are_public_at_once_and_the_answers_stand_beside_them(office: Office) -> None:
    office.makes("co-tra-loi")
    office.sends("co-tra-loi", "findings", findings(""))
    assert office.sends("co-tra-loi", "findings", findings("Đã thu hồi."))["state"] == "published"
    (row,) = office.does("dtts_table_rows", dataset="co-tra-loi", table="findings")["rows"]
    assert (row["finding"], row["agency_response"]) == ("Chi sai.", "Đã thu hồi.")


def test_after_the_period_they_are_public_at_once(office: Office) -> None:
    office.makes("het-han")
    assert office.sends("het-han", "findings", findings("", ago=31))["state"] == "published"


def test_only_tables_of_what_was_found_wait() -> None:
    waiting = ["findings", "recommendations"]
    assert [name for name in waiting if "dtts:responsePeriod" in table_schema(name).descriptor] == waiting

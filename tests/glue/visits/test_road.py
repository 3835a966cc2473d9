"""A visit that was written down ends as rows of its tables, by the road of every table."""

from __future__ import annotations

import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import FieldVisit, Submission
from glue.visits.conftest import Office

SLUGS = ("monitoring-visits", "visit-sites", "findings", "recommendations")


@pytest.fixture(autouse=True)
def no_response_period(monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings are public when they are approved, so that recommendations follow at once."""
    monkeypatch.setitem(tk.config, "dtts.followup.response_days", 0)


def state_of(visit_id: str) -> str:
    model.Session.expire_all()
    return str(model.Session.get_one(FieldVisit, uuid.UUID(visit_id)).state)


def test_each_table_is_checked_and_approved_before_the_next_and_then_all_is_public(
    office: Office, words: dict[str, str]
) -> None:
    visit_id = office.sends(words)
    for schema, slug in zip(
        ("monitoring_visits", "visit_sites", "findings", "recommendations"), SLUGS, strict=True
    ):
        assert state_of(visit_id) == "sent"
        office.approves(schema)
        (row,) = office.rows(slug)
        assert visit_id.replace("-", "")[:8] in (row.get("visit_id") or row["finding_id"])
    assert state_of(visit_id) == "done"


def test_the_next_visit_keeps_the_rows_of_the_one_before_and_waits_for_open_files(
    office: Office, words: dict[str, str]
) -> None:
    before = office.rows("monitoring-visits")
    first = office.sends({**words, "visit_date": "2026-11-21"})
    second = office.sends({**words, "visit_date": "2026-11-22"})
    assert office.submission("monitoring_visits")["state"] == "awaiting_approval"
    assert handed_over(second) == {}
    office.approves("monitoring_visits")
    assert set(handed_over(second)) == {"monitoring_visits"}
    office.approves("monitoring_visits")
    days = [row["visit_date"] for row in office.rows("monitoring-visits")]
    assert sorted(days) == sorted([*(row["visit_date"] for row in before), "2026-11-21", "2026-11-22"])
    assert set(handed_over(first)) == {"monitoring_visits", "visit_sites"}


def handed_over(visit_id: str) -> dict[str, Any]:
    model.Session.expire_all()
    return dict(model.Session.get_one(FieldVisit, uuid.UUID(visit_id)).parts)


def test_sending_the_same_visit_again_makes_no_second_one(office: Office, words: dict[str, str]) -> None:
    visit_id = str(uuid.uuid4())
    count = sa.select(sa.func.count()).select_from(Submission)
    answers = [office.sends({**words, "visit": visit_id}) for _ in range(3)]
    assert answers == [visit_id] * 3
    office.works()
    sent = model.Session.scalar(count.where(Submission.idempotency_key.startswith(f"visit:{visit_id}")))
    assert sent == 1


def test_what_an_approver_sends_back_stops_the_visit_until_it_is_corrected(
    office: Office, words: dict[str, str]
) -> None:
    waiting = office.submission("monitoring_visits")  # of the test before
    office.people.does("approver", "dtts_submission_reject", id=waiting["id"], reason="Thiếu kết luận.")
    office.works()
    query = sa.select(FieldVisit.id).where(FieldVisit.state == "stopped")
    (visit_id,) = model.Session.scalars(query).all()
    page = office.web.get(
        f"/ban-lam-viec/chuyen-giam-sat/{visit_id}", headers=office.people.token("sender")
    ).text
    assert "Sửa và gửi lại" in page
    assert office.sends({**words, "visit": str(visit_id), "findings": "Đã bổ sung."}) == str(visit_id)
    office.approves("monitoring_visits")
    assert "Đã bổ sung." in [row["findings"] for row in office.rows("monitoring-visits")]

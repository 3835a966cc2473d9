"""Agencies are reminded of what they owe: once for each entry, period and step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import factories

from ckanext.dtts.duties import daily, remind
from ckanext.dtts.model import Job, Outbox, Reminder
from ckanext.dtts.registers import today
from glue.duties.conftest import Office

TOPIC = "notice"


@pytest.fixture(scope="module")
def agency(office: Office) -> Office:
    """An agency with a sender and a reader, that owes one entry since yesterday and one in twenty days."""
    sender, reader = factories.User(name="nguoi-gui"), factories.User(name="nguoi-doc")
    for user, capacity in ((sender, "editor"), (reader, "member")):
        member = {"object": user["id"], "object_type": "user", "capacity": capacity}
        office.act("member_create", id=office.agency["id"], **member)
    day = in_request(office, today)
    office.entry("MOT", frequency="once", first_period="2020", due=(day - timedelta(days=1)).isoformat())
    office.entry("HAI", frequency="once", first_period="2020", due=(day + timedelta(days=20)).isoformat())
    office.entry("NGHI", frequency="ad_hoc", first_period="2020", due="")
    return office


def in_request(office: Office, work: Callable[..., Any], *given: Any) -> Any:
    with office._site.flask_app.test_request_context():
        answer = work(*given)
        model.Session.commit()
    model.Session.remove()
    return answer


def notes() -> list[Outbox]:
    query = sa.select(Outbox).where(Outbox.topic == TOPIC, Outbox.key.startswith("overdue:"))
    return list(model.Session.scalars(query.order_by(Outbox.created)))


def day_after(office: Office, days: int) -> date:
    return in_request(office, today) + timedelta(days=days)


def test_the_sweep_tells_those_who_send_and_nobody_twice(agency: Office) -> None:
    assert in_request(agency, remind.remind, day_after(agency, 0)) == 1
    assert in_request(agency, remind.remind, day_after(agency, 0)) == 0
    (note,) = notes()
    assert note.key == "overdue:MOT:2020:1"
    assert model.User.get("nguoi-gui").id in note.payload["user_ids"]
    assert model.User.get("nguoi-doc").id not in note.payload["user_ids"]
    assert note.payload["details"]["title"]["vi"] == "Quá hạn công bố: Mục MOT"
    assert "đã quá hạn 1 ngày" in note.payload["details"]["text"]["vi"]
    assert note.payload["details"]["path"] == "/danh-muc-du-lieu-mo/MOT"


def test_each_later_step_is_told_once_and_missed_ones_are_not_made_up_for(agency: Office) -> None:
    told = [in_request(agency, remind.remind, day_after(agency, days)) for days in (3, 10, 11, 40, 41)]
    assert told == [0, 1, 0, 2, 0]
    days = sorted(model.Session.execute(sa.select(Reminder.obligation, Reminder.days)).tuples())
    assert days == [("2020", 1), ("2020", 7), ("2020", 7), ("2020", 30)]


def test_negative_steps_tell_of_what_is_to_come(agency: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tk.config, "dtts.duties.remind_days", "-15 1")
    agency.entry("BA", frequency="once", first_period="2020", due=day_after(agency, 10).isoformat())
    assert in_request(agency, remind.remind, day_after(agency, 0)) == 1
    assert notes()[-1].payload["details"]["title"]["en"] == "Due for publication: Mục BA"


def test_the_worker_queues_the_sweep_once_a_day(agency: Office) -> None:
    for _process in range(2):
        daily._last_put.clear()
        daily.put_when_due()
        daily.put_when_due()
    found = model.Session.scalars(sa.select(Job).where(Job.kind == daily.KIND))
    assert [job.payload["day"] for job in found] == [day_after(agency, 0).isoformat()]


def test_the_job_of_the_day_reads_what_versions_lack_and_reminds(
    agency: Office, work: Callable[..., int]
) -> None:
    agency.dataset("ket-qua-thieu")
    agency.publish("ket-qua-thieu", 2025)
    agency.entry("THIEU", dataset="ket-qua-thieu", table="ket-qua")
    model.Session.execute(sa.text("DELETE FROM dtts_coverage"))
    model.Session.commit()
    assert agency.act("dtts_entry_show", code="THIEU")["state"] == "late"
    in_request(agency, daily.cover, Job(kind=daily.KIND, lane="duties", payload={}))
    assert agency.act("dtts_entry_show", code="THIEU")["state"] == "fresh"
    done = [job.state for job in model.Session.scalars(sa.select(Job).where(Job.kind == daily.KIND))]
    assert done == ["done"]


def test_the_setting_takes_days_parted_by_blanks() -> None:
    from ckanext.dtts import config

    assert config.remind_days() == [1, 7, 30]
    assert tk.config["dtts.duties.remind_days"] == "1 7 30"

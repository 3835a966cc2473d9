"""The gateway is told of what was withdrawn, once and after it was sent, and the keeper sees what it took."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Job, Version
from ckanext.dtts.pushing import nightly, queueing
from glue.pushing.gateway import Gateway, run_all, told, work
from glue.road.facilities import new_facility
from glue.road.here import work_here
from glue.road.people import People
from glue.road.points import points
from harvest_server.server import reply


def test_a_withdrawal_is_told_after_its_version_and_under_a_key_of_its_own(
    gateway: Gateway, people: People, sent: tuple[dict[str, Any], Version]
) -> None:
    made, version = sent
    people.does("sysadmin", "dtts_submission_withdraw", id=str(version.submission_id), reason="Sai điểm đo.")
    run_all()
    assert told(gateway) == [("version", str(version.id)), ("withdrawn", f"{version.id}-withdrawn")]
    said = json.loads(gateway.packages[-1].body)
    assert (said["withdrawn"], said["reason"], said["current"]) == (str(version.id), "Sai điểm đo.", None)
    assert said["table"] == {
        "name": said["table"]["name"], "version": 1, "sha256": version.csv_sha256
    }  # fmt: skip
    assert said["dataset"] == {"id": made["id"], "name": made["name"]}


def test_a_withdrawal_is_tried_again_under_its_key(
    gateway: Gateway, people: People, sent: tuple[dict[str, Any], Version]
) -> None:
    _, version = sent
    gateway.answers = [reply(status="503 Service Unavailable")]
    people.does("sysadmin", "dtts_submission_withdraw", id=str(version.submission_id), reason="Sai.")
    work()
    model.Session.execute(sa.update(Job).where(Job.state == "queued").values(run_after=sa.func.now()))
    model.Session.commit()
    run_all()
    first, second = gateway.packages[1:]
    assert (first.body, first.headers["idempotency-key"]) == (second.body, second.headers["idempotency-key"])


@pytest.mark.parametrize(("answer", "state"), [("404 Not Found", "done"), ("422 No", "failed")])
def test_a_gateway_that_does_not_know_the_version_has_nothing_to_take_away(
    gateway: Gateway, people: People, sent: tuple[dict[str, Any], Version], answer: str, state: str
) -> None:
    _, version = sent
    gateway.answers = [reply(status=answer)]
    people.does("sysadmin", "dtts_submission_withdraw", id=str(version.submission_id), reason="Sai.")
    run_all()
    job = model.Session.scalars(sa.select(Job).where(Job.kind == queueing.WITHDRAWAL)).one()
    assert job.state == state


def test_a_version_that_never_went_to_the_gateway_is_not_told_of(
    gateway: Gateway, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tk.config, "dtts.push.at_publication", False)
    made = new_facility()
    given = people.submits(points("0164A"), made)
    work_here()
    people.does("sysadmin", "dtts_submission_withdraw", id=given["id"], reason="Sai.")
    assert model.Session.scalar(sa.select(Job.id).where(Job.kind == queueing.WITHDRAWAL)) is None
    people.does("sysadmin", "package_delete", id=made["id"])


def test_a_dataset_that_is_private_is_told_of_and_sent_anew_when_it_is_public_again(
    gateway: Gateway, people: People, sent: tuple[dict[str, Any], Version]
) -> None:
    made, version = sent
    for private in (True, True, False, False):
        people.does("sysadmin", "package_patch", id=made["id"], private=private)
    run_all()
    assert told(gateway) == [
        ("version", str(version.id)),
        ("withdrawn", f"{version.id}-withdrawn"),
        ("version", f"{version.id}-2"),
    ]


def test_a_dataset_that_is_deleted_is_told_of(
    gateway: Gateway, people: People, sent: tuple[dict[str, Any], Version]
) -> None:
    made, version = sent
    people.does("sysadmin", "package_delete", id=made["id"])
    run_all()
    said = json.loads(gateway.packages[-1].body)
    assert (said["withdrawn"], said["current"]) == (str(version.id), None)


def test_what_was_made_private_behind_the_portals_back_is_told_by_the_night(
    gateway: Gateway, sent: tuple[dict[str, Any], Version]
) -> None:
    made, _ = sent
    model.Session.execute(sa.update(model.Package).where(model.Package.id == made["id"]).values(private=True))
    assert nightly.run(Job(kind=nightly.KIND, lane=nightly.KIND)) == {"queued": 1}
    model.Session.commit()
    assert queueing.untold(made["name"]) == []


def test_the_keeper_sees_what_was_not_taken_and_sends_it_again(
    gateway: Gateway, people: People, web: Any, sent: tuple[dict[str, Any], Version]
) -> None:
    _, version = sent
    gateway.answers = [reply(status="422 Unprocessable Content")]
    people.does("sysadmin", "dtts_submission_withdraw", id=str(version.submission_id), reason="Sai.")
    run_all()
    keeper = people.token("sysadmin")
    page = web.get("/en/thu-thap/-/gui", headers=keeper)
    assert "1 was not taken." in page.text
    assert "422" in page.text
    job = model.Session.scalars(sa.select(Job).where(Job.state == "failed")).one()
    web.post("/thu-thap/-/gui", data={"id": str(job.id)}, headers=keeper, status=303, follow_redirects=False)
    run_all()
    page = web.get("/en/thu-thap/-/gui", headers=keeper)
    assert "1 withdrawal told." in page.text
    assert "None needs you now." in page.text


def test_readers_do_not_see_what_went_to_the_gateway(gateway: Gateway, people: People, web: Any) -> None:
    assert web.get("/thu-thap/-/gui", follow_redirects=False).status_code == 303
    web.get("/thu-thap/-/gui", headers=people.token("sender"), status=403)
    web.post("/thu-thap/-/gui", headers=people.token("sender"), status=403)

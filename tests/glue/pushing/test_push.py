"""A published version reaches a gateway once, whatever the gateway does: real sockets, real job table."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from click.testing import CliRunner

from ckanext.dtts.cli.push import push
from ckanext.dtts.jobs import lease, queue, runner
from ckanext.dtts.model import Job, Table, Version
from ckanext.dtts.pushing import nightly, queueing
from dtts.errors import UsageError
from glue.road.facilities import new_facility
from glue.road.here import work_here
from glue.road.people import People
from glue.road.points import points
from harvest_server.lists import as_json
from harvest_server.server import Request, Server, reply

SENT = (queueing.KIND, queueing.WITHDRAWAL)


class Gateway:
    """Gives tokens, and takes packages or answers as `answers` say, one after the other."""

    def __init__(self) -> None:
        self.answers: list[bytes] = []
        self.server = Server({"/token": self._token, "/goi": self._take})

    def _token(self, request: Request) -> bytes:
        assert request.body == b"grant_type=client_credentials&scope=goi"
        return as_json({"access_token": "the-1234", "token_type": "Bearer"})

    def _take(self, request: Request) -> bytes:
        if request.headers.get("authorization") != "Bearer the-1234":
            return reply(status="401 Unauthorized")
        return self.answers.pop(0) if self.answers else as_json({"received": True})

    @property
    def packages(self) -> list[Request]:
        return [one for one in self.server.requests if one.path == "/goi"]


@pytest.fixture
def gateway(
    shown: dict[str, Any], request_context: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Gateway]:
    secrets = tmp_path / "secrets.yaml"
    secrets.write_text("lgsp: {client_id: tinh, client_secret: mat-khau-dai}")
    secrets.chmod(0o600)
    made = Gateway()
    with made.server as server:
        for key, value in {
            "dtts.push.address": server.address("/goi"),
            "dtts.push.token_address": server.address("/token"),
            "dtts.push.scope": "goi",
            "dtts.push.credential": "lgsp",
            "dtts.push.plain": True,
            "dtts.harvest.private": "127.0.0.0/8",
            "dtts.harvest.secrets": str(secrets),
        }.items():
            monkeypatch.setitem(tk.config, key, value)
        model.Session.execute(sa.delete(Job))
        model.Session.commit()
        yield made


def queue_one() -> Version:
    (version,) = queueing.due()
    assert CliRunner().invoke(push).output.startswith("1 queued")
    return version


def work() -> int:
    """Run the one job that is due, which may fail; what the runner returns."""
    model.Session.remove()
    job = queue.claim(lease.me(), SENT)
    assert job is not None and job.lease_token is not None
    return runner.run(job.id, job.lease_token)


def the_job() -> Job:
    model.Session.remove()
    return model.Session.scalars(sa.select(Job).where(Job.kind == queueing.KIND)).one()


def parts(request: Request) -> dict[str, bytes]:
    head = f"Content-Type: {request.headers['content-type']}\n\n".encode()
    found = message_from_bytes(head + request.body).get_payload()
    return {
        str(each.get_param("name", header="content-disposition")): each.get_payload(decode=True)
        for each in found
    }


def test_a_publication_is_sent_by_itself_and_once(
    gateway: Gateway, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = new_facility()
    people.submits(points("0164A"), made)
    work_here()
    (sent,) = [one for one in gateway.packages if parts_name(one) == made["name"]]
    assert queueing.due(made["name"]) == []
    version = model.Session.get_one(Version, uuid.UUID(sent.headers["idempotency-key"]))
    queueing.follow(version)
    monkeypatch.setitem(tk.config, "dtts.push.at_publication", False)
    people.submits(points("0164A", "07210"), made)
    work_here()
    assert len(gateway.packages) == 1
    assert [each.number for each in queueing.due(made["name"])] == [2]
    people.does("sysadmin", "package_delete", id=made["id"])


def parts_name(request: Request) -> str:
    return str(json.loads(parts(request)["manifest"])["dataset"]["name"])


def test_a_version_is_sent_with_its_manifest_and_its_canonical_file(
    gateway: Gateway, shown: dict[str, Any]
) -> None:
    version = queue_one()
    assert work() == 0
    (sent,) = gateway.packages
    assert (sent.method, sent.headers["idempotency-key"]) == ("POST", str(version.id))
    files = parts(sent)
    manifest = json.loads(files["manifest"])
    assert manifest["key"] == str(version.id)
    assert manifest["dataset"]["name"] == shown["name"]
    assert (manifest["table"]["sha256"], manifest["table"]["version"]) == (version.csv_sha256, 1)
    assert len(files["table"]) == version.csv_size
    assert the_job().state == "done"


def test_what_was_queued_is_not_queued_again(gateway: Gateway) -> None:
    queue_one()
    assert queueing.due() == []
    assert CliRunner().invoke(push).output.startswith("0 queued")


def test_a_gateway_that_is_away_gets_the_same_under_the_same_key_later(gateway: Gateway) -> None:
    gateway.answers = [reply(status="503 Service Unavailable")]
    queue_one()
    work()
    job = the_job()
    assert (job.state, job.attempt) == ("queued", 1)
    job.run_after = sa.func.now()
    model.Session.commit()
    work()
    first, second = gateway.packages
    assert (first.headers["idempotency-key"], first.body) == (second.headers["idempotency-key"], second.body)
    assert the_job().state == "done"


def test_a_gateway_that_refuses_is_not_asked_again(gateway: Gateway) -> None:
    gateway.answers = [reply(status="422 Unprocessable Content")]
    queue_one()
    work()
    assert (the_job().state, len(gateway.packages)) == ("failed", 1)
    assert "422" in (the_job().last_error or "")


def test_a_token_that_ran_out_is_renewed_once(gateway: Gateway) -> None:
    gateway.answers = [reply(status="401 Unauthorized")]
    queue_one()
    work()
    assert [one.path for one in gateway.server.requests] == ["/token", "/goi", "/token", "/goi"]
    assert the_job().state == "done"


def test_a_redirect_is_not_followed(gateway: Gateway) -> None:
    gateway.answers = [reply(status="307 Temporary Redirect", Location="/elsewhere")]
    queue_one()
    work()
    assert {one.path for one in gateway.server.requests} == {"/token", "/goi"}
    assert the_job().state == "failed"


def test_no_secret_stands_in_the_job(gateway: Gateway) -> None:
    gateway.answers = [reply(status="422 Unprocessable Content")]
    queue_one()
    work()
    job = the_job()
    assert "mat-khau" not in repr((job.payload, job.steps, job.last_error))


def test_a_private_gateway_that_is_not_opened_gets_nothing(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tk.config, "dtts.harvest.private", "")
    queue_one()
    work()
    assert (gateway.server.connections, the_job().state) == (0, "queued")


def test_without_a_gateway_nothing_is_queued(shown: dict[str, Any], request_context: None) -> None:
    with pytest.raises(UsageError, match=r"dtts\.push\.address"):
        queueing.put(queueing.due())


def run_all() -> None:
    while model.Session.scalar(sa.select(Job.id).where(Job.kind.in_(SENT), Job.state == "queued")):
        work()
        model.Session.remove()


def told(gateway: Gateway) -> list[tuple[str, str]]:
    """What the gateway heard, one after the other: the version, or that it was withdrawn, and the key."""
    return [
        ("withdrawn" if one.headers["content-type"] == "application/json" else "version",
         one.headers["idempotency-key"])
        for one in gateway.packages
    ]  # fmt: skip


@pytest.fixture
def sent(gateway: Gateway, people: People) -> Iterator[tuple[dict[str, Any], Version]]:
    """A dataset whose one version the gateway has."""
    made = new_facility()
    people.submits(points("0164A"), made)
    work_here()
    version = model.Session.scalars(
        sa.select(Version).join(Table, Table.id == Version.table_id).where(Table.package_id == made["id"])
    ).one()
    yield made, version
    people.does("sysadmin", "package_delete", id=made["id"])


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

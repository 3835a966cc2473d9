"""A published version reaches a gateway once, whatever the gateway does: real sockets, real job table."""

from __future__ import annotations

import json
import uuid
from email import message_from_bytes
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from click.testing import CliRunner

from ckanext.dtts.cli.push import push
from ckanext.dtts.model import Job, Version
from ckanext.dtts.pushing import queueing
from dtts.errors import UsageError
from glue.pushing.gateway import Gateway, work
from glue.road.facilities import new_facility
from glue.road.here import work_here
from glue.road.people import People
from glue.road.points import points
from harvest_server.server import Request, reply


def queue_one() -> Version:
    (version,) = queueing.due()
    assert CliRunner().invoke(push).output.startswith("1 queued")
    return version


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

"""A gateway on the loopback, and the worker's part of sending to it."""

from __future__ import annotations

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.jobs import lease, queue, runner
from ckanext.dtts.model import Job
from ckanext.dtts.pushing import queueing
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


def work() -> int:
    """Run the one job that is due, which may fail; what the runner returns."""
    model.Session.remove()
    job = queue.claim(lease.me(), SENT)
    assert job is not None and job.lease_token is not None
    return runner.run(job.id, job.lease_token)


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

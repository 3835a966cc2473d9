"""A portal with one dataset a test, its people, and a worker that is a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import factories

from ckanext.dtts.model import Job
from glue.portal_fixtures import application, empty_portal, portal
from glue.records import agency
from glue.road.facilities import new_facility
from glue.road.people import People, Web
from glue.road.points import points

__all__ = ["empty_portal", "portal"]


@pytest.fixture(scope="module")
def web(empty_portal: None) -> Web:
    return Web(application())


@pytest.fixture(autouse=True)
def request_context(web: Web) -> Iterator[None]:
    """Actions translate, and ask a request into which language."""
    with web.flask_app.test_request_context():
        yield
    model.Session.rollback()
    model.Session.execute(sa.delete(Job))  # what a test left undone would be done in the next
    model.Session.commit()
    model.Session.remove()


@pytest.fixture(scope="module")
def people(web: Web) -> People:
    with web.flask_app.test_request_context():
        made = agency()
        other = agency("ban-dan-toc-son-la", "Ban Dân tộc tỉnh Sơn La")
        users = {role: factories.User() for role in ("sender", "approver", "stranger", "reader")}
        for role, capacity, place in (
            ("sender", "editor", made),
            ("approver", "admin", made),
            ("reader", "member", made),
            ("stranger", "admin", other),
        ):
            group = model.Group.get(place["id"])
            user = users[role]
            model.Session.add(
                model.Member(group=group, table_id=user["id"], table_name="user", capacity=capacity)
            )
        model.Session.commit()
        users["sysadmin"] = factories.Sysadmin()
        for user in users.values():
            user["token"] = _token(user["name"])
    return People(users)


def _token(name: str) -> str:
    context = {"ignore_auth": True, "user": name}
    asked = {"user": name, "name": "test", "expires_in": 1, "unit": 3600}
    return tk.get_action("api_token_create")(context, asked)["token"]


@pytest.fixture
def facility(people: People) -> dict[str, Any]:
    """An empty dataset of a type that takes IT support points."""
    return new_facility()


@pytest.fixture(scope="module")
def shown(people: People, web: Web, work: Callable[..., int]) -> dict[str, Any]:
    """A dataset with a published table `diem` of two rows, which the tests of a module only read."""
    with web.flask_app.test_request_context():
        made = new_facility()
        sent = people.submits(points("0164A", "07210"), made)
        work()
        return {**made, "submission": people.sees(sent)}


@pytest.fixture(scope="session")
def forkserver(pytestconfig: pytest.Config) -> Iterator[subprocess.Popen[str]]:
    """A process that starts workers."""
    command = [sys.executable, "-m", "glue.road.forkserver", pytestconfig.getoption("ckan_ini")]
    tests = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(tests)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=environment, **pipes) as server:
        yield server
        server.stdin.close()


@pytest.fixture(scope="session")
def start(forkserver: subprocess.Popen[str]) -> Callable[..., Callable[[], int]]:
    """Start a worker process; what this gives waits for its end and returns its exit code.

    `dies_at` names the point of the road at which it is killed as by `kill -9`; `stalls:` before it makes
    the work wait there for ever instead.
    """
    return lambda dies_at="": _started(forkserver, dies_at)


@pytest.fixture(scope="session")
def work(forkserver: subprocess.Popen[str]) -> Callable[..., int]:
    """Let a worker process do all that is due, as `start` does; returns its exit code, negative for a signal."""
    return lambda dies_at="": _started(forkserver, dies_at)()


def _started(forkserver: subprocess.Popen[str], dies_at: str) -> Callable[[], int]:
    model.Session.remove()
    forkserver.stdin.write(f"{dies_at}\n")
    forkserver.stdin.flush()

    def end() -> int:
        for line in forkserver.stdout:
            if line.startswith("exit "):
                return int(line.split()[1])
        raise AssertionError("the process that starts workers has ended")

    return end

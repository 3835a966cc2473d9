"""A day on which Redis, which holds the sessions, does not answer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp
from redis import Redis

from glue.records import administrator, dataset
from glue.web.signed_in import browser, form_token, is_signed_in

Away = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def redis_away(site: CKANTestApp, monkeypatch: pytest.MonkeyPatch) -> Away:
    """While this lasts, sessions are asked for at a port where nobody listens."""

    @contextmanager
    def away() -> Any:
        with monkeypatch.context() as meanwhile:
            nobody = Redis(host="127.0.0.1", port=1, socket_connect_timeout=1)
            meanwhile.setattr(site.flask_app.session_interface, "client", nobody)
            yield

    return away


@pytest.fixture
def reader(site: CKANTestApp) -> Any:
    return browser(site)


def test_a_script_that_changes_something_is_told_that_it_is_done(site: CKANTestApp, redis_away: Away) -> None:
    dataset(name="sua-khi-vang", title="Trước")
    _, token = administrator()
    with redis_away():
        patch = {"id": "sua-khi-vang", "title": "Sau"}
        answer = site.post("/api/action/package_patch", json=patch, headers={"Authorization": token})
    assert (answer.status_code, answer.json["result"]["title"]) == (200, "Sau")


def test_who_is_signed_in_reads_on_and_is_signed_in_again_when_it_is_back(
    reader: Any, redis_away: Away
) -> None:
    with redis_away():
        assert reader.get("/").status_code == 200
        assert not is_signed_in(reader)
    assert is_signed_in(reader)


def test_a_form_is_refused_before_anything_is_done_and_says_when_to_send_it_again(
    reader: Any, redis_away: Away
) -> None:
    token = form_token(reader.get("/user/_logout").text)
    with redis_away():
        answer = reader.post("/user/_logout", data={"_csrf_token": token})
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
        assert "gửi lại sau ít phút" in answer.text
        english = reader.post("/en/user/_logout", data={"_csrf_token": token})
        assert "send it again in a few minutes" in english.text
    assert is_signed_in(reader)


def test_a_stranger_gets_the_form_for_signing_in_without_a_cookie_that_nobody_knows(
    site: CKANTestApp, redis_away: Away
) -> None:
    with redis_away():
        answer = site.test_client().get("/user/login")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers

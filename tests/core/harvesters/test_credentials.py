from __future__ import annotations

import logging
import traceback
from typing import Any

import pytest

from core.harvesters.builders import source
from dtts.errors import UsageError
from dtts_harvesters.opening import session_for
from dtts_harvesters.session import Credential, FetchError
from harvest_server.server import Request, Server, reply
from harvest_server.sessions import LOOPBACK, session

SECRET = "mật-khẩu/rất+dài=42"
CREDENTIALS = [
    (Credential("basic", {"user": "xa", "password": SECRET}), "authorization"),
    (Credential("bearer", {"token": "tok-3f9a"}), "authorization"),
    (Credential("header", {"token": "key-77b1"}, header="X-Api-Key"), "x-api-key"),
]


def opened(server: Server, credential: Credential, **named: Any) -> Any:
    return session(credential=credential, home=server.address(), plain_credentials=True, **named)


@pytest.mark.parametrize(("credential", "header"), CREDENTIALS, ids=["basic", "bearer", "header"])
def test_a_credential_goes_to_its_own_host_and_follows_no_redirect_to_another(
    credential: Credential, header: str
) -> None:
    with Server({"/": lambda request: reply(b"other")}) as other, Server() as home:
        home.routes["/"] = lambda request: reply(status="307 x", Location=other.address())
        home.routes["/near"] = lambda request: reply(status="307 x", Location="/own")
        home.routes["/own"] = lambda request: reply(b"own")
        with opened(home, credential) as fetching:
            assert fetching.get(home.address()).content == b"other"
            assert fetching.get(home.address("/near")).content == b"own"
            assert fetching.get(other.address()).content == b"other"
        assert [header in one.headers for one in home.requests] == [True, True, True]
        assert [header in one.headers for one in other.requests] == [False, False]


def test_a_credential_is_never_sent_in_clear_unless_the_source_says_so() -> None:
    with Server({"/": lambda request: reply(b"x")}) as server:
        with (
            session(credential=CREDENTIALS[0][0], home=server.address()) as fetching,
            pytest.raises(FetchError, match="unencrypted"),
        ):
            fetching.get(server.address())
        assert server.connections == 0


@pytest.mark.parametrize(
    "answer",
    [
        reply(status="500 x"),
        reply(status="403 x"),
        reply(status="404 x"),
        reply(b"x" * 9)[:-4],
        b"nonsense",
        reply(status="302 x", Location="http://127.0.0.1:1/?token=tok-3f9a"),
        reply(status="302 x", Location="http://u:tok-3f9a@[::1/"),
    ],
)
@pytest.mark.parametrize("credential", [one for one, _ in CREDENTIALS], ids=["basic", "bearer", "header"])
def test_no_secret_reaches_a_log_or_the_text_of_an_exception(
    answer: bytes, credential: Credential, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = [SECRET, "tok-3f9a", "key-77b1"]
    with Server({"/": lambda request: answer}) as server, opened(server, credential) as fetching:
        with pytest.raises(FetchError) as failed:
            fetching.get(server.address(f"/?token={secrets[1]}"))
        told = "".join(traceback.format_exception(failed.value)) + caplog.text + repr(credential)
        told += str(failed.value.message) + repr(failed.value.values)
        assert any("authorization" in one.headers or "x-api-key" in one.headers for one in server.requests)
    assert [secret for secret in secrets if secret in told] == []


def test_the_environment_decides_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """No proxy and no `.netrc`: who can set a variable would else see all that is fetched."""
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login a password b\n", encoding="utf-8")
    with Server() as proxy, Server({"/": lambda request: reply(b"own")}) as server:
        monkeypatch.setenv("HOME", str(tmp_path))
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "https_proxy"):
            monkeypatch.setenv(name, proxy.address())
        with session() as fetching:
            assert fetching.get(server.address()).content == b"own"
        assert proxy.connections == 0
        assert "authorization" not in server.requests[0].headers


def test_a_source_is_opened_with_the_secrets_that_the_portal_keeps_under_its_name() -> None:
    def table(request: Request) -> bytes:
        return reply(request.headers["authorization"].encode())

    with Server({"/": table}) as server:
        network = {"allow": [{"network": "127.0.0.1/32"}], "plain_credentials": True}
        made = source(address=server.address(), access={"name": "xa", "kind": "bearer"}, network=network)
        secrets = {"xa": {"token": "tok-3f9a"}}
        with session_for(made, secrets=secrets.__getitem__, granted=[LOOPBACK]) as fetching:
            assert fetching.get(server.address()).content == b"Bearer tok-3f9a"
        with (
            session_for(made, secrets=secrets.__getitem__) as fetching,
            pytest.raises(FetchError, match="private"),
        ):
            fetching.get(server.address())
        with pytest.raises(UsageError, match="keeps no credential 'xa'"):
            session_for(made)


@pytest.mark.parametrize("values", [{}, {"user": "a"}, {"user": "a", "password": ""}])
def test_a_credential_that_lacks_a_part_says_which(values: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="password"):
        Credential("basic", values)

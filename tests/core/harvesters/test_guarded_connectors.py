"""Every connector fetches through the guarded session: none reaches inside, by its address or by what it is
told on the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from core.harvesters.builders import source
from dtts_harvesters.opening import session_for
from dtts_harvesters.record import Failure
from dtts_harvesters.registry import connector, connector_kinds
from dtts_harvesters.report import Report
from dtts_harvesters.session import Allowed
from harvest_server.lists import as_json
from harvest_server.server import Request, Server, reply

CATALOGUE = {"target": {"dataset_type": "program_result"}}
OBSERVATIONS = {"target": {"table": "external_observations", "dataset": "so-lieu"}}
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
SOURCES: dict[str, dict[str, Any]] = {
    "table": {"options": {"format": "csv"}},
    "rest": {"options": {"id": ["ma"]}},
    "ckan": {**CATALOGUE, "options": {}},
    "dcat": {**CATALOGUE, "options": {"format": "json-ld"}},
    "sdmx": {**OBSERVATIONS, "options": {}},
    "dhis2": {**OBSERVATIONS, "options": {"kind": "analytics"}},
    "portal": {"target": {"dataset_type": "any"}, "options": {}},
    "sftp": {"options": {"format": "csv", "host_key": KEY}},
}
OVER_HTTP = [name for name in SOURCES if name != "sftp"]


@pytest.fixture
def canary() -> Iterator[Server]:
    """A listener inside; whoever reaches it is counted."""
    with Server() as server:
        yield server
        assert (server.connections, server.requests) == (0, [])


def fails(name: str, address: str, **fields: Any) -> Failure:
    made = source(connector=name, address=address, **{**SOURCES[name], **fields})
    allow = made.network.allowed
    with session_for(
        made, granted=allow, secrets=lambda key: {"client_id": "a", "client_secret": "b"}
    ) as opened:
        found = list(connector(made).fetch(opened, {}, Report()))
    assert isinstance(found[-1], Failure) and found[-1].fatal
    return found[-1]


def only(server: Server) -> dict[str, Any]:
    allow = [{"network": "127.0.0.1/32", "port": server.port}]
    return {"network": {"allow": allow, "plain_credentials": True}}


def test_every_connector_is_held_here() -> None:
    """A folder of this machine asks no network: see the tests of folders."""
    assert set(SOURCES) | {"folder"} == set(connector_kinds())


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost", "[::ffff:127.0.0.1]", "127.0.0.1."])
@pytest.mark.parametrize("name", list(SOURCES))
def test_no_connector_reaches_inside_by_its_address(name: str, host: str, canary: Server) -> None:
    scheme = "sftp" if name == "sftp" else "http"
    failure = fails(name, f"{scheme}://{host}:{canary.port}/")
    assert failure.rule == "address-refused"


@pytest.mark.parametrize("host", ["127.0.0.1", "[::ffff:127.0.0.1]", "2130706433", "localhost"])
@pytest.mark.parametrize("name", OVER_HTTP)
def test_no_connector_reaches_inside_by_a_redirect(name: str, host: str, canary: Server) -> None:
    with Server() as outside:

        class Away(dict[str, Any]):
            def get(self, path: str, default: Any = None) -> Any:
                return lambda request: reply(status="302 Found", Location=f"http://{host}:{canary.port}/")

        outside.routes = Away()
        failure = fails(name, outside.address(), **only(outside))
    assert failure.rule in {"address-refused", "address-unclear"}


def test_no_list_reaches_inside_by_its_next_page(canary: Server) -> None:
    with Server() as outside:
        outside.routes["/"] = lambda request: as_json({"items": [{"ma": "1"}], "next": canary.address()})
        options = {"id": ["ma"], "records": "items", "paging": {"kind": "link", "next": "next"}}
        assert fails("rest", outside.address(), options=options, **only(outside)).rule == "next-elsewhere"


def test_no_catalogue_reaches_inside_by_its_next_page(canary: Server) -> None:
    graph = {"@id": "urn:c", "http://www.w3.org/ns/hydra/core#next": {"@id": canary.address()}}
    with Server({"/": lambda request: as_json(graph)}) as outside:
        assert fails("dcat", outside.address(), **only(outside)).rule == "next-elsewhere"


def test_no_token_is_asked_for_inside(canary: Server) -> None:
    def table(request: Request) -> bytes:
        return reply(b"ma\n1\n")

    with Server({"/": table}) as outside:
        access = {"name": "a", "kind": "oauth2", "token_address": canary.address("/token")}
        assert fails("table", outside.address(), access=access, **only(outside)).rule == "address-refused"


def test_what_a_source_allows_itself_is_not_opened_without_a_grant(canary: Server) -> None:
    made = source(address=canary.address(), **only(canary))
    for granted in ([], [Allowed(network=made.network.allowed[0].network, port=canary.port + 1)]):
        with session_for(made, granted=granted) as opened:
            (failure,) = connector(made).fetch(opened, {}, Report())
        assert isinstance(failure, Failure) and failure.rule == "address-refused"

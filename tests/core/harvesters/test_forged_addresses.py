"""Addresses that lead inside, in every spelling that we know of: refused, and nothing is ever sent."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from dtts_harvesters.session import Allowed, FetchError, GuardedSession, Policy
from dtts_harvesters.session.connect import DeadlineSocket
from harvest_server.server import Request, Server, reply
from harvest_server.sessions import TestClock

SPELLINGS = (
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "2130706433",
    "017700000001",
    "0177.0.0.1",
    "0x7f000001",
    "0x7f.0x0.0x0.0x1",
    "0x7f.1",
    "127.0.0.1.",
    "127.000.000.001",
    "00000177.0.0.0x1",
    "0",
    "0.0.0.0",
    "127.127.127.127",
    "localhost",
    "LOCALHOST.",
    "localhost.localdomain",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[fe80::1]",
    "[fe80::1%25lo]",
    "[ff02::1]",
    "[fec0::1]",
    "[fd00:ec2::254]",
    "１２７.０.０.１",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    "ｌｏｃａｌｈｏｓｔ",
    "ⓛocalhost",
    "a@127.0.0.1",
    "du-lieu.example.vn@127.0.0.1",
    "du-lieu.example.vn:80@127.0.0.1",
    "127.0.0.1\\@du-lieu.example.vn",
    "127.0.0.1%00.example.vn",
    "127.0.0.1%2F.example.vn",
    "127.0.0.1 .example.vn",
    "xn--127-0-0-1.xn--",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "169.254.169.254.",
    "[::ffff:169.254.169.254]",
    "224.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "198.18.0.1",
    "metadata.google.internal",
)
"""Each stands where a host does."""

ANSWERS = (
    "127.0.0.1",
    "10.1.2.3",
    "192.168.0.1",
    "169.254.169.254",
    "0.0.0.0",
    "100.64.0.1",
    "::1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::a00:1",
    "64:ff9b:1::a00:1",
    "2002:a00:1::",
    "2001::a00:1",
    "::a00:1",
    "fe80::1%1",
    "fd00::1",
    "ff02::1",
)
"""What a name server may say."""


def inside(host: str, port: int) -> list[Any]:
    """The system's own reading of numbers; names of the outside lead to the loopback here."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return [(socket.AF_INET, ("127.0.0.1", port))]
    return [(family, address) for family, _, _, _, address in found]


def says(*answers: str) -> Any:
    """A name server that gives all of them."""

    def resolve(host: str, port: int) -> list[Any]:
        return [(socket.AF_INET6 if ":" in one else socket.AF_INET, (one, port)) for one in answers]

    return resolve


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every address that a connection is tried to."""
    tried: list[Any] = []

    def connect(self: DeadlineSocket, address: Any) -> None:
        tried.append(address[:2])
        socket.socket.connect(self, address)

    monkeypatch.setattr(DeadlineSocket, "connect", connect, raising=False)
    return tried


@pytest.fixture
def canary() -> Iterator[Server]:
    """A listener inside; whoever reaches it is counted."""
    with Server({"/": lambda request: reply(b"inside")}) as server:
        yield server
        assert (server.connections, server.requests) == (0, [])


def fetch(address: str, *allowed: Allowed, resolve: Any = inside) -> bytes:
    with GuardedSession(Policy(allowed), clock=TestClock().clock(), resolve=resolve) as session:
        return session.get(address).content


def only(server: Server, host: str = "") -> Allowed:
    """The server alone is allowed: its address and its port."""
    return Allowed(ipaddress.ip_network("127.0.0.1/32"), host, server.port)


REFUSED = {"address-refused", "address-unclear"}


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_f11_a_forged_address_is_refused_directly(
    spelling: str, scheme: str, canary: Server, sent: list[Any]
) -> None:
    with pytest.raises(FetchError) as refused:
        fetch(f"{scheme}://{spelling}:{canary.port}/")
    assert refused.value.rule in REFUSED
    assert sent == []


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_f11_a_forged_address_is_refused_behind_a_redirect(
    spelling: str, canary: Server, sent: list[Any]
) -> None:
    def away(request: Request) -> bytes:
        # Whoever reads Latin-1 and whoever reads UTF-8 here both have to refuse what they read.
        where = f"http://{spelling}:{canary.port}/".encode()
        return (
            b"HTTP/1.1 302 Found\r\nLocation: "
            + where
            + b"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
        )

    with Server({"/": away}) as outside:
        with pytest.raises(FetchError) as refused:
            fetch(outside.address(), only(outside))
        assert refused.value.rule in REFUSED
        assert sent == [("127.0.0.1", outside.port)]


@pytest.mark.parametrize("answer", ANSWERS)
def test_f11_a_name_that_leads_inside_is_refused(answer: str, canary: Server, sent: list[Any]) -> None:
    with pytest.raises(FetchError, match="private"):
        fetch(f"http://du-lieu.example.vn:{canary.port}/", resolve=says(answer))
    assert sent == []


@pytest.mark.parametrize("answer", ANSWERS)
def test_f11_one_address_inside_among_public_ones_refuses_the_name(
    answer: str, canary: Server, sent: list[Any]
) -> None:
    with pytest.raises(FetchError, match="private"):
        fetch(f"http://du-lieu.example.vn:{canary.port}/", resolve=says("8.8.8.8", answer))
    assert sent == []


@pytest.mark.parametrize("answer", ANSWERS)
def test_f12_a_name_that_leads_elsewhere_the_second_time_is_refused(
    answer: str, canary: Server, sent: list[Any]
) -> None:
    """The first connection is to an allowed place, and each further one is judged anew."""
    with Server() as outside:
        answers = iter(["127.0.0.1", answer, answer])
        asked: list[str] = []

        def rebinds(host: str, port: int) -> Any:
            asked.append(host)
            return says(next(answers))(host, port)

        again = f"http://du-lieu.example.vn:{canary.port}/"
        outside.routes["/"] = lambda request: reply(status="302 Found", Location=again)
        with pytest.raises(FetchError, match="private"):
            fetch(f"http://du-lieu.example.vn:{outside.port}/", only(outside), resolve=rebinds)
        assert asked == ["du-lieu.example.vn", "du-lieu.example.vn"]
        assert sent == [("127.0.0.1", outside.port)]


def test_f12_what_is_connected_to_is_what_was_checked(sent: list[Any]) -> None:
    """One look-up for one connection: there is no second answer to be given."""
    asked = []
    with Server({"/": lambda request: reply(b"fine")}) as outside:

        def once(host: str, port: int) -> Any:
            asked.append(host)
            return says("127.0.0.1")(host, port)

        assert fetch(f"http://kho.example.vn:{outside.port}/", only(outside), resolve=once) == b"fine"
        assert outside.requests[0].headers["host"] == f"kho.example.vn:{outside.port}"
    assert len(asked) == len(sent) == 1


@pytest.mark.parametrize("answer", ["169.254.169.254", "fe80::1", "224.0.0.1", "0.0.0.0", "fd00:ec2::254"])
def test_f11_some_places_are_never_opened_whatever_is_allowed(answer: str, sent: list[Any]) -> None:
    everything = [Allowed(ipaddress.ip_network(one)) for one in ("0.0.0.0/0", "::/0")]
    with pytest.raises(FetchError, match="private"):
        fetch("http://du-lieu.example.vn/", *everything, resolve=says(answer))
    assert sent == []


def test_an_allowed_private_source_works() -> None:
    with Server({"/": lambda request: reply(b"inside")}) as server:
        assert fetch(server.address(), only(server)) == b"inside"
        named = f"http://kho.example.vn:{server.port}/"
        assert fetch(named, only(server, "kho.example.vn"), resolve=says("127.0.0.1")) == b"inside"


@pytest.mark.parametrize(
    ("network", "host", "more"),
    [("127.0.0.1/32", "", 1), ("127.0.0.2/32", "", 0), ("127.0.0.1/32", "other.example.vn", 0)],
    ids=["another port", "another network", "another name"],
)
def test_what_is_allowed_is_that_place_and_no_other(
    network: str, host: str, more: int, canary: Server, sent: list[Any]
) -> None:
    allowed = Allowed(ipaddress.ip_network(network), host, canary.port + more)
    with pytest.raises(FetchError, match="private"):
        fetch(canary.address(), allowed)
    assert sent == []


@pytest.mark.parametrize(
    ("allowed", "granted", "kept"),
    [
        ("10.12.3.0/24", "10.0.0.0/8", True),
        ("10.12.3.0/24", "10.12.3.0/24", True),
        ("10.0.0.0/8", "10.12.3.0/24", False),
        ("10.12.3.0/24", "192.168.0.0/16", False),
        ("10.12.3.0/24", "::/0", False),
    ],
)
def test_a_source_opens_no_more_than_an_administrator_grants(allowed: str, granted: str, kept: bool) -> None:
    policy = Policy((Allowed(ipaddress.ip_network(allowed)),))
    assert bool(policy.within([Allowed(ipaddress.ip_network(granted))]).allowed) is kept


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_permitted_also_as_networks_of_ipv6_write_them(address: str) -> None:
    assert Policy().permits("x.vn", address, 443)


@pytest.mark.parametrize(
    "scheme", ["file:///etc/passwd", "ftp://x.vn/", "gopher://x.vn/", "//x.vn", "x.vn", ""]
)
def test_only_http_is_fetched(scheme: str, sent: list[Any]) -> None:
    with pytest.raises(FetchError) as refused:
        fetch(scheme)
    assert refused.value.rule in {"address-scheme", "address-unclear"}
    assert sent == []

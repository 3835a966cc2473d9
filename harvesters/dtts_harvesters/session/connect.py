"""Connections to checked addresses only: what was checked is what `connect` is given, so that no second
answer of a name server can come in between; and none outlives the deadline of its session."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection

from dtts_harvesters.session.clock import Clock
from dtts_harvesters.session.errors import FetchError
from dtts_harvesters.session.policy import Policy
from dtts_harvesters.session.whole import WholeResponse

SocketAddress = tuple[int, tuple[Any, ...]]
"""Family, and what `socket.connect` takes; its first part is the address."""
Resolve = Callable[[str, int], Sequence[SocketAddress]]


def system_resolve(host: str, port: int) -> Sequence[SocketAddress]:
    """All addresses that this machine knows for the name; OSError when there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [(int(family), tuple(address)) for family, _, _, _, address in found]


@dataclass(frozen=True)
class Guard:
    """What every connection of a session is held to. `until` is on the clock's monotonic scale."""

    policy: Policy
    clock: Clock
    until: float
    resolve: Resolve = system_resolve

    def left(self, most: float) -> float:
        """Seconds that one step may take, at most `most`; FetchError `total-time` when none are left."""
        left = self.until - self.clock.monotonic()
        if left <= 0:
            raise FetchError("total-time", seconds=round(self.policy.limits.total))
        return min(left, most)


def connect(host: str, port: int, guard: Guard) -> DeadlineSocket:
    """A connection to the first address of the name that answers.

    FetchError `address-refused` when any of its addresses is not permitted, and then no packet is sent.
    """
    found = _resolved(host, port, guard)
    if not all(guard.policy.permits(host, str(address[0]), port) for _, address in found):
        raise FetchError("address-refused", host=host)
    failed = FetchError("unknown-host", host=host, again=True)
    for family, address in found:
        try:
            return _connected(family, address, guard)
        except FetchError as one:
            if one.rule == "total-time":
                raise
            failed = one
    raise failed


def _connected(family: int, address: tuple[Any, ...], guard: Guard) -> DeadlineSocket:
    made = DeadlineSocket(family, socket.SOCK_STREAM)
    made.guard = guard
    try:
        made.settimeout(guard.left(guard.policy.limits.connect))
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        made.connect(address)
    except TimeoutError:
        made.close()
        raise FetchError("connect-timeout", again=True) from None
    except OSError as refused:
        made.close()
        rule = "connection-refused" if isinstance(refused, ConnectionRefusedError) else "unreachable"
        raise FetchError(rule, again=True) from None
    return made


def _resolved(host: str, port: int, guard: Guard) -> Sequence[SocketAddress]:
    """The name's addresses. The system's resolver knows no time limit, hence the thread."""
    answers: list[Sequence[SocketAddress]] = []

    def ask() -> None:
        try:
            answers.append(guard.resolve(host, port))
        except (OSError, UnicodeError):
            answers.append(())

    asking = threading.Thread(target=ask, daemon=True, name="resolve")
    asking.start()
    asking.join(guard.left(guard.policy.limits.connect * 2))
    if not answers or not answers[0]:
        raise FetchError("unknown-host", host=host, again=True)
    return answers[0]


class _Deadlined(socket.socket):
    """Each read waits as long as a read may, and no read goes on beyond the deadline of the session."""

    guard: Guard | None = None

    def recv_into(self, *arguments: Any, **named: Any) -> int:
        if self.guard:
            self.settimeout(self.guard.left(self.guard.policy.limits.read))
        return super().recv_into(*arguments, **named)


class DeadlineSocket(_Deadlined):
    """A plain connection."""


class DeadlineTlsSocket(_Deadlined, ssl.SSLSocket):
    """The same under TLS; `SSLContext.sslsocket_class` makes it."""


class GuardedConnection(HTTPConnection):
    """urllib3's, but for how the connection is made and that answers have to be whole."""

    response_class = WholeResponse

    def __init__(self, *arguments: Any, guard: Guard, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.guard = guard

    def _new_conn(self) -> socket.socket:
        return connect(self.host, self.port, self.guard)


class GuardedTlsConnection(GuardedConnection, HTTPSConnection):
    """The same under TLS: the name of the address is what the certificate has to be for."""

    def connect(self) -> None:
        super().connect()
        if isinstance(self.sock, DeadlineTlsSocket):
            self.sock.guard = self.guard


def tls_context(authority: str | None = None) -> ssl.SSLContext:
    """Certificates are checked, always; `authority` is a PEM that is trusted beside the
    system's and Mozilla's."""
    context = ssl.create_default_context()
    context.load_verify_locations(cafile=certifi.where())
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.sslsocket_class = DeadlineTlsSocket
    if authority:
        context.load_verify_locations(cadata=authority)
    return context

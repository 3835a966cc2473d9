"""The one door by which anything is fetched from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError, IncompleteRead, ProtocolError, ReadTimeoutError, SSLError
from urllib3.response import BaseHTTPResponse

from dtts_harvesters.session.address import Address, read_address
from dtts_harvesters.session.body import read_body
from dtts_harvesters.session.clock import Clock
from dtts_harvesters.session.connect import (
    Guard,
    GuardedConnection,
    GuardedTlsConnection,
    Resolve,
    connect,
    system_resolve,
    tls_context,
)
from dtts_harvesters.session.errors import FetchError
from dtts_harvesters.session.logs import hide_queries
from dtts_harvesters.session.policy import Policy
from dtts_harvesters.session.retry import AGAIN, asked_to_wait, pause
from dtts_harvesters.session.secrets import Credential, Scrubber
from dtts_harvesters.session.token import token_of, token_request

AGENT = "ckanext-dtts harvester"
_REDIRECTS = {301, 302, 303, 307, 308}
_NOT_FOUND = {404, 410}
_UNAUTHORISED = {401, 403}


@dataclass(frozen=True)
class Answer:
    """`headers` by lower-case name; `address` is where it finally came from, without its query."""

    status: int
    headers: Mapping[str, str]
    address: str
    content: bytes

    @property
    def not_modified(self) -> bool:
        """Whether the server says that nothing has changed."""
        return self.status == 304


class GuardedSession:
    """Requests of one run of one source, under one policy and one deadline.

    `credential` goes with requests to the origin of `home` (and of its own token address) and nowhere else.
    `folders` are those of this machine that a source may read. Close it, or use it as a context.
    """

    def __init__(
        self,
        policy: Policy,
        *,
        home: str = "",
        credential: Credential | None = None,
        clock: Clock | None = None,
        resolve: Resolve = system_resolve,
        authority: str | None = None,
        plain_credentials: bool = False,
        folders: tuple[Path, ...] = (),
    ) -> None:
        self.policy, self.clock = policy, clock or Clock()
        self.guard = Guard(policy, self.clock, self.clock.monotonic() + policy.limits.total, resolve)
        self.requests = self.received = 0
        self.scrubber = Scrubber()
        hide_queries()
        self._home = read_address(home) if home else None
        self.credential, self.folders = credential, folders
        self._plain, self._token = plain_credentials, ""
        self._authority = authority
        self._pools: dict[tuple[str, str, int], HTTPConnectionPool] = {}
        for secret in credential.values.values() if credential else ():
            self.scrubber.learn(secret)

    def __enter__(self) -> GuardedSession:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends all connections."""
        for pool in self._pools.values():
            pool.close()
        self._pools.clear()

    def get(
        self,
        address: str,
        *,
        headers: Mapping[str, str] | None = None,
        parameters: Mapping[str, str | int] | None = None,
        most: int | None = None,
    ) -> Answer:
        """The answer with status 200 to 299, or 304 when a condition was sent. Anything else, and anything
        that goes wrong on the way, is a FetchError after the tries that the policy allows."""
        target = read_address(_with(address, parameters))
        limits = self.policy.limits
        for attempt in range(limits.tries):
            try:
                return self._followed(target, dict(headers or {}), most or limits.bytes)
            except FetchError as failed:
                if not failed.again or attempt + 1 == limits.tries:
                    raise
                self._wait(failed, attempt)
        raise FetchError("total-time", seconds=round(limits.total))

    def post_form(self, address: str, form: Mapping[str, str], headers: Mapping[str, str]) -> Answer:
        """Sent once: no redirect is followed and nothing is tried again, since a sending is no reading."""
        target = read_address(address)
        sent = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
        response = self._send("POST", target, sent, urlencode(form).encode())
        return self._checked(response, target, 1024 * 1024)

    def post(self, address: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """The answer with status 200 to 299 to one sending, shown the credential; FetchError for any other.
        No redirect is followed and nothing is tried again, but for a token that ran out, renewed once."""
        target = read_address(address)
        response = self._send("POST", target, {**headers, **self._shown_to(target)}, body)
        if response.status == 401 and self._oauth:
            response.close()
            self._token = ""
            response = self._send("POST", target, {**headers, **self._shown_to(target)}, body)
        return self._checked(response, target, 1024 * 1024)

    def connection(self, host: str, port: int) -> Any:
        """A plain connection under the same guard, for what is not HTTP (SFTP)."""
        self.requests += 1
        return connect(host, port, self.guard)

    def _followed(self, target: Address, headers: dict[str, str], most: int) -> Answer:
        renewed = False
        for _ in range(self.policy.limits.redirects + 1):
            response = self._send("GET", target, {**headers, **self._shown_to(target)}, None)
            if response.status == 401 and self._oauth and not renewed:
                response.close()
                renewed, self._token = True, ""
                continue
            if response.status in _REDIRECTS and "Location" in response.headers:
                target = self._next(response, target)
                continue
            return self._checked(response, target, most)
        raise FetchError("too-many-redirects", most=self.policy.limits.redirects)

    def _next(self, response: BaseHTTPResponse, target: Address) -> Address:
        response.close()
        after = read_address(response.headers["Location"], target)
        if target.scheme == "https" and after.scheme == "http":
            raise FetchError("redirect-in-clear", host=after.host)
        return after

    def _send(
        self, method: str, target: Address, headers: Mapping[str, str], body: bytes | None
    ) -> BaseHTTPResponse:
        self.requests += 1
        limits = self.policy.limits
        sent = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", **headers}
        timeout = Timeout(self.guard.left(limits.connect), read=self.guard.left(limits.read))
        try:
            return self._pool(target).urlopen(
                method, target.rest, body=body, headers=sent, retries=False, redirect=False,
                timeout=timeout, preload_content=False, decode_content=False, assert_same_host=False,
            )  # fmt: skip
        except HTTPError as wrong:
            raise self._said(wrong) from None

    def _checked(self, response: BaseHTTPResponse, target: Address, most: int) -> Answer:
        try:
            if response.status not in (304, *range(200, 300)):
                raise self._refused(response, target)
            content = read_body(response, most)
            self.received += len(content)
        except HTTPError as wrong:
            response.close()
            raise self._said(wrong) from None
        except FetchError:
            response.close()
            raise
        headers = {name.lower(): value for name, value in response.headers.items()}
        response.release_conn()
        return Answer(response.status, headers, self.scrubber.clean(target.shown), content)

    def _refused(self, response: BaseHTTPResponse, target: Address) -> FetchError:
        status = response.status
        wait = asked_to_wait(
            response.headers.get("Retry-After"), self.clock.now(), self.policy.limits.longest_wait
        )
        if status in AGAIN:
            until = None if wait is None else self.clock.now() + timedelta(seconds=wait)
            rule = "asked-to-wait" if until else "server-error"
            return FetchError(rule, again=True, status=status, retry_at=until, host=target.host)
        if status in _UNAUTHORISED:
            return FetchError("not-allowed", status=status, host=target.host)
        if status in _NOT_FOUND:
            return FetchError("not-found", status=status, address=self.scrubber.clean(target.shown))
        return FetchError("status", status=status, host=target.host)

    def _wait(self, failed: FetchError, attempt: int) -> None:
        seconds = pause(attempt, self.clock)
        if failed.retry_at:
            seconds = max(0.0, (failed.retry_at - self.clock.now()).total_seconds())
        if seconds >= self.guard.until - self.clock.monotonic():
            raise failed
        self.clock.sleep(seconds)

    def _said(self, wrong: HTTPError) -> FetchError:
        """The fault in our words: those of the library hold whole addresses."""
        if self.guard.until <= self.clock.monotonic():
            return FetchError("total-time", seconds=round(self.policy.limits.total))
        if isinstance(wrong, SSLError):
            return FetchError("certificate", why=_reason(wrong))
        if isinstance(wrong, ReadTimeoutError):
            return FetchError("read-timeout", again=True, seconds=round(self.policy.limits.read))
        if isinstance(wrong, IncompleteRead | ProtocolError):
            return FetchError("cut-short", again=True)
        return FetchError("no-answer", again=True)

    def _pool(self, target: Address) -> HTTPConnectionPool:
        if target.origin not in self._pools:
            self._pools[target.origin] = self._new_pool(target)
        return self._pools[target.origin]

    def _new_pool(self, target: Address) -> HTTPConnectionPool:
        if target.scheme == "http":
            plain = HTTPConnectionPool(target.host, target.port, guard=self.guard)
            plain.ConnectionCls = GuardedConnection
            return plain
        tls = HTTPSConnectionPool(
            target.host, target.port, ssl_context=tls_context(self._authority), guard=self.guard
        )
        tls.ConnectionCls = GuardedTlsConnection
        return tls

    @property
    def _oauth(self) -> bool:
        return self.credential is not None and self.credential.kind == "oauth2"

    def _shown_to(self, target: Address) -> Mapping[str, str]:
        """The credential's headers, for the origin that it belongs to."""
        if self.credential is None or self._home is None or target.origin != self._home.origin:
            return {}
        if target.scheme == "http" and not self._plain:
            raise FetchError("credential-in-clear", host=target.host)
        if self._oauth:
            self._token = self._token or self._new_token(self.credential)
            return {"Authorization": f"Bearer {self._token}"}
        return self.credential.headers()

    def _new_token(self, credential: Credential) -> str:
        address = read_address(credential.token_address)
        if address.scheme == "http" and not self._plain:
            raise FetchError("credential-in-clear", host=address.host)
        form, headers = token_request(credential)
        token = token_of(self.post_form(credential.token_address, form, headers).content, address.host)
        self.scrubber.learn(token)
        return token


def _with(address: str, parameters: Mapping[str, str | int] | None) -> str:
    if not parameters:
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode(parameters)}"


def _reason(wrong: SSLError) -> str:
    for word in ("expired", "self-signed", "self signed", "mismatch", "unable to get local issuer"):
        if word in str(wrong):
            return word.replace("self signed", "self-signed").lower()
    return "TLS"

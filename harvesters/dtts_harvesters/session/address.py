"""Addresses as a source may write them: read strictly, so that all who look at one see the same host."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

import idna

from dtts_harvesters.session.errors import FetchError

PORTS = {"http": 80, "https": 443}
_UNWANTED = re.compile(r"[\x00-\x20\x7f\\]")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_SAFE = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True)
class Address:
    """`host` is in ASCII and lower case, an IPv6 without its brackets; `rest` is path and query."""

    scheme: str
    host: str
    port: int
    rest: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """What a credential belongs to."""
        return self.scheme, self.host, self.port

    @property
    def shown(self) -> str:
        """For people and logs: without the query, in which tokens travel."""
        return self._written(self.rest.partition("?")[0])

    def __str__(self) -> str:
        return self._written(self.rest)

    def _written(self, rest: str) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS.get(self.scheme) else f":{self.port}"
        return f"{self.scheme}://{host}{port}{rest}"


def read_address(text: str, base: Address | None = None) -> Address:
    """The address, relative to `base` where it is.

    FetchError `address-unclear` for user names inside of it, backslashes, blanks, numbers that are no plain
    IPv4 (0x7f.1, 2130706433, 0177.0.0.1) and anything else that two programs could read differently;
    `address-scheme` for anything but http and https.
    """
    try:
        whole = urljoin(str(base), text) if base else text
        parts = urlsplit(whole)
        port = parts.port
    except ValueError:
        raise FetchError("address-unclear", why="?") from None
    if _UNWANTED.search(text):
        raise FetchError("address-unclear", why="blank or backslash")
    if parts.scheme not in PORTS:
        raise FetchError("address-scheme", scheme=parts.scheme[:20])
    if "@" in parts.netloc:
        raise FetchError("address-unclear", why="@")
    host = _host(parts.hostname or "", bracketed="[" in parts.netloc)
    rest = quote(parts.path or "/", safe=_SAFE)
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    return Address(parts.scheme, host, port or PORTS[parts.scheme], rest + query)


def _host(host: str, *, bracketed: bool) -> str:
    if bracketed:
        return _ipv6(host)
    try:
        plain = host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise FetchError("address-unclear", why="host") from None
    plain = plain.lower()
    return _ipv4_or_name(plain.removesuffix("."))


def _ipv6(host: str) -> str:
    try:
        found = ipaddress.IPv6Address(host)
    except ValueError:
        raise FetchError("address-unclear", why="IPv6") from None
    if found.scope_id:
        raise FetchError("address-unclear", why="IPv6 zone")
    return str(found)


def _ipv4_or_name(host: str) -> str:
    labels = host.split(".")
    if _numeric(labels[-1]):
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError:
            raise FetchError("address-unclear", why="IPv4") from None
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise FetchError("address-unclear", why="host")
    return host


def _numeric(label: str) -> bool:
    """Whether systems would take a host that ends so for a number (the rule of the WHATWG)."""
    return label.isdecimal() or re.fullmatch(r"0x[0-9a-f]*", label) is not None

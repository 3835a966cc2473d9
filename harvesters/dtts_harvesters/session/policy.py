"""Which machines a source may be read from, and how much of them: data, no code."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass, replace

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

_NEVER = tuple(
    ipaddress.ip_network(one)
    for one in (
        "0.0.0.0/8",
        "169.254.0.0/16",  # link-local; where clouds keep their metadata
        "100.100.100.200/32",  # metadata of one cloud
        "192.0.0.0/24",
        "192.88.99.0/24",  # relays of 6to4
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/128",
        "fd00:ec2::254/128",  # metadata over IPv6
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
        "2001::/32",  # Teredo
        "2002::/16",  # 6to4
        "64:ff9b:1::/48",  # NAT64 of a site: leads wherever the site wants
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")


@dataclass(frozen=True)
class Allowed:
    """A private place that somebody vouches for; `host` "" and `port` 0 mean any."""

    network: IPNetwork
    host: str = ""
    port: int = 0

    def covers(self, host: str, address: IPAddress, port: int) -> bool:
        """Whether the address, reached as `host` and `port`, is that place."""
        return (
            address in self.network
            and (not self.host or self.host == host)
            and (not self.port or self.port == port)
        )


@dataclass(frozen=True)
class Limits:
    """Seconds and bytes. `total` counts from the start of the session: a run of a source. `bytes` is of one
    answer, unpacked; `redirects`, `tries` are of one request."""

    connect: float = 5.0
    read: float = 30.0
    total: float = 300.0
    bytes: int = 100 * 1024 * 1024
    redirects: int = 5
    tries: int = 4
    longest_wait: float = 3600.0


@dataclass(frozen=True)
class Policy:
    """What a session may do: the private places it may reach, and its limits."""

    allowed: tuple[Allowed, ...] = ()
    limits: Limits = Limits()

    def within(self, granted: Sequence[Allowed]) -> Policy:
        """The same with only such private places as lie inside of one that the portal's administrator
        grants: a source's own file cannot open more."""
        kept = tuple(one for one in self.allowed if any(_inside(one, grant) for grant in granted))
        return replace(self, allowed=kept)

    def permits(self, host: str, address: str, port: int) -> bool:
        """Whether a connection to `address` (as the system writes it), looked up as `host`, may be made."""
        found = _plain(ipaddress.ip_address(address.partition("%")[0]))
        if any(found in network for network in _NEVER if network.version == found.version):
            return False
        return _public(found) or any(one.covers(host, found, port) for one in self.allowed)


def _plain(address: IPAddress) -> IPAddress:
    """The IPv4 inside of an IPv6 that only carries it: `::ffff:10.0.0.1`, `64:ff9b::10.0.0.1`."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def _public(address: IPAddress) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inside(one: Allowed, grant: Allowed) -> bool:
    return (
        one.network.version == grant.network.version
        and one.network.subnet_of(grant.network)  # type: ignore[arg-type]
        and grant.host in ("", one.host)
        and grant.port in (0, one.port)
    )

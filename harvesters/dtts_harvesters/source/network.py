"""How far a source file may reach: its address, private places, limits."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dtts_harvesters.session.policy import Allowed, Limits, Policy
from dtts_harvesters.source.fields import Section, many, refuse, text, truth, whole

SCHEMES = ("https", "http", "sftp", "file")


def address(value: Any) -> str:
    """An address of a known scheme without user name or password; what it leads to is judged when a
    connection is made, since names change what they point at."""
    word = text(value)
    scheme = word.partition("://")[0]
    if scheme not in SCHEMES or "://" not in word:
        raise refuse("field-choice", got=scheme[:20], possible=", ".join(f"{one}://" for one in SCHEMES))
    if "@" in word.partition("://")[2].partition("/")[0]:
        raise refuse("field-secret")
    return word


def _network(value: Any) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    try:
        return ipaddress.ip_network(text(value))
    except ValueError:
        raise refuse("field-network", got=str(value)[:60]) from None


def _allowed(fields: Mapping[str, Any]) -> Allowed:
    return Allowed(**fields)


def _policy(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    named = {
        "connect": fields.get("connect_seconds"),
        "read": fields.get("read_seconds"),
        "total": fields.get("run_seconds"),
        "bytes": fields["megabytes"] * 1024 * 1024 if "megabytes" in fields else None,
    }
    limits = replace(Limits(), **{name: value for name, value in named.items() if value is not None})
    return {
        "policy": Policy(tuple(fields.get("allow", ())), limits),
        "plain_credentials": fields.get("plain_credentials", False),
        "authority": fields.get("authority"),
    }


ALLOWED = Section(
    {"network": _network, "host": lambda value: text(value).lower(), "port": whole(1, 65535)},
    required=frozenset({"network"}),
    make=_allowed,
)
"""A private place; also what an administrator grants."""

NETWORK = Section(
    {
        "allow": many(ALLOWED),
        "connect_seconds": whole(1, 60),
        "read_seconds": whole(1, 120),
        "run_seconds": whole(1, 3600),
        "megabytes": whole(1, 1024),
        "plain_credentials": truth,
        "authority": text,
    },
    make=_policy,
)

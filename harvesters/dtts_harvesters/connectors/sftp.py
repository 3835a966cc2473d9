"""A folder of an SFTP server whose key is known beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dtts.errors import UsageError
from dtts_harvesters import drop
from dtts_harvesters.kind import Connector, Kind
from dtts_harvesters.source.fields import Section, refuse, text
from dtts_harvesters.source.source import Source


def make(source: Source) -> Connector:
    """UsageError where paramiko is not installed."""
    try:
        from dtts_harvesters.sftp_server import Sftp
    except ImportError as absent:
        raise UsageError("SFTP needs paramiko: pip install 'ckanext-dtts[harvest]'") from absent
    return Sftp(source)


def _key(value: Any) -> str:
    """`ssh-ed25519 AAAA…`, without the host's name before and the comment behind it."""
    parts = text(value).split()
    if len(parts) != 2 or not parts[0].startswith(("ssh-", "ecdsa-")) or not parts[1].startswith("AAAA"):
        raise refuse("field-host-key")
    return " ".join(parts)


def options(value: Any) -> Mapping[str, Any]:
    """Those of a folder, and `host_key`."""
    section = Section({**drop.OPTIONS, "host_key": _key}, required=frozenset({"format", "host_key"}))
    read: Mapping[str, Any] = section(value)
    return read


KIND = Kind(
    name="sftp",
    title={"vi": "Thư mục SFTP", "en": "SFTP folder"},
    gives="file",
    options=options,
    make=make,
    check=drop.check,
)

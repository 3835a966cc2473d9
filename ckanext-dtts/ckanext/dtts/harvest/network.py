"""How far sources reach from this portal: private places that its administrator opened, and credentials."""

from __future__ import annotations

import ipaddress
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ckanext.dtts import config
from dtts.errors import UsageError
from dtts_harvesters import opening
from dtts_harvesters.session import Allowed, GuardedSession
from dtts_harvesters.source import Source as Definition


def session_for(definition: Definition) -> GuardedSession:
    """A session for one run of a source; UsageError when its credential is not known."""
    return opening.session_for(
        definition, secrets=secrets, granted=granted(), folders=config.harvest_folders()
    )


def granted() -> tuple[Allowed, ...]:
    """The private places of `dtts.harvest.private`; UsageError for one that is none."""
    return tuple(_allowed(each) for each in config.harvest_private().split())


def secrets(name: str) -> Mapping[str, str]:
    """The secrets of a credential in the file `dtts.harvest.secrets`; KeyError when it has none of the name.

    UsageError for a file that others than its owner may read.
    """
    path = config.harvest_secrets()
    if not path:
        raise KeyError(name)
    kept = _read(Path(path))
    return {key: str(value) for key, value in kept[name].items()}


def _read(path: Path) -> Mapping[str, Mapping[str, Any]]:
    with path.open(encoding="utf-8") as file:
        if os.fstat(file.fileno()).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise UsageError(f"others may read {path.name}: let its owner alone read it (chmod 600)")
        found = yaml.safe_load(file)
    if not isinstance(found, dict) or not all(isinstance(each, dict) for each in found.values()):
        raise UsageError(f"{path.name} holds no credentials: give name, then the names of its parts")
    return found


def _allowed(text: str) -> Allowed:
    network, _, rest = text.partition(",")
    host, _, port = rest.partition(",")
    try:
        return Allowed(ipaddress.ip_network(network), host.lower(), int(port or 0))
    except ValueError as wrong:
        raise UsageError(f"dtts.harvest.private: {text} is no network[,host[,port]]: {wrong}") from wrong

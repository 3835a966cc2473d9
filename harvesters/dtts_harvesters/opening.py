"""A session for a source, under the policy of its file and of the portal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dtts.errors import UsageError
from dtts_harvesters.session import (
    Allowed,
    Clock,
    Credential,
    GuardedSession,
    Resolve,
    Secrets,
    system_resolve,
)

if TYPE_CHECKING:
    from dtts_harvesters.source import Source


def no_secrets(name: str) -> dict[str, str]:
    """For portals that keep none."""
    raise KeyError(name)


def session_for(
    source: Source,
    *,
    secrets: Secrets = no_secrets,
    granted: Sequence[Allowed] = (),
    clock: Clock | None = None,
    resolve: Resolve = system_resolve,
    folders: Sequence[Path] = (),
) -> GuardedSession:
    """A session for one run. `granted` are the private places that the portal's administrator opened: what
    the source's file allows beyond them is not opened; `folders` are those of this machine that sources may
    read. UsageError when its credential is not known."""
    return GuardedSession(
        source.network.within(granted),
        home=source.address if source.address.startswith("http") else "",
        credential=credential_for(source, secrets),
        clock=clock,
        resolve=resolve,
        authority=source.authority,
        plain_credentials=source.plain_credentials,
        folders=tuple(folders),
    )


def credential_for(source: Source, secrets: Secrets) -> Credential | None:
    """The source's credential with its secrets; None where it needs none."""
    access = source.access
    if access is None:
        return None
    try:
        values = secrets(access.name)
    except KeyError:
        raise UsageError(f"the portal keeps no credential {access.name!r} for source {source.id}") from None
    return Credential(access.kind, values, access.header, access.token_address, access.scope)

"""The account that services run under: never root, which PostgreSQL refuses and none of them needs."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import OperatorError

FALLBACK = "postgres"
"""Used when root runs a checkout of root's own; comes with Debian's PostgreSQL."""


@dataclass(frozen=True)
class Account:
    """A login of this machine; `switch` says that the present process is root and must change to it."""

    name: str
    uid: int
    gid: int
    switch: bool

    def spawn_options(self) -> dict[str, Any]:
        """Keyword arguments for `subprocess` that start a program under this account."""
        if not self.switch:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, *paths: Path) -> None:
        """Hands the paths (not what is in them) to the account."""
        if self.switch:
            for path in paths:
                os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def can_enter(self, folder: Path) -> bool:
        """Whether the account can read the folder, which root's home usually forbids."""
        done = subprocess.run(
            ["test", "-r", str(folder), "-a", "-x", str(folder)], check=False, **self.spawn_options()
        )
        return done.returncode == 0


def find_account(checkout: Path) -> Account:
    """The present user; for root, the owner of the checkout, or the account of Debian's PostgreSQL."""
    if os.geteuid() != 0:
        entry = pwd.getpwuid(os.geteuid())
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, switch=False)
    owner = checkout.stat().st_uid
    for name in (*_names(owner), FALLBACK):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, switch=True)
    raise OperatorError(
        "PostgreSQL refuses to run as root and no other account was found: "
        "run `adduser --system postgres`, then again."
    )


def _names(uid: int) -> list[str]:
    if uid == 0:
        return []
    try:
        return [pwd.getpwuid(uid).pw_name]
    except KeyError:
        return []

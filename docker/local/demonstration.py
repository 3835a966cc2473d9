"""Demonstration users and sample data, by the portal's own commands."""

from __future__ import annotations

import json

from . import ckan
from .files import Stamp, fingerprint
from .place import Place
from .steps import Steps

SEED = ("schemas", "ckanext-dtts/ckanext/dtts/cli/seed.py")
"""What decides which sample data there are."""


def fill(place: Place, steps: Steps) -> None:
    """Users, sample data, and the users' places in the agencies that came with the data."""
    stamp = _stamp(place)
    if stamp.holds() and (place.var / "users.json").is_file():
        return
    steps.run("demonstration users", lambda: make_users(place))
    steps.run("sample data", lambda: _seed(place))
    steps.run("users' roles in the agencies", lambda: make_users(place))
    steps.run("submissions on the desk", lambda: _desk(place))
    stamp.set()


def describe_users(place: Place) -> str:
    """Names and passwords as a table for the console."""
    path = place.var / "users.json"
    if not path.is_file():
        return ""
    users = json.loads(path.read_text(encoding="utf-8"))
    return "\n".join(f"  {role:16} {entry['password']}" for role, entry in users.items())


def make_users(place: Place) -> None:
    ckan.run(place, "dtts", "users")


def _seed(place: Place) -> None:
    print(flush=True)
    ckan.show(place, "dtts", "seed")


def _desk(place: Place) -> None:
    print(flush=True)
    ckan.show(place, "dtts", "seed-desk")


def _stamp(place: Place) -> Stamp:
    """Kept beside the databases, so that it goes when they go."""
    inputs = fingerprint([place.root / name for name in SEED])
    return Stamp(place.var / "postgres" / "seeded", inputs)
